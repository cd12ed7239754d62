// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerEvidence;
import dev.limpid.identity.Stapled;
import dev.limpid.observe.Question;
import dev.limpid.registry.Grease;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.request.Request;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a connection tells of the peer beside its certificates. */
class PeerEvidenceTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();
    private static final Bytes STATUS =
            TestOcsp.about(Lab.SHOP, FixedTime.NOON.now()).issue();
    private static final Bytes CLIENT_STATUS =
            TestOcsp.about(CLIENT, FixedTime.NOON.now()).issue();
    private static final List<Bytes> TIMESTAMPS = List.of(Bytes.ofHex("0102"), Bytes.ofHex("03"));
    private static final List<SignatureScheme> OURS =
            List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256);

    @Test
    void aClientKnowsWhatTheServerStapled() {
        //= R4.5.1.1-1
        Pair pair = new Pair(
                        Lab.client().requestTimestamps(true).build(), stapling().build())
                .handshake();
        assertThat(pair.client().connection().peerEvidence())
                .isEqualTo(new PeerEvidence(new Stapled(true, STATUS, TIMESTAMPS), List.of(), List.of()));
    }

    @Test
    void nothingIsKnownOfWhatNobodyAskedFor() {
        Pair pair =
                new Pair(Lab.client().requestStatus(false).build(), stapling().build()).handshake();
        assertThat(pair.client().connection().peerEvidence()).isEqualTo(PeerEvidence.NOTHING);
    }

    @Test
    void aResumedConnectionHasNoStatusOfItsOwn() {
        Acquaintance lab = Acquaintance.inTheLab();
        lab.pair().handshake();
        Pair resumed = lab.pair().handshake();
        assertThat(resumed.client().connection().facts().orElseThrow().resumed())
                .isTrue();
        assertThat(resumed.client().connection().peerEvidence()).isEqualTo(PeerEvidence.NOTHING);
        assertThat(resumed.server().connection().peerEvidence().signatureSchemes())
                .isNotEmpty();
    }

    @Test
    void aServerKnowsWhichSignaturesItsClientVerifies() {
        var client = Lab.client().signatureSchemes(OURS).grease(false).build();
        Pair pair = new Pair(client, Lab.server().build());
        assertThat(pair.server().connection().peerEvidence()).isEqualTo(PeerEvidence.NOTHING);
        pair.handshake();
        PeerEvidence evidence = pair.server().connection().peerEvidence();
        assertThat(evidence.signatureSchemes()).isEqualTo(OURS);
        assertThat(evidence.certificateSchemes()).isEqualTo(client.certificateSignatureSchemes());
        assertThat(evidence.stapled()).isEqualTo(Stapled.NOTHING);
    }

    @Test
    void whatAClientOnlyPretendsToVerifyIsToldAsItCame() {
        Pair pair = new Pair(
                        Lab.client().signatureSchemes(OURS).grease(true).build(),
                        Lab.server().build())
                .handshake();
        List<SignatureScheme> told = pair.server().connection().peerEvidence().signatureSchemes();
        assertThat(told).hasSize(3).endsWith(OURS.toArray(SignatureScheme[]::new));
        assertThat(Grease.is(told.getFirst().code())).isTrue();
    }

    @Test
    void bothKnowAllOfItWhenTheyAskWhoThePeerIs() {
        Pair pair = new Pair(
                        Lab.client()
                                .credentials(Credentials.of(CLIENT.credential().withOcspResponse(() -> CLIENT_STATUS)))
                                .answeredLater(Set.of(Question.PEER))
                                .grease(false)
                                .build(),
                        stapling()
                                .signatureSchemes(OURS)
                                .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                                .requestStatus(true)
                                .answeredLater(Set.of(Question.PEER))
                                .build())
                .run();
        PeerEvidence ofServer = asking(pair.client());
        assertThat(ofServer.stapled().ocspResponse()).isEqualTo(STATUS);
        assertThat(ofServer.signatureSchemes()).isEqualTo(OURS);

        pair.client().connection().answer(pair.client().connection().requests().getFirst());
        pair.run();
        PeerEvidence ofClient = asking(pair.server());
        assertThat(ofClient.stapled().ocspResponse()).isEqualTo(CLIENT_STATUS);
        assertThat(ofClient.signatureSchemes()).isEqualTo(Lab.client().build().signatureSchemes());
    }

    @Test
    void authenticationAfterTheHandshakeChangesIt() {
        Pair pair = new Pair(
                        Lab.client()
                                .credentials(Credentials.of(CLIENT.credential().withOcspResponse(() -> CLIENT_STATUS)))
                                .postHandshakeAuthentication(true)
                                .build(),
                        Lab.server()
                                .signatureSchemes(OURS)
                                .clientVerifier(Lab.verifier())
                                .requestStatus(true)
                                .build())
                .handshake();
        assertThat(pair.client().connection().peerEvidence().signatureSchemes()).isEmpty();
        pair.server().connection().requestClientCertificate(ClientAuthentication.NEED);
        pair.run();
        assertThat(pair.client().connection().peerEvidence().signatureSchemes()).isEqualTo(OURS);
        assertThat(pair.server().connection().peerEvidence().stapled().ocspResponse())
                .isEqualTo(CLIENT_STATUS);
    }

    private static PeerEvidence asking(Pair.End end) {
        assertThat(end.connection().requests()).singleElement().isInstanceOf(Request.VerifyPeer.class);
        Request.VerifyPeer request =
                (Request.VerifyPeer) end.connection().requests().getFirst();
        PeerEvidence evidence = end.connection().peerEvidence();
        assertThat(evidence.stapled()).isEqualTo(request.claim().stapled());
        return evidence;
    }

    private static ServerConfig.Builder stapling() {
        Credential shop = Lab.SHOP.credential().withOcspResponse(() -> STATUS).withTimestamps(TIMESTAMPS);
        return ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(shop));
    }
}
