// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.Limits;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer that sends for ever what brings us nothing is left, and no earlier than the limits say. */
class FloodTest {
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.ofHex("140303000101");
    private static final Bytes USER_CANCELED = Bytes.ofHex("1503030002015a");

    @Test
    void boundsChangeCipherSpecs() {
        //= R5-1
        Pair pair = helloReceived();
        times(Limits.DEFAULT.changeCipherSpecs(), () -> pair.server().receive(CHANGE_CIPHER_SPEC));
        assertThat(pair.server().failure()).isEmpty();

        pair.server().receive(CHANGE_CIPHER_SPEC);
        assertFailed(pair.server(), Violation.TOO_MANY_CHANGE_CIPHER_SPECS);
    }

    @Test
    void boundsWarningsBeforeTheClientHello() {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        times(Limits.DEFAULT.warnings(), () -> pair.server().receive(USER_CANCELED));
        assertThat(pair.server().failure()).isEmpty();

        pair.server().receive(USER_CANCELED);
        assertFailed(pair.server(), Violation.TOO_MANY_WARNINGS);
    }

    @Test
    void boundsKeyUpdatesWithoutData() {
        Pair pair = Pair.established();
        times(Limits.DEFAULT.keyUpdates(), () -> updateKeys(pair));
        assertThat(pair.server().failure()).isEmpty();

        updateKeys(pair);
        assertFailed(pair.server(), Violation.TOO_MANY_KEY_UPDATES);
    }

    @Test
    void dataBetweenKeyUpdatesForgivesThem() {
        Pair pair = Pair.established();
        times(2 * Limits.DEFAULT.keyUpdates(), () -> {
            updateKeys(pair);
            pair.server().receive(pair.client().seal(Bytes.ofUtf8("data")));
        });
        assertThat(pair.server().failure()).isEmpty();
    }

    @Test
    void asksOnceUntilThePeerHasAnswered() {
        //= R4.7.3-6
        List<KeyUpdate> seen = new ArrayList<>();
        Pair pair = new Pair(Lab.client().build(), Lab.server().build(), Lab.NAME, Observer.NONE, (nanos, event) -> {
                    if (event instanceof Event.MessageSeen message && message.message() instanceof KeyUpdate update) {
                        seen.add(update);
                    }
                })
                .handshake();
        times(10, () -> pair.client().connection().updateKeys(true));
        pair.run();

        assertThat(seen)
                .as("ten of the client's, one of which asks")
                .hasSize(11)
                .startsWith(new KeyUpdate(true));
        assertThat(seen.subList(1, 11)).containsOnly(new KeyUpdate(false));
        assertThat(pair.client().isEstablished()).isTrue();
    }

    private static Pair helloReceived() {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        Pair.carry(pair.client(), pair.server());
        return pair;
    }

    private static void updateKeys(Pair pair) {
        pair.client().connection().updateKeys(false);
        pair.server().receive(pair.client().take());
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }

    private static void assertFailed(Pair.End end, Violation violation) {
        assertThat(end.failure().orElseThrow().violation()).contains(violation);
        assertThat(end.take().isEmpty()).as("an alert for the peer is pending").isFalse();
    }
}
