// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimeoutsTest {
    @Test
    void refusesWhatIsNotATimeout() {
        assertThatThrownBy(() -> Timeouts.DEFAULT.withRead(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timeouts.DEFAULT.withConnect(Duration.ofDays(400)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timeouts.DEFAULT.withClose(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsHandshakesByDefaultAndIdleClientsOfServers() {
        assertThat(Timeouts.DEFAULT.handshake()).isPositive();
        assertThat(Timeouts.SERVER.handshake()).isPositive();
        assertThat(Timeouts.SERVER.read()).isPositive();
        assertThat(Timeouts.SERVER.write()).isPositive();
    }

    @Test
    void writesDurationsForPeople() {
        assertThat(Timeouts.text(10_000_000_000L)).isEqualTo("10 s");
        assertThat(Timeouts.text(1_500_000_000L)).isEqualTo("1,500 ms");
        assertThat(Timeouts.text(1)).isEqualTo("1 ms");
    }
}
