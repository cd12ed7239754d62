// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.observe.TlsException;
import dev.limpid.testkit.TestPki;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that asks its client for a certificate after the handshake, and waits for it. */
@Timeout(120)
final class LaterAuthenticationTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void takesACertificateThatIsAccepted() throws Exception {
        try (Pair pair = open(Lab.clientWithACertificate(), Lab.serverThatAsksLater())) {
            assertThat(pair.server().mayRequestClientCertificate()).isTrue();
            FutureTask<byte[]> reading = reading(pair.client(), 1);
            assertThat(pair.server().authenticateClient(ClientAuthentication.NEED, LONG))
                    .isTrue();
            assertThat(pair.server().peerCertificates()).hasSize(1);
            pair.server().write(ByteBuffer.allocate(1));
            assertThat(reading.get()).hasSize(1);
        }
    }

    @Test
    void takesANoIfACertificateWasOnlyWanted() throws Exception {
        try (Pair pair = open(withoutACertificate(), Lab.serverThatAsksLater())) {
            FutureTask<byte[]> reading = reading(pair.client(), 1);
            assertThat(pair.server().authenticateClient(ClientAuthentication.WANT, LONG))
                    .isFalse();
            assertThat(pair.server().peerCertificates()).isEmpty();
            pair.server().write(ByteBuffer.allocate(1));
            assertThat(reading.get()).hasSize(1);
        }
    }

    @Test
    void endsTheConnectionIfACertificateWasNeeded() throws Exception {
        try (Pair pair = open(withoutACertificate(), Lab.serverThatAsksLater())) {
            FutureTask<byte[]> reading = reading(pair.client(), 1);
            assertThatThrownBy(() -> pair.server().authenticateClient(ClientAuthentication.NEED, LONG))
                    .isInstanceOf(TlsException.class);
            assertThat(pair.server().isOpen()).isFalse();
            assertThat(alert(reading)).isEqualTo(AlertDescription.CERTIFICATE_REQUIRED);
        }
    }

    @Test
    void endsTheConnectionIfTheCertificateIsRejected() throws Exception {
        X509Certificate stranger = TestPki.root("Another CA").issue().certificate();
        ServerConfig server = Lab.server().toBuilder()
                .clientVerifier(PkixVerifier.trusting(TrustAnchors.of("strangers", List.of(stranger))))
                .build();
        try (Pair pair = open(Lab.clientWithACertificate(), server)) {
            FutureTask<byte[]> reading = reading(pair.client(), 1);
            assertThatThrownBy(() -> pair.server().authenticateClient(ClientAuthentication.WANT, LONG))
                    .isInstanceOf(TlsException.class);
            assertThat(alert(reading)).isEqualTo(AlertDescription.UNKNOWN_CA);
        }
    }

    @Test
    void isNotPossibleWithAClientThatDoesNotOfferIt() throws Exception {
        try (Pair pair = open(Lab.client(), Lab.serverThatAsksLater())) {
            assertThat(pair.server().mayRequestClientCertificate()).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> pair.server().authenticateClient(ClientAuthentication.WANT, LONG));
            assertThat(pair.server().isOpen()).isTrue();
        }
    }

    @Test
    void waitsOnlyAsLongAsItWasToldAndTakesTheAnswerWhenItComes() throws Exception {
        try (Pair pair = open(Lab.clientWithACertificate(), Lab.serverThatAsksLater())) {
            assertThat(pair.server().authenticateClient(ClientAuthentication.WANT, SHORT))
                    .isFalse();
            pair.server().write(ByteBuffer.allocate(1));
            TlsChannelTest.read(pair.client(), 1);
            pair.client().write(ByteBuffer.wrap(new byte[] {5}));
            assertThat(TlsChannelTest.read(pair.server(), 1)).containsExactly(5);
            assertThat(pair.server().peerCertificates()).hasSize(1);
        }
    }

    @Test
    void keepsWhatComesBeforeTheAnswer() throws Exception {
        try (Pair pair = open(Lab.clientWithACertificate(), Lab.serverThatAsksLater())) {
            pair.client().write(ByteBuffer.wrap(new byte[] {1, 2}));
            pair.client().write(ByteBuffer.wrap(new byte[] {3}));
            FutureTask<byte[]> reading = reading(pair.client(), 1);
            assertThat(pair.server().authenticateClient(ClientAuthentication.WANT, LONG))
                    .isTrue();
            assertThat(pair.server().available()).isEqualTo(3);
            assertThat(TlsChannelTest.read(pair.server(), 3)).containsExactly(1, 2, 3);
            pair.server().write(ByteBuffer.allocate(1));
            assertThat(reading.get()).hasSize(1);
        }
    }

    @Test
    void givesUpOnAClientThatSendsMuchInsteadAndLosesNothing() throws Exception {
        byte[] much = new byte[300_000];
        new Random(1).nextBytes(much);
        try (Pair pair = open(Lab.clientWithACertificate(), Lab.serverThatAsksLater())) {
            FutureTask<Integer> writing = Pair.start(() -> pair.client().write(ByteBuffer.wrap(much)));
            assertThat(pair.server().authenticateClient(ClientAuthentication.WANT, LONG))
                    .isFalse();
            assertThat(pair.server().available()).isBetween(64 * 1024, 64 * 1024 + 16 * 1024);
            assertThat(TlsChannelTest.read(pair.server(), much.length)).isEqualTo(much);
            assertThat(writing.get()).isEqualTo(much.length);
        }
    }

    private static ClientConfig withoutACertificate() {
        return Lab.clientWithACertificate().toBuilder()
                .credentials(Credentials.none())
                .build();
    }

    private static Pair open(ClientConfig client, ServerConfig server) throws Exception {
        return Pair.open(Tcp.open(), client, server, Pair.TIMEOUTS);
    }

    /** A client answers while it reads. */
    private static FutureTask<byte[]> reading(TlsChannel client, int length) {
        return Pair.start(() -> TlsChannelTest.read(client, length));
    }

    private static AlertDescription alert(FutureTask<?> reading) throws InterruptedException {
        return ((TlsException) Pair.failure(reading)).peerAlert().orElseThrow().description();
    }
}
