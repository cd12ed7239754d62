// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.identity.Credential;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFilesTest {
    private static final PasswordSource SECRET = PasswordSource.of("secret".toCharArray());

    private final TestCertificate root = TestPki.root("Lab Root CA").issue();
    private final TestCertificate intermediate = root.ca("Lab Intermediate CA").issue();
    private final TestCertificate leaf = intermediate.leaf("shop.lab").issue();

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static StoreException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable loading) {
        StoreException refusal = catchThrowableOfType(StoreException.class, loading);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    // PEM

    @ParameterizedTest
    @EnumSource(value = TestKey.class, names = "DSA", mode = EnumSource.Mode.EXCLUDE)
    void readsEveryKindOfKeyInPkcs8(TestKey key) throws IOException {
        TestCertificate keyed = root.leaf("shop.lab").key(key).issue();
        Credential credential =
                CredentialFiles.pem(write("chain.pem", keyed.chainPem()), write("key.pem", keyed.keyPem()));
        assertThat(credential.chain()).containsExactly(keyed.der());
        assertThat(credential.signatureSchemes()).isNotEmpty();
        assertThat(credential.privateKey()).isEqualTo(keyed.privateKey());
    }

    @Test
    void putsTheCertificatesOfAFileIntoOrder() throws IOException {
        Path chain = write("chain.pem", root.pem() + intermediate.pem() + leaf.pem());
        Credential credential = CredentialFiles.pem(chain, write("key.pem", leaf.keyPem()));
        assertThat(credential.chain()).containsExactly(leaf.der(), intermediate.der(), root.der());
    }

    @Test
    void readsBothFromOneFileWithTextAroundAndWindowsLines() throws IOException {
        String text = "subject=shop.lab\n" + leaf.keyPem() + "Bag Attributes: 1\n  " + leaf.chainPem() + "bye";
        Path both = write("both.pem", text.replace("\n", "\r\n"));
        assertThat(CredentialFiles.load(both, PasswordSource.NONE).chain())
                .containsExactly(leaf.der(), intermediate.der());
    }

    @Test
    void readsDer() throws IOException {
        Path certificate = Files.write(folder.resolve("leaf.der"), leaf.der().toArray());
        Path key = Files.write(folder.resolve("key.der"), leaf.privateKey().getEncoded());
        assertThat(CredentialFiles.pem(certificate, key).chain()).containsExactly(leaf.der());
    }

    @Test
    void refusesAKeyThatBelongsToAnotherCertificate() throws IOException {
        Path chain = write("chain.pem", leaf.chainPem());
        for (TestKey kind : List.of(TestKey.P256, TestKey.P384, TestKey.RSA_2048, TestKey.ED25519)) {
            Path other = write("other.pem", root.leaf("other").key(kind).issue().keyPem());
            StoreException refusal = refusal(() -> CredentialFiles.pem(chain, other));
            assertThat(refusal.source()).isEqualTo(chain.toString());
            assertThat(refusal.getMessage()).contains("does not belong").contains("other.pem");
        }
    }

    @Test
    void saysWhatItFoundInsteadOfAKey() throws IOException {
        Path chain = write("chain.pem", "\n" + leaf.chainPem());
        assertThat(refusal(() -> CredentialFiles.pem(chain, chain)).problem())
                .isEqualTo("line 2: this is a certificate, not a private key");
        Path text = write("text.pem", "hello");
        assertThat(refusal(() -> CredentialFiles.pem(chain, text)).problem())
                .isEqualTo("a private key is needed, and this is neither PEM nor DER nor a key store");
        assertThat(refusal(() -> CredentialFiles.pem(write("key.pem", leaf.keyPem()), chain))
                        .problem())
                .isEqualTo("has no certificate, but PRIVATE KEY at line 1");
    }

    @Test
    void refusesTwoKeysInOneFile() throws IOException {
        Path chain = write("chain.pem", leaf.chainPem());
        Path keys = write("keys.pem", leaf.keyPem() + root.keyPem());
        assertThat(refusal(() -> CredentialFiles.pem(chain, keys)).problem())
                .startsWith("has more than one private key");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSH PRIVATE KEY, ssh-keygen",
        "ENCRYPTED PRIVATE KEY, give its password",
        "DSA PRIVATE KEY, ''",
        "PRIVATE KEY, ''",
        "RSA PRIVATE KEY, ''",
        "EC PRIVATE KEY, ''"
    })
    void refusesKeysThatItCannotUseWithAFix(String label, String fix) throws IOException {
        Path chain = write("chain.pem", leaf.chainPem());
        Path key = write("key.pem", "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n");
        StoreException refusal = refusal(() -> CredentialFiles.pem(chain, key));
        assertThat(refusal.problem()).startsWith("line 1: ");
        assertThat(refusal.fix()).contains(fix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----\nAAAA\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----BEGIN CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE\nAAAA\n-----END CERTIFICATE-----\n"
            })
    void refusesDamagedPemWithTheLine(String text) throws IOException {
        Path chain = write("chain.pem", text);
        assertThat(refusal(() -> CredentialFiles.pem(chain, write("key.pem", leaf.keyPem())))
                        .problem())
                .matches("line \\d: .*");
    }

    @Test
    void refusesTextInUtf16() throws IOException {
        Path chain =
                Files.write(folder.resolve("chain.pem"), ("\ufeff" + leaf.pem()).getBytes(StandardCharsets.UTF_16LE));
        Path key = write("key.pem", leaf.keyPem());
        assertThat(refusal(() -> CredentialFiles.pem(chain, key)).problem()).contains("UTF-16");
    }

    @Test
    void namesAMissingFileAndADirectory() {
        Path missing = folder.resolve("missing.pem");
        assertThat(refusal(() -> CredentialFiles.pem(missing, missing)).getMessage())
                .isEqualTo(missing + ": there is no such file");
        assertThat(refusal(() -> CredentialFiles.pem(folder, missing)).problem())
                .contains("directory");
    }

    // What openssl writes

    @ParameterizedTest
    @CsvSource({
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem, RSA_PSS_RSAE_SHA256",
        "genrsa -traditional -out key.pem 2048, RSA_PSS_RSAE_SHA256",
        "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out key.pem, RSA_PSS_PSS_SHA256",
        "ecparam -genkey -name prime256v1 -out key.pem, ECDSA_SECP256R1_SHA256",
        "ecparam -genkey -noout -name secp384r1 -out key.pem, ECDSA_SECP384R1_SHA384",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out key.pem, ECDSA_SECP521R1_SHA512",
        "genpkey -algorithm ED25519 -out key.pem, ED25519",
        "genpkey -algorithm ED448 -out key.pem, ED448"
    })
    void readsTheKeysThatOpensslMakes(String command, String scheme) throws Exception {
        OpenSsl.require();
        OpenSsl.run(folder, command);
        OpenSsl.run(folder, "req -x509 -new -key key.pem -subj /CN=shop.lab -days 30 -out chain.pem");
        Credential credential = CredentialFiles.pem(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        assertThat(credential.signatureSchemes().getFirst())
                .isEqualTo(SignatureScheme.class.getField(scheme).get(null));

        OpenSsl.run(folder, "pkcs8 -topk8 -in key.pem -out encrypted.pem -passout pass:secret");
        Path encrypted = folder.resolve("encrypted.pem");
        assertThat(CredentialFiles.pem(folder.resolve("chain.pem"), encrypted, SECRET)
                        .publicKey())
                .isEqualTo(credential.publicKey());
        assertThat(refusal(() -> CredentialFiles.pem(folder.resolve("chain.pem"), encrypted))
                        .problem())
                .isEqualTo("line 1: the key is encrypted");
        assertThat(refusal(() -> CredentialFiles.pem(
                                folder.resolve("chain.pem"), encrypted, PasswordSource.of("wrong".toCharArray())))
                        .problem())
                .isEqualTo("line 1: the password does not open the key");
    }

    @Test
    void refusesOpensslsOldEncryptionWithTheCommandThatConvertsIt() throws Exception {
        OpenSsl.require();
        OpenSsl.run(folder, "genrsa -traditional -aes128 -passout pass:secret -out key.pem 2048");
        Path chain = write("chain.pem", leaf.chainPem());
        StoreException refusal = refusal(() -> CredentialFiles.pem(chain, folder.resolve("key.pem"), SECRET));
        assertThat(refusal.fix()).startsWith("convert it: openssl pkcs8 -topk8 -in ");
        OpenSsl.run(folder, "pkcs8 -topk8 -in key.pem -passin pass:secret -out new.pem -passout pass:secret");
        OpenSsl.run(folder, "req -x509 -new -key new.pem -passin pass:secret -subj /CN=x -days 30 -out chain.pem");
        assertThat(CredentialFiles.pem(chain, folder.resolve("new.pem"), SECRET))
                .isNotNull();
    }

    @Test
    void readsThePkcs12StoresThatOpensslMakes() throws Exception {
        OpenSsl.require();
        write("chain.pem", leaf.pem());
        write("above.pem", intermediate.pem());
        write("key.pem", leaf.keyPem());
        OpenSsl.run(
                folder,
                "pkcs12 -export -in chain.pem -inkey key.pem -certfile above.pem -out store.p12 -passout pass:secret");
        assertThat(CredentialFiles.load(folder.resolve("store.p12"), SECRET).chain())
                .containsExactly(leaf.der(), intermediate.der());
    }

    // Key stores

    private Path store(String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        char[] password = "secret".toCharArray();
        Certificate[] chain = {leaf.certificate(), intermediate.certificate()};
        store.setKeyEntry("shop", leaf.privateKey(), password, chain);
        store.setCertificateEntry("root", root.certificate());
        Path file = folder.resolve("store." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void readsTheOnlyKeyOfAStoreOrTheOneNamed(String type) throws Exception {
        Path file = store(type);
        assertThat(CredentialFiles.load(file, SECRET).chain()).startsWith(leaf.der(), intermediate.der());
        assertThat(CredentialFiles.keyStore(file, "shop", SECRET).alias()).endsWith("#shop");
        StoreException unknown = refusal(() -> CredentialFiles.keyStore(file, "nobody", SECRET));
        assertThat(unknown.fix()).contains("[shop]");
        assertThat(refusal(() -> CredentialFiles.keyStore(file, PasswordSource.of("wrong".toCharArray())))
                        .problem())
                .isEqualTo("the password does not open it");
        assertThat(refusal(() -> CredentialFiles.keyStore(file, PasswordSource.NONE))
                        .problem())
                .contains("needs its password");
    }

    @Test
    void asksWhichOfSeveralKeys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = "secret".toCharArray();
        store.setKeyEntry("one", leaf.privateKey(), password, new Certificate[] {leaf.certificate()});
        store.setKeyEntry("two", root.privateKey(), password, new Certificate[] {root.certificate()});
        Path file = folder.resolve("two.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        StoreException refusal = refusal(() -> CredentialFiles.keyStore(file, SECRET));
        assertThat(refusal.problem()).isEqualTo("has several private keys");
        assertThat(refusal.fix()).contains("one").contains("two");
        assertThat(CredentialFiles.keyStore(store, "one", password).chain()).containsExactly(leaf.der());
    }

    @Test
    void takesAnyJcaKey() {
        Credential credential = CredentialFiles.of("mine", leaf.privateKey(), List.of(leaf.certificate()));
        assertThat(credential.alias()).isEqualTo("mine");
        assertThatThrownBy(() -> CredentialFiles.of("mine", root.privateKey(), List.of(leaf.certificate())))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void neverShowsAKey() throws IOException {
        Path chain = write("chain.pem", leaf.chainPem());
        String key = leaf.keyPem();
        Path damaged = write("key.pem", key.replace("\n-----END", "=AAAA\n-----END"));
        StoreException refusal = refusal(() -> CredentialFiles.pem(chain, damaged));
        String body = key.lines().skip(1).findFirst().orElseThrow();
        assertThat(refusal.toString() + refusal.fix() + refusal.getCause()).doesNotContain(body.substring(0, 20));
    }
}
