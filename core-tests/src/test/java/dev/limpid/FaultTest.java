// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.AlertDescription;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.Fault;
import dev.limpid.testkit.Fault.Kind;
import dev.limpid.testkit.Fault.Unit;
import dev.limpid.testkit.HandshakeKind;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens on the way: a connection ends, never in a wrong success, never without the authentic data that came before,
 * and with one alert at most. {@link FaultRun} has the laws. {@code -Dlimpid.long=true} goes to every byte with every fault, and
 * makes a hundred times as many handshakes with real cryptography.
 */
class FaultTest {
    private static final boolean LONG = Boolean.getBoolean("limpid.long");
    private static final int STRIDE = LONG ? 1 : 3;
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int SAMPLES = LONG ? 4000 : 40;

    @ParameterizedTest
    @EnumSource
    void aConnectionWithoutFaultsEndsWell(HandshakeKind kind) {
        FaultRun run = sound(kind.fake());
        assertThat(run.endedWell()).isTrue();
        for (Side side : Side.values()) {
            assertThat(run.party(side).received())
                    .isEqualTo(run.party(side.peer()).sentTo(run.party(side)));
            assertThat(run.party(side).alerts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsWhatItsNameSays(HandshakeKind kind) {
        FaultRun run = sound(kind.fake());
        String name = kind.name();
        for (Side side : Side.values()) {
            TlsConnection connection = run.party(side).connection();
            ConnectionFacts facts = connection.facts().orElseThrow();
            assertThat(facts.retried()).isEqualTo(name.contains("RETRIED"));
            assertThat(facts.resumed()).isEqualTo(name.startsWith("PSK") || name.startsWith("EARLY"));
            assertThat(facts.signatureScheme().isEmpty()).isEqualTo(facts.resumed() || name.contains("PSK"));
            assertThat(connection.earlyDataAccepted().map(taken -> taken ? "EARLY_ACCEPTED" : "EARLY_REJECTED"))
                    .isEqualTo(Optional.of(name).filter(each -> each.startsWith("EARLY")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void splittingAtAnyByteChangesNothing(HandshakeKind kind) {
        everyByte(kind, Kind.SPLIT, 1);
    }

    @ParameterizedTest
    @EnumSource
    void delayingAtAnyByteChangesNothing(HandshakeKind kind) {
        everyByte(kind, Kind.DELAY, STRIDE);
    }

    @ParameterizedTest
    @EnumSource
    void byteByByteIsTheSameStream(HandshakeKind kind) {
        for (Side side : Side.values()) {
            for (Unit unit : Unit.values()) {
                FaultRun.of(new Fault(Kind.CRUMBLE, unit, side, 0), kind.fake());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitIsNoticed(HandshakeKind kind) {
        everyByte(kind, Kind.FLIP, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aLostByteIsNoticed(HandshakeKind kind) {
        everyByte(kind, Kind.DROP, STRIDE);
    }

    @ParameterizedTest
    @EnumSource
    void aDoubledByteIsNoticed(HandshakeKind kind) {
        everyByte(kind, Kind.DUPLICATE, STRIDE);
    }

    @ParameterizedTest
    @EnumSource
    void swappedBytesAreNoticed(HandshakeKind kind) {
        everyByte(kind, Kind.REORDER, STRIDE);
    }

    @ParameterizedTest
    @EnumSource
    void whateverHappensToARecordIsNoticedByItsReceiver(HandshakeKind kind) {
        FaultRun sound = sound(kind.fake());
        for (Side side : Side.values()) {
            List<Integer> types = types(sound.party(side).said());
            boolean inVain = sound.party(side).saidInVain(sound.party(side.peer())) > 0;
            int skipped = inVain ? types.indexOf(ContentType.APPLICATION_DATA.code()) : -1;
            for (Kind what : Kind.values()) {
                for (int at = 0; at < types.size(); at++) {
                    Fault fault = new Fault(what, Unit.RECORD, side, at);
                    FaultRun run = FaultRun.of(fault, kind.fake());
                    boolean sealed = types.get(at) == ContentType.APPLICATION_DATA.code() && at != skipped;
                    boolean last = at == types.size() - 1;
                    if (sealed && !what.isHarmless() && run.hasStruck() && !(last && what == Kind.DUPLICATE)) {
                        assertUnreadable(fault, run.party(side.peer()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameHoldsWithRealCryptography(HandshakeKind kind) {
        long seed = Long.getLong("limpid.seed", new Random().nextLong());
        Random random = new Random(seed);
        FaultRun sound = sound(kind.real());
        for (int i = 0; i < SAMPLES; i++) {
            Side side = random.nextBoolean() ? Side.CLIENT : Side.SERVER;
            Unit unit = random.nextInt(4) == 0 ? Unit.RECORD : Unit.BYTE;
            Kind what = KINDS.get(random.nextInt(KINDS.size()));
            Bytes said = sound.party(side).said();
            int units = unit == Unit.BYTE ? said.length() : types(said).size();
            try {
                FaultRun.of(new Fault(what, unit, side, random.nextInt(units)), kind.real());
            } catch (AssertionError broken) {
                throw new AssertionError("with -Dlimpid.seed=" + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    /** The fault at every byte of both sides, or at every {@code stride}th. */
    private static void everyByte(HandshakeKind kind, Kind what, int stride) {
        FaultRun sound = sound(kind.fake());
        int wellEnded = 0;
        int faults = 0;
        for (Side side : Side.values()) {
            int length = sound.party(side).said().length();
            for (int at = 0; at < length; at += stride) {
                FaultRun run = FaultRun.of(new Fault(what, Unit.BYTE, side, at), kind.fake());
                faults += run.hasStruck() ? 1 : 0;
                wellEnded += run.hasStruck() && run.endedWell() ? 1 : 0;
            }
        }
        assertThat(faults).isPositive();
        if (!what.isHarmless()) {
            assertThat(wellEnded)
                    .as("only the versions of plaintext records may be anything, and what is skipped unseen")
                    .isLessThanOrEqualTo(2 * plaintextRecords(sound)
                            + sound.party(Side.CLIENT).saidInVain(sound.party(Side.SERVER)));
        }
    }

    private static FaultRun sound(HandshakeKind.Ends ends) {
        return FaultRun.of(new Fault(Kind.SPLIT, Unit.BYTE, Side.CLIENT, Integer.MAX_VALUE), ends);
    }

    private static void assertUnreadable(Fault fault, FaultParty receiver) {
        assertThat(receiver.failure()).as("%s: %s", fault, receiver).isPresent();
        Set<AlertDescription> expected = Set.of(AlertDescription.BAD_RECORD_MAC);
        receiver.failure()
                .get()
                .violation()
                .ifPresentOrElse(
                        violation -> assertThat(violation.alert())
                                .as("%s: %s", fault, receiver)
                                .isIn(expected),
                        () -> assertThat(receiver.failure().get().code())
                                .as("%s: %s", fault, receiver)
                                .isEqualTo("TRUNCATED"));
    }

    private static int plaintextRecords(FaultRun run) {
        int count = 0;
        for (Side side : Side.values()) {
            count += (int) types(run.party(side).said()).stream()
                    .filter(type -> type != ContentType.APPLICATION_DATA.code())
                    .count();
        }
        return count;
    }

    private static List<Integer> types(Bytes records) {
        List<Integer> types = new ArrayList<>();
        for (int at = 0; at < records.length(); at += 5 + (records.at(at + 3) << 8 | records.at(at + 4))) {
            types.add(records.at(at));
        }
        return types;
    }
}
