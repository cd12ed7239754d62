// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.Impostor.Said;
import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the protocol that a peer can break, broken: the right violation, its alert, once, and nothing after it. */
class MisdeedTest {
    private static final String PATH = "a verdict: PkixVerifierTest, PkixAnchorTest, PkixChainTest";

    static Stream<Misdeed> misdeeds() {
        return Stream.of(
                        ServerMisdeeds.all(),
                        ClientMisdeeds.all(),
                        KeyShareMisdeeds.all(),
                        AuthenticationMisdeeds.all(),
                        PskMisdeeds.all(),
                        CompressionMisdeeds.all(),
                        CertificateTypeMisdeeds.all(),
                        RecordMisdeeds.all(),
                        RecordSizeMisdeeds.all())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("misdeeds")
    void isAnsweredByItsAlert(Misdeed misdeed) {
        //= R6.2-4
        //= R6-6
        //= R6-7
        //= R6.2-1
        //= R6-3
        Impostor impostor = misdeed.act().get();

        assertThat(impostor.victim().failure())
                .as("it stands in " + impostor.state())
                .hasValueSatisfying(failure -> assertThat(failure.violation()).contains(misdeed.violation()));
        assertThat(impostor.events())
                .filteredOn(event -> event instanceof Event.Failed)
                .hasSize(1);
        List<Said> said = impostor.listen();
        assertThat(said)
                .filteredOn(each -> each.type().equals(ContentType.ALERT))
                .hasSize(1);
        assertThat(said.getLast())
                .isEqualTo(new Said(
                        ContentType.ALERT, Alert.of(misdeed.violation().alert()).encode()));

        impostor.victim().receive(impostor.record(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode()));
        assertThat(impostor.victim().take()).isEqualTo(Bytes.EMPTY);
        assertThat(impostor.victim().connection().isWritable()).isFalse();
        assertThat(impostor.victim().connection().kept()).isZero();
        assertThat(impostor.victim().connection().step()).isInstanceOf(Step.Closed.class);
        assertThat(SecretSearch.found(impostor.secrets(), SecretSearch.textOf(impostor)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void noSecretOfASuccessIsShown(Scenario scenario) {
        Relay relay = scenario.relay().run();
        for (Side side : Side.values()) {
            Impostor impostor = relay.to(side);
            impostor.victim().connection().updateKeys(true);
            impostor.listen();
            assertThat(impostor.secrets()).hasSizeGreaterThan(20);
            assertThat(SecretSearch.found(impostor.secrets(), SecretSearch.textOf(impostor)))
                    .isEmpty();
        }
    }

    @Test
    void theSearchFindsWhatIsShown() {
        Impostor impostor = Scenario.PLAIN.relay().run().to(Side.CLIENT);
        Bytes random = impostor.events().stream()
                .filter(event -> event instanceof Event.MessageSeen)
                .map(event -> ((Event.MessageSeen) event).message())
                .filter(message -> message instanceof ClientHello)
                .map(message -> ((ClientHello) message).random())
                .findFirst()
                .orElseThrow();
        assertThat(SecretSearch.found(List.of(random), SecretSearch.textOf(impostor)))
                .containsExactly(random);
    }

    @Test
    void everyViolationHasItsMisdeed() {
        Set<Violation> tested = misdeeds().map(Misdeed::violation).collect(Collectors.toSet());
        Set<Violation> untested = EnumSet.allOf(Violation.class);
        untested.removeAll(tested);
        untested.removeAll(EnumSet.copyOf(elsewhere().keySet()));
        assertThat(untested).isEmpty();
    }

    @Test
    void noExceptionIsNeededForWhatIsTested() {
        assertThat(misdeeds().map(Misdeed::violation))
                .doesNotContainAnyElementsOf(elsewhere().keySet());
    }

    /** What has no misdeed here, and why. */
    private static Map<Violation, String> elsewhere() {
        Map<Violation, String> reasons = new EnumMap<>(Violation.class);
        for (Violation violation : List.of(
                Violation.CERTIFICATE_BAD_SIGNATURE,
                Violation.CERTIFICATE_UNSUPPORTED_KEY,
                Violation.CERTIFICATE_WRONG_PURPOSE,
                Violation.CERTIFICATE_NOT_A_CA,
                Violation.CERTIFICATE_PATH_TOO_LONG,
                Violation.CERTIFICATE_NAME_CONSTRAINT,
                Violation.CERTIFICATE_UNKNOWN_CRITICAL,
                Violation.CERTIFICATE_EXPIRED,
                Violation.CERTIFICATE_NOT_YET_VALID,
                Violation.CERTIFICATE_CHAIN_INCOMPLETE,
                Violation.CERTIFICATE_WEAK_ALGORITHM)) {
            reasons.put(violation, PATH);
        }
        reasons.put(
                Violation.MISSING_SUPPORTED_VERSIONS, "a hello without it is not one of TLS 1.3: UNSUPPORTED_VERSION");
        reasons.put(Violation.KEY_USAGE_EXCEEDED, "this side's own: RecordWriterTest");
        reasons.put(Violation.SECOND_HELLO_RETRY_REQUEST, "a state and a message: StateOracleTest");
        reasons.put(Violation.RENEGOTIATION, "a state and a message: StateOracleTest");
        for (Violation violation : List.of(
                Violation.INTERRUPTED_AUTHENTICATION,
                Violation.TOO_MANY_CERTIFICATE_REQUESTS,
                Violation.UNSOLICITED_CERTIFICATE)) {
            reasons.put(violation, "after the handshake: PostHandshakeAuthenticationTest");
        }
        reasons.put(Violation.UNEXPECTED_POST_HANDSHAKE_AUTH, "a state and a message: StateOracleTest");
        return reasons;
    }
}
