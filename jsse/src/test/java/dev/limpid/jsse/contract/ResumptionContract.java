// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;

/** {@link SSLSessionContext}, and sessions that are taken up again by engines of one context. */
abstract class ResumptionContract extends Contract {
    ResumptionContract(Subject subject) {
        super(subject);
    }

    /** Whether the connection went on with an earlier session: then the server sent no certificates, and the session is as old as it was. */
    private static boolean resumed(EnginePair first, EnginePair second) {
        return creation(first) == creation(second);
    }

    private static long creation(EnginePair pair) {
        return pair.client().engine().getSession().getCreationTime();
    }

    private static EnginePair talk(SSLContext client, SSLContext server) throws Exception {
        return talk(client, server, Subject.HOST, DEFAULT);
    }

    private static EnginePair talk(SSLContext client, SSLContext server, String host, Consumer<SSLParameters> change)
            throws Exception {
        // Sessions are told apart here by when they were made, in milliseconds
        Thread.sleep(3);
        EnginePair pair = new EnginePair(Subject.client(client, host, change), Subject.server(server));
        pair.handshake().exchange();
        return pair;
    }

    @Test
    void enginesOfOneContextTakeUpSessionsOfTheSamePeer() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        EnginePair first = talk(client, server);
        EnginePair second = talk(client, server);
        assertThat(resumed(first, second)).isTrue();
        SSLSession session = second.client().engine().getSession();
        assertThat(session.getPeerCertificates()).as("as before").containsExactly(Papers.chain(Papers.SHOP));
        assertThat(second.server().engine().getSession().getLocalCertificates())
                .containsExactly(Papers.chain(Papers.SHOP));
        assertThat(resumed(first, talk(client, server))).as("and once more").isTrue();
    }

    @Test
    void aClientThatIsKnownStaysKnown() throws Exception {
        SSLContext client = subject.context(Papers.CLIENT);
        SSLContext server = subject.shop();
        for (int time = 0; time < 2; time++) {
            EnginePair pair = new EnginePair(
                    Subject.client(client), Subject.server(server, parameters -> parameters.setNeedClientAuth(true)));
            pair.handshake().exchange();
            assertThat(pair.server().engine().getSession().getPeerCertificates())
                    .containsExactly(Papers.chain(Papers.CLIENT));
            assertThat(pair.client().engine().getSession().getLocalCertificates())
                    .containsExactly(Papers.chain(Papers.CLIENT));
        }
    }

    @Test
    void aConnectionHasItsOwnPacketSize() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        EnginePair first = talk(client, server, Subject.HOST, parameters -> parameters.setMaximumPacketSize(2_000));
        EnginePair second = talk(client, server);
        assertThat(resumed(first, second)).isTrue();
        int size = second.client().engine().getSession().getPacketBufferSize();
        assertThat(size > 16_384).isNotEqualTo(subject.departs(Difference.PACKETS_OF_A_RESUMED_SESSION));
    }

    @Test
    void otherPeersOrContextsDoNot() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        EnginePair first = talk(client, server);
        assertThat(resumed(first, talk(client, server, "localhost", DEFAULT)))
                .as("another name")
                .isFalse();
        assertThat(resumed(first, talk(subject.visitor(), server)))
                .as("another client")
                .isFalse();
        assertThat(resumed(first, talk(client, subject.shop())))
                .as("another server")
                .isFalse();
    }

    @Test
    void anInvalidatedSessionIsNotTakenUp() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        EnginePair first = talk(client, server);
        first.client().engine().getSession().invalidate();
        assertThat(resumed(first, talk(client, server))).isFalse();
    }

    @Test
    void aSessionThatIsTooOldIsNotTakenUp() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        client.getClientSessionContext().setSessionTimeout(1);
        EnginePair first = talk(client, server);
        Thread.sleep(1_200);
        assertThat(resumed(first, talk(client, server))).isFalse();
    }

    @Test
    void whoeverMayMakeNoSessionFailsWithoutOne() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        SSLEngine bound = Subject.client(client);
        bound.setEnableSessionCreation(false);
        assertThat(bound.getEnableSessionCreation()).isFalse();
        EnginePair pair = new EnginePair(bound, Subject.server(server));
        assertThat(failsToBegin(pair)).isTrue();
        EnginePair first = talk(client, server);
        SSLEngine again = Subject.client(client);
        again.setEnableSessionCreation(false);
        EnginePair second = new EnginePair(again, Subject.server(server));
        second.handshake().exchange();
        assertThat(resumed(first, second)).isTrue();
    }

    private static boolean failsToBegin(EnginePair pair) {
        try {
            return pair.attempt().client().failure().isPresent();
        } catch (SSLException atOnce) {
            return true;
        }
    }

    @Test
    void aServerThatMayMakeNoSessionFailsWithoutOne() throws Exception {
        SSLEngine server = Subject.server(subject.shop());
        server.setEnableSessionCreation(false);
        EnginePair pair = new EnginePair(Subject.client(subject.visitor()), server).attempt();
        assertThat(pair.server().failure()).isPresent();
        assertThat(pair.client().failure()).isPresent();
    }

    @Test
    void theContextKnowsItsSessions() throws Exception {
        SSLContext client = subject.visitor();
        SSLSessionContext sessions = client.getClientSessionContext();
        assertThat(Collections.list(sessions.getIds())).isEmpty();
        EnginePair pair = talk(client, subject.shop());
        List<byte[]> ids = Collections.list(sessions.getIds());
        assertThat(ids).isNotEmpty();
        SSLSession found = sessions.getSession(ids.getFirst());
        assertThat(found).isNotNull();
        assertThat(found.getPeerHost()).isEqualTo(Subject.HOST);
        assertThat(found.getCreationTime()).isEqualTo(creation(pair));
        assertThat(found.getId()).isEqualTo(ids.getFirst());
        assertThat(pair.client().engine().getSession().getSessionContext()).isSameAs(sessions);
        found.invalidate();
        assertThat(sessions.getSession(ids.getFirst())).isNull();
    }

    @Test
    void theServersContextIsAnother() throws Exception {
        SSLContext server = subject.shop();
        EnginePair pair = talk(subject.visitor(), server);
        assertThat(pair.server().engine().getSession().getSessionContext()).isSameAs(server.getServerSessionContext());
        assertThat(server.getServerSessionContext()).isNotSameAs(server.getClientSessionContext());
        assertThat(Collections.list(server.getClientSessionContext().getIds())).isEmpty();
    }

    @Test
    void anIdThatNobodyKnowsFindsNothing() throws Exception {
        SSLSessionContext sessions = subject.visitor().getClientSessionContext();
        assertThat(sessions.getSession(new byte[32])).isNull();
        assertThat(sessions.getSession(new byte[0])).isNull();
        assertThatThrownBy(() -> sessions.getSession(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void timeoutAndSizeAreKeptAndNegativesRefused() throws Exception {
        SSLContext context = subject.shop();
        for (SSLSessionContext sessions :
                List.of(context.getClientSessionContext(), context.getServerSessionContext())) {
            assertThat(sessions.getSessionTimeout()).isEqualTo(86_400);
            assertThat(sessions.getSessionCacheSize()).isEqualTo(20_480);
            sessions.setSessionTimeout(100);
            sessions.setSessionCacheSize(7);
            assertThat(sessions.getSessionTimeout()).isEqualTo(100);
            assertThat(sessions.getSessionCacheSize()).isEqualTo(7);
            sessions.setSessionTimeout(0);
            sessions.setSessionCacheSize(0);
            assertThat(sessions.getSessionTimeout()).isZero();
            assertThat(sessions.getSessionCacheSize()).isZero();
            assertThatThrownBy(() -> sessions.setSessionTimeout(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sessions.setSessionCacheSize(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFullCacheForgetsTheOldest() throws Exception {
        SSLContext client = subject.visitor();
        client.getClientSessionContext().setSessionCacheSize(2);
        SSLContext server = subject.shop();
        EnginePair first = talk(client, server, "a.lab", DEFAULT);
        talk(client, server, "b.lab", DEFAULT);
        talk(client, server, "c.lab", DEFAULT);
        assertThat(Collections.list(client.getClientSessionContext().getIds())).hasSizeLessThanOrEqualTo(2);
        assertThat(resumed(first, talk(client, server, "a.lab", DEFAULT))).isFalse();
    }

    @Test
    void aShorterTimeoutCountsAtOnce() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        EnginePair first = talk(client, server);
        Thread.sleep(1_200);
        client.getClientSessionContext().setSessionTimeout(1);
        assertThat(Collections.list(client.getClientSessionContext().getIds())).isEmpty();
        assertThat(resumed(first, talk(client, server))).isFalse();
    }
}
