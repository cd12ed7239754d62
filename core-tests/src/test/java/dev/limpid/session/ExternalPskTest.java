// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ExternalPskTest {
    private static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();
    private static final Bytes NAME = Bytes.ofUtf8("sensor");
    private static final Bytes CONTEXT = Bytes.ofUtf8("A to B");
    private static final List<HashAlgorithm> BOTH = List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384);

    private final ExternalPsk external = ExternalPsk.of(NAME, Psk.of(Sessions.bytes(32, 0x77)));
    private final PskImporter importer = new PskImporter(CRYPTO);

    @Test
    //= R2.2-2
    //= R4.3.11-2
    void isForSha256UnlessSomethingElseIsSaid() {
        assertThat(external.hash()).isEqualTo(HashAlgorithm.SHA256);
        assertThat(ExternalPsk.of(NAME, external.psk(), HashAlgorithm.SHA384).hash())
                .isEqualTo(HashAlgorithm.SHA384);
    }

    @Test
    //= R4.3.11-3
    void goesWithSuitesOfItsHashOnly() {
        assertThat(external.fits(CipherSuite.TLS_AES_128_GCM_SHA256)).isTrue();
        assertThat(external.fits(CipherSuite.TLS_AES_256_GCM_SHA384)).isFalse();
        assertThat(external.fits(CipherSuite.TLS_FALLBACK_SCSV)).isFalse();
    }

    @Test
    void refusesKeysThatCanBeGuessedAndIdentitiesThatFitNoField() {
        Psk key = external.psk();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExternalPsk.of(NAME, Psk.of(Sessions.bytes(15, 1))))
                .withMessageContaining("16 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> ExternalPsk.of(Bytes.EMPTY, key));
        assertThatIllegalArgumentException().isThrownBy(() -> ExternalPsk.of(Bytes.wrap(new byte[65_536]), key));
    }

    @Test
    void earlyDataNeedsASuiteOfItsHash() {
        EarlyDataTerms good = new EarlyDataTerms(CipherSuite.TLS_AES_128_GCM_SHA256, Optional.of("h2"), 1000);
        EarlyDataTerms bad = new EarlyDataTerms(CipherSuite.TLS_AES_256_GCM_SHA384, Optional.of("h2"), 1000);

        assertThat(external.withEarlyData(good).earlyData()).contains(good);
        assertThatIllegalArgumentException().isThrownBy(() -> external.withEarlyData(bad));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarlyDataTerms(CipherSuite.TLS_AES_128_GCM_SHA256, Optional.empty(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarlyDataTerms(CipherSuite.TLS_FALLBACK_SCSV, Optional.empty(), 1));
    }

    @Test
    void isFoundByItsIdentity() {
        ExternalPsks keys = ExternalPsks.of(List.of(external));

        assertThat(keys.find(NAME)).contains(external);
        assertThat(keys.find(NAME.from(1))).isEmpty();
        assertThat(ExternalPsks.none().find(NAME)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> ExternalPsks.of(List.of(external, external)));
        assertThat(external.toString() + keys).doesNotContain("7777");
    }

    @Test
    void importsAsRfc9258Computes() throws GeneralSecurityException {
        for (HashAlgorithm hash : BOTH) {
            ExternalPsk source = ExternalPsk.of(NAME, external.psk(), hash);
            List<ExternalPsk> imported = importer.imported(source, CONTEXT, BOTH);

            assertThat(imported).extracting(ExternalPsk::hash).containsExactlyElementsOf(BOTH);
            for (ExternalPsk each : imported) {
                byte[] expected = byHand(hash, each.identity(), each.hash().length());
                assertThat(each.psk().sameAs(Psk.of(expected))).isTrue();
                assertThat(each.imported()).isTrue();
            }
        }
    }

    @Test
    void anImportedIdentityIsWhatItsStructSays() {
        ExternalPsk first = importer.imported(external, CONTEXT, BOTH).getFirst();

        assertThat(first.identity()).isEqualTo(Bytes.ofHex("0006 73656e736f72 0006 4120746f2042 0304 0001"));
        assertThat(importer.imported(external, Bytes.EMPTY, BOTH).get(1).identity())
                .isEqualTo(Bytes.ofHex("0006 73656e736f72 0000 0304 0002"));
        assertThat(ImportedIdentity.decode(first.identity()))
                .isEqualTo(ImportedIdentity.of(NAME, CONTEXT, HashAlgorithm.SHA256));
    }

    @Test
    void noPrefixIsAnImportedIdentity() {
        Bytes identity =
                ImportedIdentity.of(NAME, CONTEXT, HashAlgorithm.SHA256).encode();
        for (int length = 0; length < identity.length(); length++) {
            Bytes prefix = identity.slice(0, length);
            assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> ImportedIdentity.decode(prefix));
        }
        Bytes reserved = identity.slice(0, identity.length() - 1).then(Bytes.of((byte) 0));
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> ImportedIdentity.decode(reserved));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> ImportedIdentity.decode(identity.then(reserved)));
    }

    @Test
    void everythingThatAnImportedPskIsForChangesItsKey() {
        Set<Bytes> keys = new HashSet<>();
        Set<Bytes> identities = new HashSet<>();
        List<ExternalPsk> sources = List.of(
                external,
                ExternalPsk.of(Bytes.ofUtf8("sensos"), external.psk()),
                ExternalPsk.of(NAME, Psk.of(Sessions.bytes(32, 0x78))));
        for (ExternalPsk source : sources) {
            for (Bytes context : List.of(CONTEXT, Bytes.ofUtf8("B to A"), Bytes.EMPTY)) {
                for (ExternalPsk each : importer.imported(source, context, BOTH)) {
                    keys.add(Bytes.wrap(each.psk().bytes()));
                    identities.add(each.identity());
                }
            }
        }
        assertThat(keys).hasSize(18);
        assertThat(identities).as("the key itself is no part of it").hasSize(12);
    }

    @Test
    void nothingIsImportedTwiceOrTooLong() {
        ExternalPsk imported = importer.imported(external, CONTEXT, BOTH).getFirst();
        Bytes large = Bytes.wrap(new byte[65_535]);

        assertThatIllegalArgumentException().isThrownBy(() -> importer.imported(imported, CONTEXT, BOTH));
        assertThatIllegalArgumentException().isThrownBy(() -> importer.imported(external, large, BOTH));
        assertThat(importer.imported(external, CONTEXT, List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA256)))
                .hasSize(1);
    }

    /** RFC 9258 section 5.1, written out with HMAC alone: lengths up to one hash need one block of HKDF-Expand, SHA-384 from SHA-256 two. */
    private byte[] byHand(HashAlgorithm hash, Bytes identity, int length) throws GeneralSecurityException {
        boolean is256 = hash == HashAlgorithm.SHA256;
        byte[] context =
                MessageDigest.getInstance(is256 ? "SHA-256" : "SHA-384").digest(identity.toArray());
        Bytes info = Bytes.of((byte) 0, (byte) length)
                .then(Bytes.of((byte) 17))
                .then(Bytes.ofUtf8("tls13 derived psk"))
                .then(Bytes.of((byte) context.length))
                .then(Bytes.of(context));
        String mac = is256 ? "HmacSHA256" : "HmacSHA384";
        byte[] extracted = hmac(mac, new byte[hash.length()], external.psk().bytes());
        Bytes block =
                Bytes.of(hmac(mac, extracted, info.then(Bytes.of((byte) 1)).toArray()));
        Bytes second = Bytes.of(
                hmac(mac, extracted, block.then(info).then(Bytes.of((byte) 2)).toArray()));
        return block.then(second).slice(0, length).toArray();
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(data);
    }
}
