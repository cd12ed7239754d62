// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.session.ClientSession;
import java.util.Arrays;

/** Sessions as clients keep them in files. */
class SessionFuzzTest {
    @FuzzTest
    void refusesASessionOrKeepsIt(byte[] input) {
        Laws.hold(input.length, () -> {
            ClientSession session = ClientSession.decode(input);
            Laws.law(Arrays.equals(session.encode(), input), "another session");
            Laws.law(!session.toString().isEmpty(), "no words");
        });
    }
}
