// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.FixedTime;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final List<Event> told = new ArrayList<>();

    @Test
    void anObserverIsToldOfTheKeyScheduleUnlessItSaysOtherwise() {
        derive((nanos, event) -> told.add(event));

        assertThat(told).hasSize(1).hasOnlyElementsOfType(Event.SecretDerived.class);
    }

    @Test
    void anObserverThatDoesNotWantTheKeyScheduleIsSparedIt() {
        Recorder recorder = derive(withoutKeys());

        assertThat(told).isEmpty();
        assertThat(recorder.report().entries()).isEmpty();
    }

    @Test
    void nobodyIsSparedWhatAnotherOneWants() {
        Observer wanting = (nanos, event) -> told.add(event);
        derive(withoutKeys().and(wanting));
        derive(wanting.and(withoutKeys()));

        assertThat(told).hasSize(4);
    }

    private Recorder derive(Observer observer) {
        Recorder recorder = new Recorder(Side.CLIENT, FixedTime.NOON, observer, null);
        recorder.derived(SecretKind.MAIN_SECRET, List.of(), 0, "", Bytes.EMPTY, new byte[32], false);
        return recorder;
    }

    private Observer withoutKeys() {
        return new Observer() {
            @Override
            public void on(long nanos, Event event) {
                told.add(event);
            }

            @Override
            public boolean wantsKeySchedule() {
                return false;
            }
        };
    }
}
