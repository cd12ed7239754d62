// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.TlsConnection;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.registry.CipherSuite;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What applications derive from a connection (section 7.5), and its channel binding (RFC 9266): the peer has the same. */
final class ExporterTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    /** {@code EXPORTER-} is what names of applications begin with; the context may be empty, as if there were none. */
    private record Wanted(String label, Bytes context, int length) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted("EXPORTER-Channel-Binding", Bytes.EMPTY, 32),
            new Wanted("EXPORTER-limpid", Bytes.ofUtf8("context"), 1),
            new Wanted("EXPORTER-limpid", Bytes.ofUtf8("context"), 48),
            new Wanted("EXPORTER-limpid", Bytes.wrap(new byte[200]), 1_000));

    static Stream<CipherSuite> suites() {
        return Stream.of(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                CipherSuite.TLS_AES_256_GCM_SHA384,
                CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void sunJsseExportsTheSame(CipherSuite suite) throws SSLKeyException {
        for (Conversation conversation : conversations(new SunJsse(), suite)) {
            ExtendedSSLSession theirs =
                    (ExtendedSSLSession) conversation.theirs().engine().getSession();
            for (Wanted wanted : WANTED) {
                assertThat(ours(conversation, wanted))
                        .as(wanted.toString())
                        .isEqualTo(theirs.exportKeyingMaterialData(
                                wanted.label(), wanted.context().toArray(), wanted.length()));
            }
            Bytes binding = Bytes.of(theirs.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
            assertThat(conversation.ours().connection().tlsExporter()).isEqualTo(binding);
        }
    }

    private static byte[] ours(Conversation conversation, Wanted wanted) {
        TlsConnection connection = conversation.ours().connection();
        return connection.exportKeyingMaterial(wanted.label(), wanted.context(), wanted.length());
    }

    /** One as client, one as server. */
    private static List<Conversation> conversations(EnginePeer peer, CipherSuite suite) {
        PeerSettings settings = PeerSettings.of(List.of(suite), peer.groups(), peer.schemes());
        return IntStream.range(0, 2)
                .mapToObj(side -> side == 0
                        ? Conversation.asClient(
                                peer,
                                settings.certificate(SHOP),
                                LabPki.client().build(),
                                LabPki.NAME)
                        : Conversation.asServer(
                                peer, settings, LabPki.server(SHOP).build()))
                .map(Conversation::handshake)
                .toList();
    }
}
