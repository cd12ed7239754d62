// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.observe.Event;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final Attempt ATTEMPT = Attempt.toServer("shop.lab:443", "");

    @Test
    void keepsTheBeginningAndTheEndOfALongConnection() {
        Recording recording = Recording.ofEvents();
        int total = Recording.HEAD + Recording.TAIL + 1000;
        for (int i = 1; i <= total; i++) {
            recording.on(i, new Event.StateEntered("state " + i));
        }
        Story story = recording.story(ATTEMPT);

        assertThat(story.omitted()).isEqualTo(1000);
        assertThat(story.entries()).hasSize(Recording.HEAD + Recording.TAIL);
        assertThat(story.first(Event.StateEntered.class).orElseThrow().state()).isEqualTo("state 1");
        assertThat(story.last(Event.StateEntered.class).orElseThrow().state()).isEqualTo("state " + total);
        assertThat(story.number(0)).isEqualTo(1);
        assertThat(story.number(story.entries().size() - 1)).isEqualTo(total);
    }

    @Test
    void aStoryDoesNotGrowAfterwards() {
        Recording recording = Recording.ofEvents();
        recording.on(1, new Event.StateEntered("one"));
        Story story = recording.story(ATTEMPT);
        recording.on(2, new Event.StateEntered("two"));

        assertThat(story.entries()).hasSize(1);
    }

    @Test
    void asksForRecordsOnlyWhenTold() {
        assertThat(Recording.ofEvents().wantsRecords()).isFalse();
        assertThat(Recording.withRecords().wantsRecords()).isTrue();
    }

    @Test
    void aTargetIsAHostAndAPort() {
        assertThat(Attempt.toServer("shop.lab:4402", "").host()).isEqualTo("shop.lab");
        assertThat(Attempt.toServer("shop.lab", "").host()).isEqualTo("shop.lab");
        assertThat(Attempt.toServer("[::1]:4402", "").host()).isEqualTo("[::1]");
        assertThat(Attempt.toServer("::1", "").host()).isEqualTo("::1");
    }
}
