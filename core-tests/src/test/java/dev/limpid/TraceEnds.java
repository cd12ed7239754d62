// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.SubjectPublicKeyInfo;
import dev.limpid.extension.PreSharedKey;
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
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.Observer;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.Agreement;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Psk;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.Session;
import dev.limpid.session.TicketOpening;
import dev.limpid.session.TicketTerms;
import dev.limpid.session.Tickets;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ends of one of RFC 8448's traces. From the trace come the hellos, EncryptedExtensions, CertificateRequest, the ticket, the
 * private keys, the clock, the signatures and the verdict on certificates that have expired; of ECDSA certificates the whole
 * message, since their keys show nothing. All else is made by the real parts.
 */
record TraceEnds(Rfc8448 trace, Observer observer) {
    static final SecretAccess TOKEN = SecretAccess.dangerouslyRevealingSecrets();
    private static final ServerName NAME = ServerName.of("server");
    private static final Instant NOW = FixedTime.NOON.now();

    /** Whether the trace goes on from a ticket of section 3's connection, with early data. */
    static boolean resumes(Rfc8448 trace) {
        return trace.section().equals("4");
    }

    TraceEnd end(Side side) {
        return side == Side.CLIENT ? client() : server();
    }

    private TraceEnd client() {
        Optional<Bytes> proof =
                messages("client", CertificateVerify.class).stream().findFirst();
        CryptoProvider crypto = crypto("client", proof);
        ClientConfig.Builder builder = ClientConfig.builder(crypto, FixedTime.NOON, accepting())
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                .middleboxCompatibility(trace.section().equals("7"))
                .secretAccess(TOKEN);
        proof.ifPresent(verify -> builder.credentials(wanted -> choice("client")));
        ClientConfig config = builder.build();
        List<Bytes> hellos = hellos();
        TraceEnd end = new TraceEnd(config, Side.CLIENT, observer, hellos);
        ClientHello first = (ClientHello) TraceEnd.decode(hellos.getFirst());
        Map<NamedGroup, PrivateShare> shares =
                Map.of(NamedGroup.X25519, crypto.keyExchange(NamedGroup.X25519).generate());
        Optional<Session> session = resumes(trace) ? Optional.of(session(Bytes.EMPTY)) : Optional.empty();
        end.begin((output, recorder) -> AfterHello.send(config, NAME, output, recorder, first, shares, session));
        return end;
    }

    private TraceEnd server() {
        Optional<Bytes> proof =
                messages("server", CertificateVerify.class).stream().findFirst();
        CryptoProvider crypto = crypto("server", proof);
        boolean retries = trace.section().equals("5");
        ServerConfig.Builder builder = ServerConfig.builder(crypto, FixedTime.NOON, wanted -> choice("server"))
                .groups(List.of(retries ? NamedGroup.SECP256R1 : NamedGroup.X25519))
                .secretAccess(TOKEN);
        if (trace.section().equals("6")) {
            builder.clientAuthentication(ClientAuthentication.NEED, accepting());
        }
        if (resumes(trace)) {
            ReplayGuard admitting = (binder, window, now) -> ReplayGuard.Answer.ADMITTED;
            builder.earlyData(EarlyDataPolicy.of(1024, admitting)).tickets(opening(session(Bytes.EMPTY)));
            builder.tickets(opening(session(builder.build().sessionBinding())));
        }
        ServerConfig config = builder.build();
        List<Bytes> injected = new ArrayList<>(trace.steps().stream()
                .filter(step -> step.who().equals("server"))
                .filter(step ->
                        step.what().matches("construct an? (ServerHello|EncryptedExtensions|CertificateRequest) .*"))
                .map(TraceEnd::message)
                .toList());
        if (isEcdsa("server")) {
            injected.addAll(messages("server", Certificate.class));
        }
        TraceEnd end = new TraceEnd(config, Side.SERVER, observer, injected);
        end.begin((output, recorder) -> retries
                ? new RetryingServer((HelloRetryRequest) TraceEnd.decode(injected.getFirst()), config, output, recorder)
                : Start.await(config, output, recorder));
        return end;
    }

    /** The client's hellos; where binders are computed over one, its record has all of it. */
    private List<Bytes> hellos() {
        return resumes(trace)
                ? List.of(trace.step("client", "send handshake record").bytes("payload"))
                : messages("client", ClientHello.class);
    }

    /** What is left of section 3's connection: the age that the client claims is the ticket's. */
    private Session session(Bytes binding) {
        Rfc8448 former = Rfc8448.section("3");
        NewSessionTicket ticket = (NewSessionTicket)
                TraceEnd.decode(TraceEnd.message(former.step("server", "construct a NewSessionTicket")));
        long obfuscated = ((ClientHello) TraceEnd.decode(hellos().getFirst()))
                .extensions()
                .find(PreSharedKey.ClientHello.class)
                .orElseThrow()
                .identities()
                .getFirst()
                .obfuscatedTicketAge();
        Instant issued = NOW.minusMillis(obfuscated - ticket.ticketAgeAdd());
        Bytes psk = trace.step("client", "extract secret \"early\"").bytes("IKM");
        return new Session(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                Psk.of(psk.toArray()),
                new TicketTerms(issued, Duration.ofSeconds(ticket.ticketLifetime()), ticket.ticketAgeAdd(), 1024),
                new Agreement(Optional.of(NAME.text()), Optional.empty(), Optional.of(NamedGroup.X25519)),
                new OriginalAuthentication(
                        OriginalAuthentication.Kind.BY_CERTIFICATE,
                        issued,
                        CertificateType.X509,
                        List.of(certificate(former, "server")),
                        Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA256),
                        Optional.empty(),
                        Optional.empty()),
                binding);
    }

    private static Tickets opening(Session session) {
        return new Tickets() {
            @Override
            public Optional<Bytes> issue(Session other) {
                return Optional.empty();
            }

            @Override
            public TicketOpening open(Bytes identity, Instant now) {
                return new TicketOpening.Opened(session);
            }

            @Override
            public Duration longestLifetime() {
                return session.lifetime();
            }
        };
    }

    private CredentialChoice choice(String who) {
        CertificateVerify proof = (CertificateVerify)
                TraceEnd.decode(messages(who, CertificateVerify.class).getFirst());
        return new CredentialChoice.Choice(credential(who), proof.algorithm(), "the only one", List.of());
    }

    private Credential credential(String who) {
        if (isEcdsa(who)) {
            return Lab.SHOP.credential();
        }
        Bytes certificate = certificate(trace, who);
        Bytes key = CertificateKey.ofCertificate(certificate).der();
        BigInteger modulus = ((SubjectPublicKeyInfo.Rsa) SubjectPublicKeyInfo.decode(key)).modulus();
        return Credential.of("the trace's", List.of(certificate), new AbsentKey(modulus));
    }

    private boolean isEcdsa(String who) {
        return messages(who, CertificateVerify.class).stream()
                .map(message -> (CertificateVerify) TraceEnd.decode(message))
                .anyMatch(proof -> proof.algorithm().equals(SignatureScheme.ECDSA_SECP256R1_SHA256));
    }

    private static Bytes certificate(Rfc8448 trace, String who) {
        Bytes message = new TraceEnds(trace, Observer.NONE)
                .messages(who, Certificate.class)
                .getFirst();
        return ((Certificate) TraceEnd.decode(message))
                .certificateList()
                .getFirst()
                .data();
    }

    private List<Bytes> messages(String who, Class<? extends HandshakeMessage> type) {
        return trace.steps().stream()
                .filter(step ->
                        step.who().equals(who) && step.what().matches("construct an? " + type.getSimpleName() + " .*"))
                .map(TraceEnd::message)
                .toList();
    }

    /** The trace's key pairs of {@code who}, and its signature; the signature of the other side is verified. */
    private CryptoProvider crypto(String who, Optional<Bytes> proof) {
        return new DelegatingCrypto(Lab.CRYPTO) {
            @Override
            public KeyExchange keyExchange(NamedGroup group) {
                Step step = trace.step(
                        who, "create an ephemeral " + (group.equals(NamedGroup.X25519) ? "x25519" : "P-256"));
                return new FixedKeyExchange(group, step.bytes("private key"), step.bytes("public key"));
            }

            @Override
            public Signer signer(SignatureScheme scheme, PrivateKey key) {
                CertificateVerify verify = (CertificateVerify) TraceEnd.decode(proof.orElseThrow());
                return new RecordedSigner(scheme, verify.signature());
            }
        };
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
