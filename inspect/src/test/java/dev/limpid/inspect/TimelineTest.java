// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.Golden;
import dev.limpid.testkit.SampleConnection;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void tellsAWholeConnection() {
        Recording recording = Recording.ofEvents();
        SampleConnection.success(EventScript.of(Side.CLIENT, recording));

        Golden.check("timeline-success", Timeline.of(events(recording)));
    }

    @Test
    void leavesOutWhatChangesFromRunToRun() {
        assertThat(Timeline.of(List.of(
                        new Event.TransportConnected("127.0.0.1:1", 5),
                        new Event.ApplicationMessageSeen(Side.CLIENT, "GET /", 3))))
                .isEqualTo(Timeline.of(List.of(
                        new Event.TransportConnected("127.0.0.1:2", 7),
                        new Event.ApplicationMessageSeen(Side.CLIENT, "GET /", 4))));
    }

    @Test
    void keepsOneLineAnEventWhateverAPeerSends() {
        String line =
                Timeline.of(List.of(new Event.ApplicationMessageSeen(Side.SERVER, "a\nserver → Finished\u001b[2J", 1)));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).doesNotContain("\u001b");
    }

    @Test
    void namesTheRuleThatWasBroken() {
        assertThat(Timeline.of(List.of(new Event.Failed(Violation.BAD_FINISHED, "detail", true))))
                .isEqualTo("failed: BAD_FINISHED, Finished does not verify: the two sides saw different handshakes"
                        + " (RFC 9846 4.5.3, alert decrypt_error)\n");
    }

    @Test
    void doesNotClaimAnAlertThatCouldNotFollowCloseNotify() {
        assertThat(Timeline.of(List.of(new Event.Failed(Violation.BAD_RECORD_MAC, "", false))))
                .contains("no alert after close_notify")
                .doesNotContain("bad_record_mac");
    }

    private static List<Event> events(Recording recording) {
        return recording.story(Attempt.fromClient("127.0.0.1:1")).events();
    }
}
