// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.identity.ServerName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names of servers as people and peers write them. */
class NameFuzzTest {
    @FuzzTest
    void refusesANameOrKeepsIt(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Laws.hold(input.length, () -> {
            Optional<ServerName> name = ServerName.parse(text);
            if (name.isPresent()) {
                Laws.law(ServerName.of(name.get().text()).equals(name.get()), "another name");
                return;
            }
            try {
                ServerName.of(text);
                Laws.law(false, "refused and accepted");
            } catch (IllegalArgumentException refused) {
                // It may say the name twice, with six characters for one that is not shown.
                Laws.law(refused.getMessage().length() < 200 + 16 * text.length(), "a long complaint");
            }
        });
    }
}
