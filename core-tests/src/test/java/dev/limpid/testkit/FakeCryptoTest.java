// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.record.RecordLimits;
import dev.limpid.record.RecordReader;
import dev.limpid.record.RecordWriter;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.transcript.Transcript;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The fake keeps the contracts of the real one, so that what passes with it says something. */
class FakeCryptoTest {
    private final CryptoProvider crypto = new FakeCrypto(1);

    @Test
    void carriesRecordsFromKeyExchangeToData() {
        PrivateShare client = crypto.keyExchange(NamedGroup.X25519).generate();
        var server = crypto.keyExchange(NamedGroup.X25519).encapsulate(client.publicShare());
        Bytes hash = Transcript.of(crypto, HashAlgorithm.SHA256, Bytes.ofUtf8("hellos"))
                .hash();
        TrafficSecret sending = traffic(client.decapsulate(server.serverShare()), hash);
        TrafficSecret receiving = traffic(server.sharedSecret(), hash);

        RecordWriter writer = new RecordWriter(crypto, Recorder.none(), RecordLimits.STANDARD, PaddingPolicy.NONE);
        RecordReader reader = new RecordReader(crypto, Recorder.none());
        writer.install(sending.keys(CipherSuite.TLS_AES_128_GCM_SHA256), Epoch.APPLICATION);
        reader.install(receiving.keys(CipherSuite.TLS_AES_128_GCM_SHA256), Epoch.APPLICATION);
        ByteBuffer wire = ByteBuffer.allocate(1000);
        ByteBuffer content = ByteBuffer.allocate(1000);
        writer.write(ContentType.APPLICATION_DATA, Bytes.ofUtf8("hello").toBuffer(), wire);
        reader.read(wire.flip(), content);
        assertThat(Bytes.of(content.flip())).isEqualTo(Bytes.ofUtf8("hello"));
    }

    @Test
    void doesTheSameOnEachRun() {
        byte[] one = new byte[32];
        byte[] two = new byte[32];
        new FakeCrypto(7).random(one);
        new FakeCrypto(7).random(two);
        assertThat(one).isEqualTo(two);
        new FakeCrypto(8).random(two);
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void hashesAlikeHoweverTheInputIsCut() {
        Hash hash = crypto.hash(HashAlgorithm.SHA384);
        hash.update(new byte[] {1, 2}, 0, 2);
        hash.update(new byte[] {3}, 0, 1);
        Hash whole = crypto.hash(HashAlgorithm.SHA384);
        whole.update(new byte[] {1, 2, 3}, 0, 3);
        assertThat(hash.digest()).isEqualTo(whole.digest()).hasSize(48);
    }

    @Test
    void opensNothingThatWasChanged() {
        Aead aead = crypto.aead(CipherSuite.TLS_AES_128_GCM_SHA256, new byte[16]);
        byte[] sealed = new byte[26];
        aead.seal(new byte[12], new byte[5], 5, new byte[9], 0, 9, new byte[] {23}, 1, sealed, 0);
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            byte[] out = new byte[10];
            assertThatExceptionOfType(AeadException.class)
                    .isThrownBy(() -> aead.open(new byte[12], new byte[5], 5, changed, 0, 26, out, 0));
            assertThat(out).containsOnly(0);
        }
    }

    @Test
    void tellsSharesOfOtherGroupsAndSidesApart() {
        PrivateShare client = crypto.keyExchange(NamedGroup.X25519).generate();
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> crypto.keyExchange(NamedGroup.SECP256R1).encapsulate(client.publicShare()))
                .returns(Violation.BAD_KEY_SHARE, ViolationException::violation);
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> client.decapsulate(client.publicShare()))
                .returns(Violation.BAD_KEY_SHARE, ViolationException::violation);
    }

    @Test
    void signsForTheKeysOfRealCertificates() {
        Bytes info = Bytes.wrap(TestKey.P256.generate().getPublic().getEncoded());
        SignatureScheme scheme = crypto.schemesFor(info).getFirst();
        Bytes signature = crypto.signer(scheme, new FakePrivateKey(info)).sign(Bytes.ofUtf8("content"));
        assertThat(crypto.verifier(scheme, info).verify(Bytes.ofUtf8("content"), signature))
                .isTrue();
        assertThat(crypto.verifier(scheme, info).verify(Bytes.ofUtf8("other"), signature))
                .isFalse();
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> crypto.verifier(SignatureScheme.ED25519, info))
                .returns(Violation.SIGNATURE_SCHEME_NOT_FOR_KEY, ViolationException::violation);
    }

    private TrafficSecret traffic(byte[] sharedSecret, Bytes hash) {
        Derivation derivation = new Derivation(crypto, HashAlgorithm.SHA256, Recorder.none());
        return EarlySecret.withoutPsk(derivation)
                .handshakeSecret(sharedSecret)
                .mainSecret()
                .clientTraffic(hash);
    }
}
