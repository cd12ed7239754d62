// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.identity.TrustAnchors;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustStoresTest {
    private static final PasswordSource SECRET = PasswordSource.of("secret".toCharArray());

    private final TestCertificate first = TestPki.root("First Root").issue();
    private final TestCertificate second = TestPki.root("Second Root").issue();

    @TempDir
    Path folder;

    @Test
    void trustsWhatTheJvmTrustsByDefault() {
        TrustAnchors anchors = TrustStores.jvm();
        assertThat(anchors.certificates()).hasSizeGreaterThan(10);
        assertThat(anchors.describe()).startsWith("JVM ").contains("cacerts").contains(" anchors, sha256 ");
    }

    @Test
    void readsABundleOnceEach() throws Exception {
        Path bundle = Files.writeString(folder.resolve("roots.pem"), first.pem() + second.pem() + first.pem());
        TrustAnchors anchors = TrustStores.load(bundle, PasswordSource.NONE);
        assertThat(anchors.certificates()).containsExactly(first.certificate(), second.certificate());
        assertThat(anchors.source()).isEqualTo(bundle.toString());
    }

    @Test
    void readsADirectoryAndPassesOverWhatIsNoCertificate() throws Exception {
        Files.writeString(folder.resolve("a.pem"), first.pem());
        Files.write(folder.resolve("b.cer"), second.der().toArray());
        Files.writeString(folder.resolve("key.pem"), first.keyPem());
        Files.writeString(folder.resolve("readme.txt"), "roots");
        Files.createDirectory(folder.resolve("deeper.pem"));
        assertThat(TrustStores.load(folder, PasswordSource.NONE).certificates())
                .containsExactly(first.certificate(), second.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void readsTheTrustedEntriesOfAStoreAndNotTheKeys(String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("first", first.certificate());
        store.setKeyEntry("key", second.privateKey(), "secret".toCharArray(), new Certificate[] {second.certificate()});
        Path file = folder.resolve("store");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        assertThat(TrustStores.load(file, SECRET).certificates()).containsExactly(first.certificate());
        assertThat(TrustStores.keyStore("loaded", store).source()).isEqualTo("loaded");
        StoreException wrong = catchThrowableOfType(
                StoreException.class, () -> TrustStores.load(file, PasswordSource.of("wrong".toCharArray())));
        assertThat(wrong.problem()).isEqualTo("the password does not open it");
    }

    @Test
    void refusesAStoreThatWouldTrustNobody() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        StoreException refusal =
                catchThrowableOfType(StoreException.class, () -> TrustStores.load(empty, PasswordSource.NONE));
        assertThat(refusal.problem()).contains("no trusted certificate");
        Path key = Files.writeString(folder.resolve("key.pem"), first.keyPem());
        assertThat(catchThrowableOfType(StoreException.class, () -> TrustStores.pem(key))
                        .problem())
                .isEqualTo("has no certificate, but PRIVATE KEY at line 1");
    }

    @Test
    void namesTheCertificateThatCannotBeRead() throws Exception {
        Path bundle = Files.writeString(
                folder.resolve("roots.pem"),
                first.pem() + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
        assertThat(catchThrowableOfType(StoreException.class, () -> TrustStores.pem(bundle))
                        .problem())
                .isEqualTo("certificate 2 cannot be read");
    }

    @Test
    void showsByItsHashWhetherTwoStoresHoldTheSame() throws Exception {
        Path one = Files.writeString(folder.resolve("one.pem"), first.pem());
        Path same = Files.writeString(folder.resolve("same.pem"), "A root:\n" + first.pem());
        Path other = Files.writeString(folder.resolve("other.pem"), second.pem());
        assertThat(TrustStores.pem(one).sha256())
                .isEqualTo(TrustStores.pem(same).sha256());
        assertThat(TrustStores.pem(one).sha256())
                .isNotEqualTo(TrustStores.pem(other).sha256());
    }
}
