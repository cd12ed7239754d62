// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.TlsConnection;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsProtocol;
import org.junit.jupiter.api.Test;

/** A key that both were given beforehand (RFC 9846 section 2.2), and no certificate at all. */
final class BouncyCastlePskTest {
    private static final Bytes IDENTITY = Bytes.ofUtf8("shelf-7");
    private static final Bytes KEY = Bytes.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final Bytes OTHER_KEY = Bytes.ofHex("ff").then(KEY.from(1));
    private static final ExternalPsk PSK = ExternalPsk.of(IDENTITY, Psk.of(KEY.toArray()));
    private static final int MOST_TURNS = 20;

    private final BouncyCastle peer = new BouncyCastle();

    @Test
    void theirServerKnowsOurKey() throws IOException {
        Pair.End ours = client();
        TlsProtocol theirs = BouncyCastlePsk.server(IDENTITY.toArray(), KEY.toArray());
        check(ours, theirs);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.EXTERNAL_PSK);
    }

    @Test
    void theirClientKnowsOurKey() throws IOException {
        Pair.End ours = server();
        TlsProtocol theirs = BouncyCastlePsk.client(IDENTITY.toArray(), KEY.toArray());
        check(ours, theirs);
        Interop.tried(peer.peer(), Side.SERVER, Topic.EXTERNAL_PSK);
    }

    @Test
    void aClientWithAnotherKeyOfThatNameIsRefused() throws IOException {
        Pair.End ours = server();
        TlsProtocol theirs = BouncyCastlePsk.client(IDENTITY.toArray(), OTHER_KEY.toArray());
        assertThatThrownBy(() -> carry(ours, theirs)).isInstanceOf(TlsFatalAlertReceived.class);
        assertThat(ours.failure()).isPresent();
    }

    private static Pair.End client() {
        return new Pair.End(
                TlsConnection.client(LabPki.client().externalPsks(List.of(PSK)).build(), LabPki.NAME));
    }

    private static Pair.End server() {
        return new Pair.End(TlsConnection.server(LabPki.server(LabPki.leaf(TestKey.P256))
                .credentials(Credentials.none())
                .externalPsks(ExternalPsks.of(List.of(PSK)))
                .build()));
    }

    private static void check(Pair.End ours, TlsProtocol theirs) throws IOException {
        carry(ours, theirs);
        assertThat(ours.isEstablished()).as(ours.describe()).isTrue();
        ConnectionFacts facts = ours.connection().facts().orElseThrow();
        assertThat(facts.signatureScheme()).isEmpty();
        assertThat(facts.resumed()).isFalse();
        assertThat(facts.group()).isPresent();

        byte[] hello = "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        theirs.offerInput(ours.seal(Bytes.of(hello)).toArray());
        byte[] heard = new byte[theirs.getAvailableInputBytes()];
        theirs.readInput(heard, 0, heard.length);
        assertThat(heard).isEqualTo(hello);
        theirs.writeApplicationData(hello, 0, hello.length);
        carry(ours, theirs);
        assertThat(ours.received()).isEqualTo(Bytes.of(hello));
    }

    /** Both ways, until neither has anything to say. */
    private static void carry(Pair.End ours, TlsProtocol theirs) throws IOException {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            byte[] fromThem = new byte[theirs.getAvailableOutputBytes()];
            theirs.readOutput(fromThem, 0, fromThem.length);
            ours.receive(Bytes.of(Arrays.copyOf(fromThem, fromThem.length)));
            Bytes fromUs = ours.take();
            if (fromThem.length == 0 && fromUs.isEmpty()) {
                return;
            }
            theirs.offerInput(fromUs.toArray());
        }
        throw new AssertionError("no end after " + MOST_TURNS + " turns");
    }
}
