// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
    @Test
    void survivesARoundTripWhateverItSays() {
        for (int level = 0; level < 256; level += 51) {
            for (int description = 0; description < 256; description++) {
                Bytes wire = Bytes.of((byte) level, (byte) description);
                assertThat(Alert.decode(wire).encode()).isEqualTo(wire);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "022800", "02280228"})
    void refusesAnythingButTwoBytes(String hex) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Alert.decode(Bytes.ofHex(hex)));
    }

    @Test
    void isAnErrorUnlessItIsAClosureAlert() {
        //= R6-4
        //= R6-5
        assertThat(Alert.CLOSE_NOTIFY.isError()).isFalse();
        assertThat(Alert.of(AlertDescription.USER_CANCELED).isError()).isFalse();
        assertThat(new Alert(1, AlertDescription.HANDSHAKE_FAILURE).isError()).isTrue();
        assertThat(new Alert(1, new AlertDescription(199)).isError()).isTrue();
        assertThat(new Alert(2, AlertDescription.CLOSE_NOTIFY).isError()).isFalse();
    }

    @Test
    void choosesTheLevelByTheDescription() {
        //= R6.1-2
        assertThat(Alert.CLOSE_NOTIFY.encode()).hasToString("0100");
        assertThat(Alert.of(AlertDescription.CLOSE_NOTIFY)).isEqualTo(Alert.CLOSE_NOTIFY);
        assertThat(Alert.of(AlertDescription.USER_CANCELED).encode()).hasToString("015a");
        assertThat(Alert.of(AlertDescription.UNKNOWN_CA).encode()).hasToString("0230");
    }

    @Test
    void namesWhatItKnowsAndNumbersTheRest() {
        assertThat(Alert.of(AlertDescription.UNKNOWN_CA)).hasToString("unknown_ca");
        assertThat(new AlertDescription(199)).hasToString("unknown_199");
        assertThat(new AlertDescription(199).isKnown()).isFalse();
        assertThat(AlertDescription.GENERAL_ERROR.code()).isEqualTo(117);
        assertThatIllegalArgumentException().isThrownBy(() -> new AlertDescription(256));
    }
}
