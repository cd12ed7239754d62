// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.PskMiss;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.Golden;
import dev.limpid.testkit.SampleConnection;
import java.util.List;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryScreenTest {
    private static final Detail ALL = new Detail(2, Detail.Manner.ARTICLE, true, true);
    private static final String HOSTILE =
            "\u001b[2J\u001b]0;x\u0007evil\r\n✔ trusted ⟨0000 0000⟩ \u202egnp.exe\u0000\u009b31m 漢字 a\u0301";

    @Test
    void tellsASuccessAtItsWidest() {
        Golden.check("story-success-100", screen(Look.plain(100), Detail.STORY, Stories.success()));
    }

    @Test
    void tellsASuccessAtItsNarrowest() {
        Golden.check("story-success-80", screen(Look.plain(80), Detail.STORY, Stories.success()));
    }

    @Test
    void tellsASuccessInAscii() {
        Golden.check("story-success-ascii", screen(Look.ascii(100), Detail.STORY, Stories.success()));
    }

    @Test
    void tellsTheThirteenSteps() {
        String screen = screen(Look.plain(100), Detail.STORY.withArticleSteps(), Stories.success());
        Golden.check("story-article", screen);
        for (int step = 1; step <= 13; step++) {
            String tag = "  [" + step + "]";
            assertThat(screen.lines()).as("step %d", step).anyMatch(line -> line.startsWith(tag));
        }
    }

    @Test
    void saysWhatIsWorthKnowingUnderTheFirstLine() {
        Story story = Stories.of(Stories.ATTEMPT.insecurely(), s -> {
            s.event(new Event.PskMissed(PskMiss.EXPIRED));
            SampleConnection.success(s);
        });

        String screen = screen(Look.plain(80), Detail.STORY, story);
        assertThat(screen.lines().toList())
                .containsSubsequence(
                        "✘ CONFIG.TRUST_ALL   ANY certificate would have been accepted: verification is",
                        "  · RESUME.MISS   no session was resumed: the ticket's lifetime is over");
        assertThat(screen(Look.plain(80), Detail.STORY.verbosity(1), story))
                .contains("whose    nobody's: time passed", "whose    this client's configuration");
        assertThat(screen(Look.plain(80), Detail.STORY, Stories.success())).doesNotContain("RESUME", "CONFIG");
    }

    @Test
    void explainsASequelWithoutTheStepsNumbers() {
        Story story = Stories.of(Stories.ATTEMPT, s -> {
            SampleConnection.success(s);
            s.secret(
                    SecretKind.CLIENT_APPLICATION_TRAFFIC, 1, "traffic upd", "", SecretKind.CLIENT_APPLICATION_TRAFFIC);
            s.event(new Event.KeysDiscarded(Side.CLIENT, Epoch.APPLICATION, 0));
            s.event(new Event.KeysInstalled(Side.CLIENT, Epoch.APPLICATION, 1));
            s.event(new Event.KeyUpdated(Side.CLIENT, 1, true));
            s.event(new Event.ApplicationMessageSeen(Side.CLIENT, "GET /again", 35));
        });

        String screen = screen(Look.plain(100), Detail.STORY.asSequel(), story);
        assertThat(screen)
                .contains(
                        "= HKDF-Expand-Label of generation 0, \"traffic upd\"",
                        "the client's application keys 0 are discarded")
                .contains("under client write key 1", "· It goes one way only")
                .doesNotContain("[1]", "[9]", "article");
    }

    @Test
    void tellsReasons() {
        Golden.check("story-verbose", screen(Look.plain(100), Detail.STORY.verbosity(1), Stories.success()));
    }

    @Test
    void tellsEverything() {
        Golden.check("story-everything", screen(Look.plain(100), ALL, Stories.success()));
    }

    @Test
    void tellsAServersView() {
        Golden.check("story-server", screen(Look.plain(100), Detail.STORY, Stories.seenByServer()));
    }

    @Test
    void showsTheVerdictOfAFailureFirst() {
        Golden.check("failure-chain", screen(Look.plain(100), Detail.STORY, Stories.chainIncomplete()));
    }

    @Test
    void showsTheStoryOfAFailureWhenAsked() {
        Golden.check(
                "failure-chain-verbose", screen(Look.plain(80), Detail.STORY.verbosity(1), Stories.chainIncomplete()));
    }

    @Test
    void showsAlternativesOfAnUnclearFailure() {
        Golden.check("failure-unclear", screen(Look.plain(80), Detail.STORY, Stories.handshakeFailure()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 95, 96, 500})
    void neverExceedsTheWidth(int width) {
        int limit = Math.clamp(width, 80, 100);
        for (Look look : List.of(Look.plain(width), Look.ascii(width))) {
            for (Story story : stories()) {
                for (Detail detail : List.of(Detail.STORY, Detail.STORY.verbosity(1), ALL)) {
                    assertThat(screen(look, detail, story).lines().filter(line -> columns(line) > limit))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void usesNothingButAsciiWhereThatIsAllThereIs() {
        for (Story story : stories()) {
            assertThat(screen(Look.ascii(80), ALL, story)).matches("[\\x20-\\x7e\\n]*");
        }
    }

    @Test
    void letsNoPeerTouchTheTerminal() {
        for (Look look : List.of(Look.plain(100), Look.ascii(80), new Look(100, false, true))) {
            String screen = screen(look, ALL, Stories.hostile(HOSTILE));
            assertThat(screen.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
            assertThat(screen).doesNotContain("\u009b", "\u202e", "\u007f").doesNotContain("✔ trusted", "⟨0000 0000⟩");
        }
    }

    @Test
    void coloursOnlyRepeatWhatSignsSay() {
        String plain = screen(Look.plain(100), ALL, Stories.success());
        String coloured = screen(new Look(100, true, true), ALL, Stories.success());
        assertThat(coloured).contains("\u001b[32m✔").isNotEqualTo(plain);
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain);
    }

    private static List<Story> stories() {
        return List.of(
                Stories.success(),
                Stories.seenByServer(),
                Stories.chainIncomplete(),
                Stories.handshakeFailure(),
                Stories.hostile(HOSTILE),
                Stories.hostile("漢".repeat(300)),
                Stories.hostile("x".repeat(2000)));
    }

    private static int columns(String line) {
        return line.codePoints().map(p -> Math.max(0, WCWidth.wcwidth(p))).sum();
    }

    static String screen(Look look, Detail detail, Story story) {
        return String.join("\n", new StoryScreen(look, detail).lines(story, Diagnosis.of(story))) + "\n";
    }
}
