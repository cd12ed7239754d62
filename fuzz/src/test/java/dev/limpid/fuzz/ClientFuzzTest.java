// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.observe.Side;

/** A client whose peer says anything at all. An input is a {@link Script}. */
class ClientFuzzTest {
    @FuzzTest
    void takesAnythingFromItsPeer(byte[] input) {
        Laws.hold(input.length, () -> Victim.of(Side.CLIENT, Script.decode(input)));
    }
}
