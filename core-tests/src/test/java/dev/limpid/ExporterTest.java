// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keying material for what runs above TLS (section 7.5), and its use as a channel binding (RFC 9266). */
class ExporterTest {
    private static final String LABEL = "EXPORTER-limpid";

    @Test
    void bothEndsHaveTheSameAndNothingElseIsTheSame() {
        //= R7.5-1
        Pair pair = Pair.established();
        TlsConnection client = pair.client().connection();
        TlsConnection server = pair.server().connection();
        Set<Bytes> different = new HashSet<>();
        for (String label : new String[] {LABEL, LABEL + "2"}) {
            for (Bytes context : new Bytes[] {Bytes.EMPTY, Bytes.of((byte) 0)}) {
                byte[] exported = client.exportKeyingMaterial(label, context, 32);
                assertThat(server.exportKeyingMaterial(label, context, 32))
                        .isEqualTo(exported)
                        .hasSize(32);
                different.add(Bytes.of(exported));
            }
        }
        different.add(Bytes.of(client.exportKeyingMaterial(LABEL, Bytes.EMPTY, 33), 0, 32));
        different.add(Bytes.of(Pair.established().client().connection().exportKeyingMaterial(LABEL, Bytes.EMPTY, 32)));
        assertThat(different).hasSize(6);
    }

    @Test
    void theChannelBindingIsTheExporterThatRfc9266Names() {
        Pair pair = Pair.established();
        TlsConnection client = pair.client().connection();
        Bytes binding = client.tlsExporter();
        assertThat(binding)
                .isEqualTo(pair.server().connection().tlsExporter())
                .isEqualTo(Bytes.wrap(client.exportKeyingMaterial("EXPORTER-Channel-Binding", Bytes.EMPTY, 32)))
                .isNotEqualTo(Pair.established().client().connection().tlsExporter());
        assertThat(binding.length()).isEqualTo(32);
    }

    @Test
    void keyUpdatesDoNotChangeIt() {
        Pair pair = Pair.established();
        Bytes before = pair.client().connection().tlsExporter();
        pair.client().connection().updateKeys(true);
        pair.run();
        assertThat(pair.client().connection().tlsExporter()).isEqualTo(before);
        assertThat(pair.server().connection().tlsExporter()).isEqualTo(before);
    }

    @Test
    void nothingIsExportedBeforeTheHandshakeIsComplete() {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.client().connection().tlsExporter());
        Pair.carry(pair.client(), pair.server());
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.server().connection().exportKeyingMaterial(LABEL, Bytes.EMPTY, 32));
    }

    @Test
    void nothingIsExportedAfterAFailure() {
        Pair pair = Pair.established();
        pair.client().receive(Bytes.ofHex("1703030001ff"));
        assertThat(pair.client().failure()).isPresent();
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.client().connection().tlsExporter());
    }

    @Test
    void refusesLengthsThatHkdfDoesNotHave() {
        TlsConnection client = Pair.established().client().connection();
        assertThat(client.exportKeyingMaterial(LABEL, Bytes.EMPTY, 255 * 32)).hasSize(255 * 32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.exportKeyingMaterial(LABEL, Bytes.EMPTY, 255 * 32 + 1));
    }
}
