// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Verifier;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificate, CertificateVerify and the schemes for them, as they pass in a handshake (sections 4.3.3, 4.5.1 and 4.5.2). */
class AuthenticationMessagesTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    private final List<HandshakeMessage> fromServer = new ArrayList<>();
    private final List<HandshakeMessage> fromClient = new ArrayList<>();

    private Observer watching() {
        return (nanos, event) -> {
            if (event instanceof Event.MessageSeen seen) {
                (seen.sender() == Side.SERVER ? fromServer : fromClient).add(seen.message());
            }
        };
    }

    private Pair run(ClientConfig.Builder client, ServerConfig.Builder server) {
        return new Pair(client.build(), server.build(), Lab.NAME, watching(), Observer.NONE).run();
    }

    private static ServerConfig.Builder asking(ClientAuthentication how) {
        return Lab.server().clientAuthentication(how, Lab.verifier());
    }

    private static List<HandshakeType> types(List<HandshakeMessage> messages) {
        return messages.stream()
                .map(HandshakeMessage::type)
                .filter(type -> !type.equals(HandshakeType.NEW_SESSION_TICKET))
                .toList();
    }

    private static Certificate certificate(List<HandshakeMessage> messages) {
        return messages.stream()
                .filter(Certificate.class::isInstance)
                .map(Certificate.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerShowsItsCertificateAndProvesIt() {
        run(Lab.client(), Lab.server());
        //= R4.5.1-1
        //= R4.5.2-1
        //= R4.5.2-3
        assertThat(types(fromServer))
                .containsExactly(
                        HandshakeType.SERVER_HELLO,
                        HandshakeType.ENCRYPTED_EXTENSIONS,
                        HandshakeType.CERTIFICATE,
                        HandshakeType.CERTIFICATE_VERIFY,
                        HandshakeType.FINISHED);
        //= R4.5.1-5
        assertThat(certificate(fromServer).certificateRequestContext()).isEqualTo(Bytes.EMPTY);
        //= R4.5.1-9
        assertThat(certificate(fromServer).certificateList().getFirst().data()).isEqualTo(Lab.SHOP.der());
        //= R4.5.1-2
        assertThat(types(fromClient)).containsExactly(HandshakeType.CLIENT_HELLO, HandshakeType.FINISHED);
    }

    @Test
    void aClientThatIsAskedShowsItsCertificateAndProvesIt() {
        run(Lab.client().credentials(Credentials.of(CLIENT.credential())), asking(ClientAuthentication.NEED));
        //= R4.5.1-2
        //= R4.5.2-2
        //= R4.5.2-3
        assertThat(types(fromClient))
                .containsExactly(
                        HandshakeType.CLIENT_HELLO,
                        HandshakeType.CERTIFICATE,
                        HandshakeType.CERTIFICATE_VERIFY,
                        HandshakeType.FINISHED);
        //= R4.5.1-9
        assertThat(certificate(fromClient).certificateList().getFirst().data()).isEqualTo(CLIENT.der());
    }

    @Test
    void aClientWithoutACertificateSaysSoAndFinishes() {
        Pair pair = run(Lab.client(), asking(ClientAuthentication.WANT));
        //= R4.5.1-3
        assertThat(certificate(fromClient).certificateList()).isEmpty();
        //= R4.5.1-4
        assertThat(types(fromClient))
                .containsExactly(HandshakeType.CLIENT_HELLO, HandshakeType.CERTIFICATE, HandshakeType.FINISHED);
        assertThat(pair.server().isEstablished()).isTrue();
    }

    @Test
    void aServerHasNoCertificateThatIsNone() {
        //= R4.5.1-15
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.of("nothing", List.of(), CLIENT.privateKey()))
                .withMessageContaining("there is no certificate");
        Pair pair = run(Lab.client(), ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.none()));
        assertThat(pair.server().failure()).isPresent();
        assertThat(types(fromServer)).doesNotContain(HandshakeType.CERTIFICATE);
    }

    @Test
    void aClientSaysWhatMaySignAndNothingObsolete() {
        run(Lab.client(), Lab.server());
        ClientHello hello = (ClientHello) fromClient.getFirst();
        //= R4.3.3-2
        List<SignatureScheme> schemes =
                hello.extensions().find(SignatureAlgorithms.class).orElseThrow().supportedSignatureAlgorithms();
        List<SignatureScheme> inCertificates = hello.extensions()
                .find(SignatureAlgorithmsCert.class)
                .orElseThrow()
                .supportedSignatureAlgorithms();
        //= R4.3.3-15
        assertThat(inCertificates).doesNotContain(SignatureScheme.ECDSA_SHA1, SignatureScheme.RSA_PKCS1_SHA1);
        //= R4.3.3-20
        //= R4.3.3-21
        Set<Integer> hashes = Set.of(4, 5, 6, 8, 9);
        assertThat(schemes)
                .filteredOn(SignatureScheme::isKnown)
                .isNotEmpty()
                .allMatch(scheme -> hashes.contains(scheme.code() >>> 8));
        assertThat(schemes)
                .filteredOn(scheme -> !scheme.isKnown())
                .allMatch(scheme -> (scheme.code() & 0x0f0f) == 0x0a0a);
        assertThat(inCertificates)
                .filteredOn(SignatureScheme::isKnown)
                .isNotEmpty()
                .allMatch(scheme -> hashes.contains(scheme.code() >>> 8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lab.client().signatureSchemes(List.of(SignatureScheme.ECDSA_SHA1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lab.client().signatureSchemes(List.of(new SignatureScheme(0x0202))));
    }

    @Test
    void aServerSignsByWhatTheClientOffers() {
        TestCertificate rsa =
                Lab.INTERMEDIATE.leaf("shop.lab").key(TestKey.RSA_2048).issue();
        for (SignatureScheme only : List.of(
                SignatureScheme.RSA_PSS_RSAE_SHA256,
                SignatureScheme.RSA_PSS_RSAE_SHA384,
                SignatureScheme.RSA_PSS_RSAE_SHA512)) {
            fromServer.clear();
            ServerConfig.Builder server = ServerConfig.builder(
                    Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.credential(), rsa.credential()));
            run(Lab.client().signatureSchemes(List.of(only)), server);
            //= R4.5.2-4
            assertThat(fromServer)
                    .filteredOn(CertificateVerify.class::isInstance)
                    .extracting(verify -> ((CertificateVerify) verify).algorithm())
                    .containsExactly(only);
        }
    }

    @Test
    void noSignatureIsTakenUnverified() {
        //= R4.5.2-8
        List<SignatureScheme> verified = new ArrayList<>();
        CryptoProvider counting = new DelegatingCrypto(Lab.CRYPTO) {
            @Override
            public Verifier verifier(SignatureScheme scheme, Bytes key) {
                verified.add(scheme);
                return new NothingVerifies(scheme);
            }
        };
        Pair pair = run(Lab.client(counting), Lab.server());
        assertThat(verified).containsExactly(SignatureScheme.ECDSA_SECP256R1_SHA256);
        assertThat(pair.client().failure().orElseThrow().violation()).contains(Violation.BAD_SIGNATURE);
    }

    @Test
    void aChainThatLeadsNowhereEndsTheHandshake() {
        Credential strangers =
                TestPki.root("Stranger").issue().leaf("shop.lab").issue().credential();
        Pair pair = run(Lab.client(), ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(strangers)));
        //= R4.5.1.2-12
        assertThat(pair.client().failure().orElseThrow().violation()).contains(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(pair.server().failure().orElseThrow().peerAlert()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, 0804, SHA-256, 32",
        "RSA_2048, 0805, SHA-384, 48",
        "RSA_2048, 0806, SHA-512, 64",
        "RSA_PSS_2048, 0809, SHA-256, 32",
        "RSA_PSS_2048, 080a, SHA-384, 48",
        "RSA_PSS_2048, 080b, SHA-512, 64"
    })
    void theSaltIsAsLongAsTheDigest(TestKey kind, String code, String digest, int salt) throws Exception {
        TestCertificate leaf = Lab.ROOT.leaf("shop.lab").key(kind).issue();
        SignatureScheme scheme = new SignatureScheme(Integer.parseInt(code, 16));
        Bytes content = Bytes.ofUtf8("what is signed");

        //= R4.3.3-7
        //= R4.3.3-9
        Bytes ours = leaf.credential().signer(Lab.CRYPTO, scheme).sign(content);
        assertThat(jca(leaf, digest, salt).verifies(content, ours)).isTrue();
        assertThat(jca(leaf, digest, salt - 1).verifies(content, ours)).isFalse();

        Bytes right = jca(leaf, digest, salt).sign(content);
        Bytes shorter = jca(leaf, digest, salt - 1).sign(content);
        assertThat(Lab.CRYPTO.verifier(scheme, leaf.rawKey()).verify(content, right))
                .isTrue();
        assertThat(Lab.CRYPTO.verifier(scheme, leaf.rawKey()).verify(content, shorter))
                .isFalse();
    }

    private record NothingVerifies(SignatureScheme scheme) implements Verifier {
        @Override
        public boolean verify(Bytes content, Bytes signature) {
            return false;
        }
    }

    private static Pss jca(TestCertificate leaf, String digest, int salt) {
        return new Pss(leaf, new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
    }

    /** The JCA's RSASSA-PSS with these parameters. */
    private record Pss(TestCertificate leaf, PSSParameterSpec parameters) {
        boolean verifies(Bytes content, Bytes signature) throws Exception {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(parameters);
            verifier.initVerify(leaf.certificate().getPublicKey());
            verifier.update(content.toArray());
            return verifier.verify(signature.toArray());
        }

        Bytes sign(Bytes content) throws Exception {
            Signature signer = Signature.getInstance("RSASSA-PSS");
            signer.setParameter(parameters);
            signer.initSign(leaf.privateKey());
            signer.update(content.toArray());
            return Bytes.wrap(signer.sign());
        }
    }
}
