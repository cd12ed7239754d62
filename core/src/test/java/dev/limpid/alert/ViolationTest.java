// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViolationTest {
    @ParameterizedTest
    @EnumSource
    void saysWhichAlertAnswersItAndWhichSectionSetsIt(Violation violation) {
        assertThat(violation.alert().isKnown()).isTrue();
        assertThat(violation.alert()).isNotIn(AlertDescription.CLOSE_NOTIFY, AlertDescription.USER_CANCELED);
        assertThat(violation.section()).matches("RFC \\d{4} [0-9]+(\\.[0-9]+)*");
        assertThat(violation.sentence()).matches("[a-zA-Z].*[^.]");
    }

    @Test
    void addsDetailToItsSentence() {
        assertThat(new ViolationException(Violation.DUPLICATE_EXTENSION))
                .hasMessage("an extension came twice in one block");
        ViolationException detailed = new ViolationException(Violation.DUPLICATE_EXTENSION, "cookie");
        assertThat(detailed).hasMessage("an extension came twice in one block: cookie");
        assertThat(detailed.violation()).isEqualTo(Violation.DUPLICATE_EXTENSION);
        assertThat(detailed.detail()).isEqualTo("cookie");
    }
}
