// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.identity.Credential;
import dev.limpid.registry.CertificateType;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown beside a certificate or in its place: OCSP responses, timestamps, raw public keys. */
class StapledFilesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestCertificate root = TestPki.root("Lab Root CA").issue();
    private final TestCertificate leaf = root.leaf("shop.lab").issue();

    @TempDir
    Path folder;

    private Path write(String name, Bytes content) throws IOException {
        return Files.write(folder.resolve(name), content.toArray());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String publicKeyPem(TestCertificate certificate) {
        String base64 =
                Base64.getMimeEncoder().encodeToString(certificate.rawKey().toArray());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    private static void refuses(String problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable loading) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(loading)
                .satisfies(refusal -> assertThat(refusal.problem()).contains(problem));
    }

    @Test
    void anOcspResponseIsReadAgainWhenItsFileHasChanged() throws IOException {
        Bytes first = TestOcsp.about(leaf, NOON).issue();
        Bytes second = TestOcsp.about(leaf, NOON.plusSeconds(86_400)).issue();
        Path path = write("ocsp.der", first);
        OcspFile file = OcspFile.of(path);
        assertThat(file.get()).isEqualTo(first);

        Files.move(write("new.der", second), path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(file.get()).isEqualTo(second).isNotEqualTo(first);

        write("ocsp.der", first);
        Files.setLastModifiedTime(path, FileTime.from(NOON));
        assertThat(file.get()).isEqualTo(first);
    }

    @Test
    void anUnchangedFileIsNotReadAgain() throws IOException {
        Path path = write("ocsp.der", TestOcsp.about(leaf, NOON).issue());
        OcspFile file = OcspFile.of(path);
        assertThat(file.get()).isSameAs(file.get());
    }

    @Test
    void theLastResponseStaysWhileTheFileHasNone() throws IOException {
        Bytes response = TestOcsp.about(leaf, NOON).issue();
        Path path = write("ocsp.der", response);
        OcspFile file = OcspFile.of(path);
        write("ocsp.der", response.slice(0, response.length() - 1));
        assertThat(file.get()).isEqualTo(response);
        write("ocsp.der", "<html>not found</html>");
        assertThat(file.get()).isEqualTo(response);
        Files.delete(path);
        assertThat(file.get()).isEqualTo(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3003020100ff", "300302", "3084000000013000", "3083", "0203010203"})
    void whatIsNoOcspResponseIsRefusedAtOnce(String hex) throws IOException {
        Path path = write("ocsp.der", Bytes.ofHex(hex));
        refuses("no OCSP response", () -> OcspFile.of(path));
    }

    @Test
    void anOcspFileThatIsMissingOrHugeIsRefusedAtOnce() throws IOException {
        refuses("cannot be read", () -> OcspFile.of(folder.resolve("nothing")));
        Path huge = write("huge", Bytes.wrap(new byte[70_000]));
        refuses("64 KiB", () -> OcspFile.of(huge));
    }

    @Test
    void timestampsComeAsTlsSendsThem() throws IOException {
        Path path = write("sct.bin", Bytes.ofHex("0009" + "0003aabbcc" + "0002ddee"));
        assertThat(CredentialFiles.timestamps(path)).containsExactly(Bytes.ofHex("aabbcc"), Bytes.ofHex("ddee"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000", "00020000", "0005 0003aabbcc 00", "0004 0003aabb"})
    void whatIsNoListOfTimestampsIsRefused(String hex) throws IOException {
        Path path = write("sct.bin", Bytes.ofHex(hex.replace(" ", "")));
        refuses("no list of certificate timestamps", () -> CredentialFiles.timestamps(path));
    }

    @Test
    void moreThanAListCanHoldIsRefused() throws IOException {
        Path path = write("sct.bin", Bytes.wrap(new byte[70_000]));
        refuses("longer than a list", () -> CredentialFiles.timestamps(path));
    }

    @Test
    void aRawKeyComesFromTwoFilesOrOne() throws IOException {
        Path both = write("both.pem", leaf.keyPem() + publicKeyPem(leaf));
        Path key = write("key.pem", leaf.keyPem());
        for (Path privateKey : List.of(both, key)) {
            Credential credential = CredentialFiles.rawKey(both, privateKey, PasswordSource.NONE);
            assertThat(credential.type()).isEqualTo(CertificateType.RAW_PUBLIC_KEY);
            assertThat(credential.chain()).containsExactly(leaf.rawKey());
        }
    }

    @Test
    void aRawKeyOfAnotherPrivateKeyIsRefused() throws IOException {
        Path other = write("public.pem", publicKeyPem(root));
        Path key = write("key.pem", leaf.keyPem());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> CredentialFiles.rawKey(other, key, PasswordSource.NONE))
                .satisfies(refusal -> assertThat(refusal.source()).isEqualTo(other.toString()));
    }

    @Test
    void rawKeysToTrustAreReadInTheirOrder() throws IOException {
        Path path = write("trusted.pem", publicKeyPem(leaf) + leaf.pem() + publicKeyPem(root));
        assertThat(CredentialFiles.publicKeys(path)).containsExactly(leaf.rawKey(), root.rawKey());
        refuses("has 2 public keys", () -> CredentialFiles.rawKey(path, path, PasswordSource.NONE));
    }

    @Test
    void aFileWithoutPublicKeysIsRefused() throws IOException {
        Path certificate = write("cert.pem", leaf.pem());
        refuses("has no public key, but CERTIFICATE at line 1", () -> CredentialFiles.publicKeys(certificate));
        Path der = write("key.der", leaf.rawKey());
        refuses("public keys in PEM are needed", () -> CredentialFiles.publicKeys(der));
    }
}
