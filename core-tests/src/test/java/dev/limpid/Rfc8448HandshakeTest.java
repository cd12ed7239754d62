// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.SubjectPublicKeyInfo;
import dev.limpid.handshake.client.AfterHello;
import dev.limpid.handshake.server.RetryingServer;
import dev.limpid.handshake.server.Start;
import dev.limpid.identity.CertificateKey;
import dev.limpid.identity.Credential;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.FixedKeyExchange;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.testkit.Rfc8448.Step;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 8448's handshakes without PSK, played by the real states, key schedule and record layer of either side. From the trace come
 * the hellos, EncryptedExtensions, the ticket, the private keys, the clock, the signature and the verdict on a certificate that has
 * expired; every secret and every record is computed and compared.
 */
class Rfc8448HandshakeTest {
    private static final SecretAccess TOKEN = SecretAccess.dangerouslyRevealingSecrets();
    private static final ServerName NAME = ServerName.of("server");

    private final Map<String, Bytes> derived = new LinkedHashMap<>();
    private final Map<String, Bytes> hashes = new LinkedHashMap<>();

    static Stream<Arguments> tracesAndSides() {
        return Stream.of("3", "5")
                .flatMap(section -> Stream.of(Side.values()).map(side -> Arguments.of(section, side)));
    }

    @ParameterizedTest(name = "section {0} as {1}")
    @MethodSource("tracesAndSides")
    void computesEverySecretAndEveryRecord(String section, Side side) {
        //= R7.1-1
        //= R4-1
        //= R5.2-1
        Rfc8448 trace = Rfc8448.section(section);
        TraceEnd end = side == Side.CLIENT ? client(trace) : server(trace);
        int records = play(trace, side, end);

        assertThat(records)
                .isEqualTo(trace.with("complete record").stream()
                        .filter(step -> step.who().equals(side.toString()))
                        .count());
        assertThat(end.isComplete()).isTrue();
        assertThat(end.isReadClosed()).isTrue();
        assertThat(end.unused()).isEmpty();
        assertSecrets(trace);
    }

    /** Feeds the other side's records and compares our own; returns how many were ours. */
    private static int play(Rfc8448 trace, Side side, TraceEnd end) {
        Bytes pending = end.take();
        int ours = 0;
        for (Step step : trace.with("complete record")) {
            Bytes record = step.bytes("complete record");
            Bytes payload = step.bytes("payload");
            if (!step.who().equals(side.toString())) {
                assertThat(end.receive(record))
                        .as(step.what())
                        .isEqualTo(step.what().contains("application_data") ? payload : Bytes.EMPTY);
                pending = pending.then(end.take());
                continue;
            }
            if (payload.at(0) == 4 && step.what().contains("handshake")) {
                end.sendTicket(payload);
                pending = pending.then(end.take());
            } else if (step.what().contains("application_data")) {
                pending = pending.then(end.seal(payload));
            } else if (step.what().contains("alert")) {
                end.close();
                pending = pending.then(end.take());
            }
            assertThat(pending.slice(0, Math.min(pending.length(), record.length())))
                    .as(step.who() + " " + step.what() + " " + ours)
                    .isEqualTo(record);
            pending = pending.from(record.length());
            ours++;
        }
        assertThat(pending).isEqualTo(Bytes.EMPTY);
        return ours;
    }

    private TraceEnd client(Rfc8448 trace) {
        CryptoProvider crypto = crypto(trace, "client", Bytes.EMPTY);
        ClientConfig config = ClientConfig.builder(crypto, FixedTime.NOON, accepting())
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                .middleboxCompatibility(false)
                .secretAccess(TOKEN)
                .build();
        List<Bytes> hellos = messages(trace, "client", ClientHello.class);
        TraceEnd end = new TraceEnd(config, Side.CLIENT, observer(), hellos);
        ClientHello first = (ClientHello) TraceEnd.decode(hellos.getFirst());
        Map<NamedGroup, PrivateShare> shares =
                Map.of(NamedGroup.X25519, crypto.keyExchange(NamedGroup.X25519).generate());
        end.begin((output, recorder) -> AfterHello.send(config, NAME, output, recorder, first, shares));
        return end;
    }

    private TraceEnd server(Rfc8448 trace) {
        Bytes verify = messages(trace, "server", CertificateVerify.class).getFirst();
        CryptoProvider crypto = crypto(trace, "server", ((CertificateVerify) TraceEnd.decode(verify)).signature());
        boolean retries = trace.section().equals("5");
        ServerConfig config = ServerConfig.builder(crypto, FixedTime.NOON, wanted -> choice(trace))
                .groups(List.of(retries ? NamedGroup.SECP256R1 : NamedGroup.X25519))
                .secretAccess(TOKEN)
                .build();
        List<Bytes> injected = trace.steps().stream()
                .filter(step -> step.who().equals("server"))
                .filter(step -> step.what().matches("construct an? (ServerHello|EncryptedExtensions) .*"))
                .map(TraceEnd::message)
                .toList();
        TraceEnd end = new TraceEnd(config, Side.SERVER, observer(), injected);
        end.begin((output, recorder) -> retries
                ? new RetryingServer((HelloRetryRequest) TraceEnd.decode(injected.getFirst()), config, output, recorder)
                : Start.await(config, output, recorder));
        return end;
    }

    private static CredentialChoice choice(Rfc8448 trace) {
        Bytes certificate = messages(trace, "server", Certificate.class).getFirst();
        List<Bytes> chain = List.of(((Certificate) TraceEnd.decode(certificate))
                .certificateList()
                .getFirst()
                .data());
        Bytes key = CertificateKey.ofCertificate(chain.getFirst()).der();
        BigInteger modulus = ((SubjectPublicKeyInfo.Rsa) SubjectPublicKeyInfo.decode(key)).modulus();
        Credential credential = Credential.of("the trace's", chain, new AbsentKey(modulus));
        return new CredentialChoice.Choice(credential, SignatureScheme.RSA_PSS_RSAE_SHA256, "the only one", List.of());
    }

    private static List<Bytes> messages(Rfc8448 trace, String who, Class<? extends HandshakeMessage> type) {
        return trace.steps().stream()
                .filter(step ->
                        step.who().equals(who) && step.what().matches("construct an? " + type.getSimpleName() + " .*"))
                .map(TraceEnd::message)
                .toList();
    }

    /** The trace's key pairs of {@code who}, and its signature; the signature of the other side is verified. */
    private static CryptoProvider crypto(Rfc8448 trace, String who, Bytes signature) {
        return new DelegatingCrypto(Lab.CRYPTO) {
            @Override
            public KeyExchange keyExchange(NamedGroup group) {
                Step step = trace.step(
                        who, "create an ephemeral " + (group.equals(NamedGroup.X25519) ? "x25519" : "P-256"));
                return new FixedKeyExchange(group, step.bytes("private key"), step.bytes("public key"));
            }

            @Override
            public Signer signer(SignatureScheme scheme, PrivateKey key) {
                return new RecordedSigner(scheme, signature);
            }
        };
    }

    private Observer observer() {
        return (nanos, event) -> {
            if (event instanceof Event.SecretDerived secret) {
                derived.put(name(secret), Bytes.wrap(secret.secret().reveal(TOKEN)));
                hashes.put(name(secret), secret.transcriptHash());
            }
        };
    }

    private static String name(Event.SecretDerived secret) {
        boolean isChild = List.of(SecretKind.WRITE_KEY, SecretKind.WRITE_IV, SecretKind.FINISHED_KEY)
                .contains(secret.kind());
        return secret.kind() + (isChild ? " of " + secret.parents().getFirst() : "");
    }

    /** Exactly the trace's secrets were derived, each with the trace's value, from the trace's transcript hash. */
    private void assertSecrets(Rfc8448 trace) {
        Map<String, Bytes> expected = new LinkedHashMap<>();
        expected.put(
                "EARLY_SECRET", trace.step("server", "extract secret \"early\"").bytes("secret"));
        Step handshake = trace.step("server", "extract secret \"handshake\"");
        expected.put("SHARED_SECRET", handshake.bytes("IKM"));
        expected.put("HANDSHAKE_SECRET", handshake.bytes("secret"));
        expected.put(
                "MAIN_SECRET", trace.step("server", "extract secret \"master\"").bytes("secret"));
        Map<String, String> labels = Map.of(
                "CLIENT_HANDSHAKE_TRAFFIC", "c hs traffic",
                "SERVER_HANDSHAKE_TRAFFIC", "s hs traffic",
                "CLIENT_APPLICATION_TRAFFIC", "c ap traffic",
                "SERVER_APPLICATION_TRAFFIC", "s ap traffic",
                "EXPORTER", "exp master",
                "RESUMPTION", "res master");
        labels.forEach((kind, label) -> {
            Step step = withValues(trace, "derive secret \"tls13 " + label);
            expected.put(kind, step.bytes("expanded"));
            assertThat(hashes.get(kind)).as("transcript of " + kind).isEqualTo(step.bytes("hash"));
        });
        for (Side side : Side.values()) {
            for (String epoch : List.of("handshake", "application")) {
                String secret = side.name() + "_" + epoch.toUpperCase(java.util.Locale.ROOT) + "_TRAFFIC";
                Step keys = keys(trace, expected.get(secret));
                expected.put("WRITE_KEY of " + secret, keys.bytes("key expanded"));
                expected.put("WRITE_IV of " + secret, keys.bytes("iv expanded"));
            }
            expected.put(
                    "FINISHED_KEY of " + side.name() + "_HANDSHAKE_TRAFFIC",
                    trace.step(side.toString(), "calculate finished \"tls13 finished\":")
                            .bytes("expanded"));
        }
        assertThat(derived).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static Step withValues(Rfc8448 trace, String what) {
        return trace.with("expanded").stream()
                .filter(step -> step.what().startsWith(what))
                .findFirst()
                .orElseThrow();
    }

    private static Step keys(Rfc8448 trace, Bytes secret) {
        return trace.with("key expanded").stream()
                .filter(step -> step.bytes("PRK").equals(secret))
                .findFirst()
                .orElseThrow();
    }

    private static PeerVerifier accepting() {
        return claim -> VerifiedPeer.promise(
                new PathFacts(Optional.of("server"), List.of(), Optional.empty(), "the trace", List.of()),
                claim.chain());
    }

    private record RecordedSigner(SignatureScheme scheme, Bytes signature) implements Signer {
        @Override
        public Bytes sign(Bytes content) {
            return signature;
        }
    }

    /** The private key of the trace's certificate, of which only the modulus is here. */
    private record AbsentKey(BigInteger modulus) implements RSAPrivateKey {
        @Override
        public BigInteger getModulus() {
            return modulus;
        }

        @Override
        public BigInteger getPrivateExponent() {
            throw new UnsupportedOperationException("the signature comes from the trace");
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
