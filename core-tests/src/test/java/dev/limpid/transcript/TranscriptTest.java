// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();

    @Test
    void hashesTheMessagesWithTheirHeaders() throws NoSuchAlgorithmException {
        Bytes one = Bytes.ofHex("0100000101");
        Bytes two = Bytes.ofHex("020000020203");
        Transcript transcript = Transcript.of(CRYPTO, HashAlgorithm.SHA384, one).add(two);
        assertThat(transcript.hash().toArray())
                .isEqualTo(MessageDigest.getInstance("SHA-384")
                        .digest(one.then(two).toArray()));
    }

    @Test
    void aSnapshotDoesNotStopIt() {
        Transcript transcript = Transcript.of(CRYPTO, HashAlgorithm.SHA256, Bytes.ofUtf8("one"));
        Bytes before = transcript.hash();
        assertThat(transcript.hash()).isEqualTo(before);
        assertThat(transcript.add(Bytes.ofUtf8("two")).hash())
                .isEqualTo(Transcript.of(CRYPTO, HashAlgorithm.SHA256, Bytes.ofUtf8("onetwo"))
                        .hash());
    }

    @Test
    void aForkHasAFutureOfItsOwn() {
        Transcript transcript = Transcript.of(CRYPTO, HashAlgorithm.SHA256, Bytes.ofUtf8("past"));
        Transcript fork = transcript.fork().add(Bytes.ofUtf8("other"));
        assertThat(fork.hash()).isNotEqualTo(transcript.hash());
        assertThat(transcript.add(Bytes.ofUtf8("other")).hash()).isEqualTo(fork.hash());
    }

    @Test
    void aTruncatedMessageDoesNotBecomePart() {
        Transcript transcript = Transcript.of(CRYPTO, HashAlgorithm.SHA256, Bytes.ofUtf8("past"));
        Bytes before = transcript.hash();
        assertThat(transcript.hashWith(Bytes.ofUtf8("part"))).isNotEqualTo(before);
        assertThat(transcript.hash()).isEqualTo(before);
    }

    @Test
    void replacesTheFirstClientHelloAfterAHelloRetryRequest() {
        Rfc8448 trace = Rfc8448.section("5");
        Bytes clientHello1 = trace.with("ClientHello").get(0).bytes("ClientHello");
        Bytes clientHello2 = trace.with("ClientHello").get(1).bytes("ClientHello");
        Bytes retry = trace.with("ServerHello").get(0).bytes("ServerHello");
        Bytes serverHello = trace.with("ServerHello").get(1).bytes("ServerHello");
        Bytes expected =
                trace.step("server", "derive secret \"tls13 c hs traffic\"").bytes("hash");

        Transcript transcript = Transcript.of(CRYPTO, HashAlgorithm.SHA256, clientHello1)
                .afterHelloRetryRequest(CRYPTO)
                .add(retry)
                .add(clientHello2)
                .add(serverHello);
        assertThat(transcript.hash()).isEqualTo(expected);
    }

    @Test
    void resumesFromTheHashThatACookieKept() {
        Bytes clientHello = Bytes.ofUtf8("ClientHello1");
        Transcript whole = Transcript.of(CRYPTO, HashAlgorithm.SHA256, clientHello);
        Transcript resumed = Transcript.resume(CRYPTO, HashAlgorithm.SHA256, whole.hash());
        assertThat(resumed.hash())
                .isEqualTo(whole.afterHelloRetryRequest(CRYPTO).hash());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transcript.resume(CRYPTO, HashAlgorithm.SHA384, whole.hash()));
    }
}
