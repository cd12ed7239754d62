// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.identity.Stapled;
import dev.limpid.message.Certificate;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who shows what to whom. */
class ShimCertificatesTest {
    private static final TestCertificate RSA = LabPki.leaf(TestKey.RSA_2048);
    private static final int KEY_ENCIPHERMENT = 0x20;
    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final String STAPLE = base64(Bytes.ofHex("01020304"));
    private static final String TIMESTAMPS = base64(Bytes.ofHex("0006000405060708"));

    @TempDir
    Path folder;

    private RunnerFiles files() {
        return new RunnerFiles(folder);
    }

    private List<String> server(String... more) {
        return files().server(Peers.CERTIFICATE, more);
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    @Test
    void showsTheFirstCredentialThatTheClientCanUse() {
        List<String> flags = new ArrayList<>(server());
        flags.addAll(List.of("-new-x509-credential", "-cert-file", files().chain(RSA), "-key-file", files().key(RSA)));
        flags.addAll(List.of("-expect-selected-credential", "0"));
        MiniRunner.run(flags, shim -> {
                    RunnerPeer peer = Peers.client(shim).handshake();
                    assertThat(peer.tls().peerCertificates().getFirst()).isEqualTo(RSA.der());
                    peer.close();
                })
                .passed();
    }

    @Test
    void theDefaultCredentialComesLast() {
        List<String> flags = new ArrayList<>(server());
        flags.addAll(List.of("-new-x509-credential", "-cert-file", files().chain(RSA), "-key-file", files().key(RSA)));
        flags.addAll(List.of("-expect-selected-credential", "-1"));
        ClientConfig config = Peers.clientConfig()
                .signatureSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build();
        MiniRunner.run(flags, shim -> Peers.client(shim, config).handshake().close())
                .passed();
    }

    @Test
    void signsAsItsPreferencesSay() {
        List<String> flags = files().server(RSA, "-signing-prefs", "2054", "-signing-prefs", "2052");
        MiniRunner.run(flags, shim -> {
                    RunnerPeer peer = Peers.client(shim).handshake();
                    assertThat(peer.tls().facts().orElseThrow().signatureScheme())
                            .contains(SignatureScheme.RSA_PSS_RSAE_SHA512);
                    peer.close();
                })
                .passed();
    }

    @Test
    void provesItselfAsAClientAndChecksWhatTheServerAccepts() {
        ServerConfig config = Peers.serverConfig()
                .clientAuthentication(ClientAuthentication.NEED, LabPki.verifier())
                .signatureSchemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build();
        List<String> flags = new ArrayList<>(files().credential(Peers.CERTIFICATE));
        flags.addAll(List.of("-expect-peer-verify-pref", "2052", "-expect-peer-verify-pref", "1027"));
        flags.addAll(List.of("-expect-no-session", "-expect-peer-cert-file", files().chain(Peers.CERTIFICATE)));
        MiniRunner.run(flags, shim -> {
                    RunnerPeer peer = Peers.server(shim, config).handshake();
                    assertThat(peer.tls().peerCertificates().getFirst()).isEqualTo(Peers.CERTIFICATE.der());
                    peer.exchange("known").close();
                })
                .passed();
    }

    @Test
    void asksForACertificateAndTakesAnyOrNone() {
        MiniRunner.run(
                        server("-verify-peer"),
                        shim -> Peers.client(shim)
                                .handshake()
                                .exchange("nobody")
                                .close())
                .passed();
        ClientConfig config = Peers.clientConfig()
                .credentials(Credentials.of(RSA.credential()))
                .build();
        MiniRunner.run(
                        server("-require-any-client-certificate", "-expect-peer-signature-algorithm", "2052"),
                        shim -> Peers.client(shim, config)
                                .handshake()
                                .exchange("somebody")
                                .close())
                .passed();
        MiniRunner.run(
                        server("-require-any-client-certificate"),
                        shim -> assertThatThrownBy(
                                        () -> Peers.client(shim).handshake().hearOut())
                                .isInstanceOf(TlsException.class))
                .failedWith(":CERTIFICATE_REQUIRED:");
    }

    @Test
    void staplesWhatItWasGivenToWhoAsks() {
        MiniRunner.run(server("-ocsp-response", STAPLE, "-signed-cert-timestamps", TIMESTAMPS), shim -> {
                    Witness witness =
                            new Witness(Side.CLIENT, dev.limpid.observe.SecretAccess.dangerouslyRevealingSecrets());
                    Peers.client(
                                    shim,
                                    ClientConfig.builder(Lab.CRYPTO, LabPki.CLOCK, ShimVerifier.of(new Settings()))
                                            .requestStatus(true)
                                            .requestTimestamps(true)
                                            .observer(new PapersOnly(witness))
                                            .build())
                            .handshake()
                            .close();
                    assertThat(base64(witness.papers().ocspResponse())).isEqualTo(STAPLE);
                    assertThat(base64(witness.papers().timestamps())).isEqualTo(TIMESTAMPS);
                })
                .passed();
    }

    /** Hears of everything but secrets, which this connection does not open. */
    private record PapersOnly(Witness witness) implements dev.limpid.observe.Observer {
        @Override
        public void on(long nanos, Event event) {
            if (!(event instanceof Event.SecretDerived)) {
                witness.on(nanos, event);
            }
        }
    }

    @Test
    void refusesAnEmptyListOfTimestampsWithoutConnecting() {
        assertThat(MiniRunner.shim(server("-signed-cert-timestamps", base64(Bytes.ofHex("0000"))))
                        .failedWith(":INVALID_SCT_LIST:")
                        .out())
                .isEmpty();
    }

    @Test
    void expectsWhatTheServerStaples() {
        ServerConfig config = Peers.serverConfig()
                .credentials(Credentials.of(Peers.CERTIFICATE
                        .credential()
                        .withOcspResponse(() -> Bytes.ofHex("01020304"))
                        .withTimestamps(List.of(Bytes.ofHex("05060708")))))
                .build();
        List<String> flags =
                new ArrayList<>(flags("-expect-no-session", "-enable-ocsp-stapling", "-enable-signed-cert-timestamps"));
        flags.addAll(List.of("-expect-ocsp-response", STAPLE, "-expect-signed-cert-timestamps", TIMESTAMPS));
        MiniRunner.run(flags, shim -> Peers.server(shim, config).handshake().close())
                .passed();

        flags.addAll(List.of("-use-ocsp-callback", "-fail-ocsp-callback"));
        MiniRunner.run(
                        flags,
                        shim -> assertThatThrownBy(
                                        () -> Peers.server(shim, config).handshake())
                                .isInstanceOf(TlsException.class)
                                .hasMessageContaining("bad_certificate_status_response"))
                .failedWith(":BAD_STATUS_RESPONSE:");
    }

    @ParameterizedTest
    @EnumSource(RunnerCompression.class)
    void compressesByTheRunnersAlgorithms(RunnerCompression algorithm) {
        MiniRunner.run(server("-install-cert-compression-algs"), shim -> {
                    RunnerPeer peer = Peers.client(
                                    shim,
                                    Peers.clientConfig()
                                            .certificateCompression(List.of(algorithm))
                                            .build())
                            .handshake();
                    assertThat(peer.seen(Event.MessageSeen.class))
                            .anyMatch(seen -> seen.message() instanceof CompressedCertificate compressed
                                    && compressed.algorithm().equals(algorithm.algorithm()));
                    peer.exchange("compressed").close();
                })
                .passed();
    }

    @Test
    void compressesNothingWithoutAnAlgorithmInCommon() {
        MiniRunner.run(server("-install-one-cert-compression-alg", "65281"), shim -> {
                    RunnerPeer peer = Peers.client(
                                    shim,
                                    Peers.clientConfig()
                                            .certificateCompression(List.of(RunnerCompression.EXPANDING))
                                            .build())
                            .handshake();
                    assertThat(peer.seen(Event.MessageSeen.class))
                            .anyMatch(seen -> seen.message() instanceof Certificate);
                    peer.close();
                })
                .passed();
    }

    @ParameterizedTest
    @EnumSource(
            value = TestKey.class,
            names = {"P256", "P384", "RSA_2048", "ED25519"})
    void showsARawPublicKeyByItsPrivateKeyAlone(TestKey kind) throws Exception {
        TestCertificate owner = LabPki.leaf(kind);
        Bytes key = Bytes.wrap(owner.certificate().getPublicKey().getEncoded());
        ClientConfig config = ClientConfig.builder(Lab.CRYPTO, LabPki.CLOCK, RawKeyVerifier.accepting(List.of(key)))
                .build();
        List<String> flags = flags("-server", "-new-rpk-credential", "-key-file", files().keyWithPublicHalf(owner));
        MiniRunner.run(flags, shim -> {
                    RunnerPeer peer = Peers.client(shim, config).handshake();
                    assertThat(peer.tls().peerCertificates()).containsExactly(key);
                    peer.exchange("raw").close();
                })
                .passed();
    }

    @Test
    void knowsARawPublicKeyByItsHash() throws Exception {
        Bytes key = Bytes.wrap(Peers.CERTIFICATE.certificate().getPublicKey().getEncoded());
        ServerConfig config = Peers.serverConfig()
                .credentials(Credentials.of(Credential.ofRawKey("raw", key, Peers.CERTIFICATE.privateKey())))
                .build();
        String hash = base64(Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(key.toArray())));
        List<String> flags =
                new ArrayList<>(flags("-accepted-peer-cert-types", "2", "-verify-peer", "-expect-no-session"));
        flags.addAll(List.of("-expect-peer-certificate-type", "2", "-expect-peer-rpk-sha256"));

        List<String> right = new ArrayList<>(flags);
        right.add(hash);
        MiniRunner.run(
                        right,
                        shim -> Peers.server(shim, config)
                                .handshake()
                                .exchange("raw")
                                .close())
                .passed();
        List<String> wrong = new ArrayList<>(flags);
        wrong.add(base64(Bytes.wrap(new byte[32])));
        MiniRunner.run(
                        wrong,
                        shim -> assertThatThrownBy(
                                        () -> Peers.server(shim, config).handshake())
                                .isInstanceOf(TlsException.class))
                .failedWith(":CERTIFICATE_UNACCEPTABLE:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-use-custom-verify-callback", "-verify-peer"})
    void refusesARawPublicKeyWhetherOrNotVerificationIsAskedFor(String flag) {
        Bytes key = Bytes.wrap(Peers.CERTIFICATE.certificate().getPublicKey().getEncoded());
        ServerConfig config = Peers.serverConfig()
                .credentials(Credentials.of(Credential.ofRawKey("raw", key, Peers.CERTIFICATE.privateKey())))
                .build();

        MiniRunner.run(
                        flags("-accepted-peer-cert-types", "2", "-use-custom-verify-callback", "-verify-fail", flag),
                        shim -> assertThatThrownBy(
                                        () -> Peers.server(shim, config).handshake())
                                .isInstanceOf(TlsException.class))
                .failedWith(":CERTIFICATE_UNACCEPTABLE:");
    }

    @Test
    void offersTheTypesOfItsCredentials() {
        Bytes key = Bytes.wrap(Peers.CERTIFICATE.certificate().getPublicKey().getEncoded());
        ServerConfig config = Peers.serverConfig()
                .clientAuthentication(ClientAuthentication.NEED, RawKeyVerifier.accepting(List.of(key)))
                .build();

        MiniRunner.run(
                        flags(
                                "-expect-no-session",
                                "-new-rpk-credential",
                                "-key-file",
                                files().keyWithPublicHalf(Peers.CERTIFICATE)),
                        shim -> {
                            RunnerPeer peer = Peers.server(shim, config).handshake();
                            assertThat(peer.tls().peerCertificates()).containsExactly(key);
                            peer.close();
                        })
                .passed();
    }

    @Test
    void knowsAKeyThatIsNotForSignatures() {
        assertThat(KeyUsage.forbidsSignatures(withUsage(KEY_ENCIPHERMENT))).isTrue();
        assertThat(KeyUsage.forbidsSignatures(withUsage(KEY_ENCIPHERMENT + DIGITAL_SIGNATURE)))
                .isFalse();
        assertThat(KeyUsage.forbidsSignatures(withUsage(0))).isFalse();
        assertThat(KeyUsage.forbidsSignatures(Bytes.ofHex("3000"))).isFalse();
    }

    private static Bytes withUsage(int bits) {
        return LabPki.ROOT.leaf(LabPki.NAME.text()).keyUsage(bits).issue().der();
    }

    @Test
    void refusesAKeyThatIsNotForSignaturesThoughNobodyAskedForVerification() {
        PeerCertificates claim = new PeerCertificates(
                Side.SERVER,
                Optional.of(LabPki.NAME),
                CertificateType.X509,
                List.of(withUsage(KEY_ENCIPHERMENT)),
                new Stapled(false, Bytes.EMPTY, List.of()),
                List.of(),
                LabPki.CLOCK.now());

        assertThat(ShimVerifier.of(new Settings()).verify(claim))
                .isInstanceOfSatisfying(
                        RejectedPeer.class,
                        refusal -> assertThat(refusal.violation()).isEqualTo(Violation.CERTIFICATE_WRONG_PURPOSE));
    }

    @Test
    void takesTheSuiteThatTheClientWantsMost() {
        ClientConfig config = Peers.clientConfig()
                .cipherSuites(List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, CipherSuite.TLS_AES_128_GCM_SHA256))
                .build();
        MiniRunner.run(
                        server("-expect-cipher-aes", "4867"),
                        shim -> Peers.client(shim, config).handshake().close())
                .passed();
    }

    @Test
    void rejectsTheConnectionWhenItsFirstCallbackSaysSo() {
        MiniRunner.run(
                        server("-fail-early-callback"),
                        shim -> assertThatThrownBy(() -> Peers.client(shim).handshake())
                                .isInstanceOf(TlsException.class)
                                .hasMessageContaining("handshake_failure"))
                .failedWith(":NO_CREDENTIALS:");
    }

    @Test
    void rejectsTheConnectionWhenThereAreTooManyClients() {
        MiniRunner.run(
                        server("-install-ddos-callback", "-expect-early-data-reason", "disabled"),
                        shim -> Peers.client(shim).handshake().close())
                .passed();
        MiniRunner.run(
                        server("-install-ddos-callback", "-fail-ddos-callback"),
                        shim -> assertThatThrownBy(() -> Peers.client(shim).handshake())
                                .isInstanceOf(TlsException.class)
                                .hasMessageContaining("internal_error"))
                .failedWith(":INTERNAL_ERROR:");
    }

    @Test
    void sendsRecordsNoLongerThanAsked() {
        MiniRunner.run(files().server(RSA, "-max-send-fragment", "512", "-read-size", "1024"), shim -> {
                    RunnerPeer peer = Peers.client(shim).alsoRecords().handshake();
                    peer.exchange("x".repeat(1024)).close();
                    assertThat(peer.seen(Event.RecordSeen.class).stream().filter(seen -> seen.sender() == Side.SERVER))
                            .isNotEmpty()
                            .allMatch(seen -> seen.contentLength() <= 512);
                })
                .passed();
    }
}
