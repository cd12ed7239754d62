// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;

/** close_notify is the last that a side says (section 6.1), and what an ended connection needs no more is erased. */
class LastWordTest {
    private static final Bytes DATA = Bytes.ofUtf8("data");

    @Test
    void aClientThatCancelsSaysNothingMore() {
        //= R6.1-3
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        pair.server().receive(pair.client().take());
        pair.client().connection().closeWrite();
        assertThat(pair.client().take().isEmpty()).isFalse();

        pair.client().receive(pair.server().take());
        assertThat(pair.client().take()).isEqualTo(Bytes.EMPTY);
        assertThat(pair.client().connection().step()).isInstanceOf(Step.Closed.class);
        assertThat(pair.client().failure()).isEmpty();
        assertThat(pair.client().isEstablished()).isFalse();
        pair.client().connection().endOfInput();
    }

    @Test
    void aServerThatCancelsAnswersNoClientHello() {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        pair.server().connection().closeWrite();
        assertThat(pair.server().take().isEmpty()).isFalse();

        pair.server().receive(pair.client().take());
        assertThat(pair.server().take()).isEqualTo(Bytes.EMPTY);
        assertThat(pair.server().connection().step()).isInstanceOf(Step.Closed.class);
    }

    @Test
    void noSecretOutlivesTheConnection() {
        //= RF.1.4-1
        Pair pair = Pair.established();
        TlsConnection client = pair.client().connection();
        assertThat(client.exportKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32))
                .hasSize(32);

        client.closeWrite();
        pair.server().receive(pair.client().take());
        assertThat(client.exportKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32))
                .hasSize(32);

        pair.server().connection().closeWrite();
        pair.client().receive(pair.server().take());
        for (Pair.End end : new Pair.End[] {pair.client(), pair.server()}) {
            assertThat(end.connection().step()).isInstanceOf(Step.Closed.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> end.connection().exportKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32));
            assertThatIllegalStateException().isThrownBy(() -> end.connection().tlsExporter());
        }
    }

    @Test
    void halfAConnectionGoesOnWithoutTheOther() {
        Pair pair = Pair.established();
        pair.client().connection().closeWrite();
        pair.server().receive(pair.client().take());
        pair.server().connection().updateKeys(false);
        pair.client().receive(pair.server().seal(DATA));
        assertThat(pair.client().received()).isEqualTo(DATA);
        assertThat(pair.client().connection().step()).isInstanceOf(Step.Established.class);
    }

    @Test
    void noSecretOutlivesAFailure() {
        Pair pair = Pair.established();
        pair.client().receive(Bytes.ofHex("1703030011" + "00112233445566778899aabbccddeeff00"));
        assertThat(pair.client().failure()).isPresent();
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.client().connection().exportKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32));
    }
}
