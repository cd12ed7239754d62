// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our {@code SSLEngine} and those of every other stack in this JVM, in both roles. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimpidEngineTest {
    private static final Bytes HELLO = Bytes.ofUtf8("GET /products");
    private static final int LARGE = 2_000_000;

    private final LimpidJsse limpid = new LimpidJsse();

    static List<EnginePeer> peers() {
        return List.of(new LimpidJsse(), new SunJsse(), new BouncyCastle(), new ConscryptPeer(), new NettyBoringSsl());
    }

    static Stream<Arguments> pairings() {
        return peers().stream().flatMap(peer -> Stream.of(Side.values()).map(ours -> Arguments.of(peer, ours)));
    }

    static Stream<Arguments> choices() {
        List<Arguments> all = new ArrayList<>();
        for (EnginePeer peer : peers()) {
            for (Side ours : Side.values()) {
                peer.suites().forEach(suite -> all.add(Arguments.of(peer, ours, suite, NamedGroup.X25519)));
                peer.groups()
                        .forEach(group -> all.add(Arguments.of(peer, ours, CipherSuite.TLS_AES_128_GCM_SHA256, group)));
            }
        }
        return all.stream();
    }

    static Stream<Arguments> schemes() {
        return peers().stream()
                .flatMap(peer -> Stream.concat(
                        peer.schemes().stream().map(scheme -> Arguments.of(peer, Side.CLIENT, scheme)),
                        peer.verifiableSchemes().stream().map(scheme -> Arguments.of(peer, Side.SERVER, scheme))));
    }

    static Stream<Arguments> resumptions() {
        return pairings().filter(each -> {
            EnginePeer peer = (EnginePeer) each.get()[0];
            return each.get()[1] == Side.CLIENT ? peer.issuesTickets() : peer.resumes();
        });
    }

    @ParameterizedTest
    @MethodSource("choices")
    void agreesOnSuiteAndGroup(EnginePeer peer, Side ours, CipherSuite suite, NamedGroup group) throws Exception {
        EngineTalk talk = talk(peer, ours, settings().suites(List.of(suite)).groups(List.of(group)), settings(peer));
        talk.handshake().exchange(HELLO);
        assertThat(talk.facts().cipherSuite()).isEqualTo(suite);
        assertThat(talk.facts().group()).contains(group);
        shookHands(peer, ours, talk);
        assertThat(talk.engine(Side.CLIENT).getSession().getCipherSuite())
                .isEqualTo(talk.engine(Side.SERVER).getSession().getCipherSuite())
                .isEqualTo(suite.toString());
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void provesTheServerByAnyScheme(EnginePeer peer, Side ours, SignatureScheme scheme) throws Exception {
        PeerSettings server = settings(ours == Side.SERVER ? limpid : peer).certificate(LabPki.leaf(scheme));
        EngineTalk talk = ours == Side.SERVER
                ? new Two(peer, ours, server, settings(peer)).talk()
                : new Two(peer, ours, settings(), server).talk();
        talk.handshake().exchange(HELLO);
        assertThat(talk.engine(Side.CLIENT).getSession().getPeerCertificates()[0])
                .isEqualTo(LabPki.leaf(scheme).certificate());
        shookHands(peer, ours, talk);
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void knowsTheClient(EnginePeer peer, Side ours) throws Exception {
        EngineTalk talk = new Two(
                        peer,
                        ours,
                        settings()
                                .certificate(LabPki.leaf(TestKey.P256))
                                .clientAuthentication(ClientAuthentication.NEED),
                        settings(peer)
                                .certificate(LabPki.leaf(TestKey.P256))
                                .clientAuthentication(ClientAuthentication.NEED))
                .talk();
        talk.handshake().exchange(HELLO);
        assertThat(talk.engine(Side.SERVER).getSession().getPeerCertificates()[0])
                .isEqualTo(LabPki.leaf(TestKey.P256).certificate());
        tried(peer, ours, Topic.CLIENT_CERTIFICATE);
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void refusesAClientWithoutACertificate(EnginePeer peer, Side ours) throws Exception {
        PeerSettings asking =
                settings().certificate(LabPki.leaf(TestKey.P256)).clientAuthentication(ClientAuthentication.NEED);
        EngineTalk talk = ours == Side.SERVER
                ? new Two(peer, ours, asking, settings(peer)).talk()
                : new Two(
                                peer,
                                ours,
                                settings(),
                                settings(peer)
                                        .certificate(LabPki.leaf(TestKey.P256))
                                        .clientAuthentication(ClientAuthentication.NEED))
                        .talk();
        talk.run();
        assertThat(talk.ours().failure()).as("ours").isPresent();
        assertThat(talk.theirs().failure()).as("theirs").isPresent();
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void refusesAServerThatNobodyKnows(EnginePeer peer, Side ours) throws Exception {
        PeerSettings unknown = settings(ours == Side.SERVER ? limpid : peer).certificate(LabPki.unknown());
        EngineTalk talk = ours == Side.SERVER
                ? new Two(peer, ours, unknown, settings(peer)).talk()
                : new Two(peer, ours, settings(), unknown).talk();
        talk.run();
        assertThat(talk.ours().failure()).as("ours").isPresent();
        assertThat(talk.theirs().failure()).as("theirs").isPresent();
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void agreesOnAnApplicationProtocol(EnginePeer peer, Side ours) throws Exception {
        EngineTalk talk = talk(
                peer, ours, settings().alpn("h2", "http/1.1"), settings(peer).alpn("http/1.1"));
        talk.handshake().exchange(HELLO);
        assertThat(talk.ours().engine().getApplicationProtocol()).isEqualTo("http/1.1");
        assertThat(talk.theirs().engine().getApplicationProtocol()).isEqualTo("http/1.1");
        tried(peer, ours, Topic.ALPN);
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void carriesTheNameOfTheServer(EnginePeer peer, Side ours) throws Exception {
        EngineTalk talk = talk(peer, ours, settings(), settings(peer)).handshake();
        EnginePeer server = ours == Side.SERVER ? limpid : peer;
        assertThat(server.requestedNames(talk.engine(Side.SERVER))).containsExactly(LabPki.NAME.text());
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void carriesMuchInBothDirections(EnginePeer peer, Side ours) throws Exception {
        byte[] data = new byte[LARGE];
        new Random(LARGE).nextBytes(data);
        talk(peer, ours, settings(), settings(peer))
                .handshake()
                .exchange(Bytes.wrap(data))
                .end();
        tried(peer, ours, Topic.MEGABYTE);
    }

    @ParameterizedTest
    @MethodSource("resumptions")
    void resumes(EnginePeer peer, Side ours) throws Exception {
        Two two = two(peer, ours, settings(), settings(peer));
        EngineTalk first = two.talk().handshake().exchange(HELLO).end();
        assertThat(first.facts().resumed()).isFalse();
        EngineTalk again = two.talk().handshake().exchange(HELLO);
        assertThat(again.facts().resumed()).isTrue();
        assertThat(again.facts().group()).as("with fresh keys").isPresent();
        assertThat(again.engine(Side.CLIENT).getSession().getPeerCertificates()[0])
                .isEqualTo(LabPki.leaf(TestKey.P256).certificate());
        again.end();
        tried(peer, ours, Topic.RESUMPTION);
    }

    @ParameterizedTest
    @MethodSource("resumptions")
    void resumesWithAClientThatIsKnown(EnginePeer peer, Side ours) throws Exception {
        PeerSettings own = settings().clientAuthentication(ClientAuthentication.NEED);
        PeerSettings other = settings(peer).clientAuthentication(ClientAuthentication.NEED);
        Two two = new Two(
                peer, ours, own.certificate(LabPki.leaf(TestKey.P256)), other.certificate(LabPki.leaf(TestKey.P256)));
        two.talk().handshake().exchange(HELLO).end();
        EngineTalk again = two.talk().handshake().exchange(HELLO);
        assertThat(peerOf(again.engine(Side.SERVER)))
                .isEqualTo(LabPki.leaf(TestKey.P256).certificate());
    }

    /** What both stacks of ours do with a peer stands in one cell; with ourselves, in none. */
    private static void tried(EnginePeer peer, Side ours, Topic topic) {
        if (!(peer instanceof LimpidJsse)) {
            Interop.tried(peer.peer(), ours, topic);
        }
    }

    private static void shookHands(EnginePeer peer, Side ours, EngineTalk talk) {
        if (!(peer instanceof LimpidJsse)) {
            Interop.shookHands(peer.peer(), ours, talk.facts());
        }
    }

    private static Object peerOf(SSLEngine engine) throws SSLPeerUnverifiedException {
        return engine.getSession().getPeerCertificates()[0];
    }

    /** Engines of both, which remember each other. */
    private final class Two {
        private final EnginePeer.Engines own;
        private final EnginePeer.Engines other;

        Two(EnginePeer peer, Side ours, PeerSettings ownSettings, PeerSettings otherSettings)
                throws GeneralSecurityException, SSLException {
            own = limpid.engines(ours, ownSettings);
            other = peer.engines(ours == Side.CLIENT ? Side.SERVER : Side.CLIENT, otherSettings);
        }

        EngineTalk talk() throws GeneralSecurityException, SSLException {
            return EngineTalk.of(own, other);
        }
    }

    private Two two(EnginePeer peer, Side ours, PeerSettings own, PeerSettings other)
            throws GeneralSecurityException, SSLException {
        return ours == Side.SERVER
                ? new Two(peer, ours, own.certificate(LabPki.leaf(TestKey.P256)), other)
                : new Two(peer, ours, own, other.certificate(LabPki.leaf(TestKey.P256)));
    }

    /** A connection to a server with the usual certificate. */
    private EngineTalk talk(EnginePeer peer, Side ours, PeerSettings own, PeerSettings other)
            throws GeneralSecurityException, SSLException {
        return two(peer, ours, own, other).talk();
    }

    private PeerSettings settings() {
        return settings(limpid);
    }

    private static PeerSettings settings(EnginePeer peer) {
        return PeerSettings.of(peer.suites(), peer.groups(), peer.schemes());
    }
}
