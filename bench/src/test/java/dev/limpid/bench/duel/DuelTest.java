// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.registry.NamedGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the duel still works and is fair, not who wins it. */
class DuelTest {
    private static final Scene SCENE = Scene.create();

    @Test
    void everyRowIsPlayedByEveryStackThatCan() throws Exception {
        for (var row : new Matches(SCENE).all().entrySet()) {
            Score score = row.getValue().match().play(Pace.SMOKE);

            assertThat(score.title()).isEqualTo(row.getKey());
            assertThat(score.costs().keySet()).contains("Limpid, JDK crypto").hasSizeGreaterThan(5);
            assertThat(score.costs().values())
                    .allSatisfy(cost -> assertThat(cost.nanos()).isPositive());
        }
    }

    @Test
    void everyStackThatCanResumesAgainAndAgainIfItIsMeantTo() throws Exception {
        List<Stack> resuming = LineUp.resuming(SCENE);

        assertThat(resuming)
                .extracting(Stack::name)
                .containsExactly(
                        "SunJSSE",
                        "Conscrypt",
                        "netty-tcnative",
                        "Limpid, JDK crypto",
                        "Limpid, BC curves",
                        "Limpid, Conscrypt curves",
                        "Limpid through JSSE");
        for (Stack stack : resuming) {
            try (Conversation full = stack.shakeHands(NamedGroup.X25519)) {
                full.takeTickets();
            }
            for (int i = 0; i < 5; i++) {
                Proof.requireResumed(stack, NamedGroup.X25519);
            }
        }
    }

    @Test
    void noStackResumesIfItIsNotMeantTo() throws Exception {
        for (Stack stack : new LineUp(SCENE).stacks()) {
            for (int i = 0; i < 3; i++) {
                Proof.require(stack, NamedGroup.X25519);
            }
        }
    }

    @Test
    void everyStackRefusesACertificateFromAStranger() {
        List<Stack> suspicious = new LineUp(SCENE.withStranger()).stacks();

        assertThat(suspicious)
                .hasSize(9)
                .allSatisfy(stack -> assertThatThrownBy(() -> stack.shakeHands(NamedGroup.X25519))
                        .as(stack.name())
                        .isInstanceOf(Exception.class));
    }

    @Test
    void everyStackRefusesACertificateForAnotherName() {
        List<Stack> deceived = new LineUp(SCENE.withServerOfAnotherName()).stacks();

        assertThat(deceived)
                .allSatisfy(stack -> assertThatThrownBy(() -> stack.shakeHands(NamedGroup.X25519))
                        .as(stack.name())
                        .isInstanceOf(Exception.class));
    }

    @Test
    void anIdlePairHoldsSomeHeapButNotMuch() throws Exception {
        List<Stack> limpid = new LineUp(SCENE)
                .stacks().stream()
                        .filter(stack -> stack.name().matches("Limpid, JDK crypto|Limpid through JSSE"))
                        .toList();

        Score score = IdlePairs.measure(limpid, 500);

        // 9.8 and 13.9 KB when this was written
        assertThat(score.costs().get("Limpid, JDK crypto").bytes()).isBetween(500.0, 14_000.0);
        assertThat(score.costs().get("Limpid through JSSE").bytes()).isBetween(500.0, 19_000.0);
    }

    @Test
    void bothStacksStartCold() throws Exception {
        Score score = ColdStarts.measure(SCENE, 1);

        assertThat(score.costs().keySet()).containsExactly("SunJSSE", "Limpid, JDK crypto");
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        List<Cost> slices = List.of(new Cost(9, 4), new Cost(1, 1), new Cost(3, 2), new Cost(5, 1000));

        assertThat(Cost.median(slices)).isEqualTo(new Cost(4, 3));
    }
}
