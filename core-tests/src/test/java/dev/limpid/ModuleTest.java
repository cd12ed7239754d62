// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import org.junit.jupiter.api.Test;

class ModuleTest {

    @Test
    void coreNeedsNothingButJavaBase() throws IOException {
        assertThat(core().requires())
                .filteredOn(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void statesAndNegotiationStayInside() throws IOException {
        assertThat(core().exports())
                .filteredOn(exported -> !exported.isQualified())
                .extracting(Exports::source)
                .doesNotContain(
                        "dev.limpid.record",
                        "dev.limpid.keyschedule",
                        "dev.limpid.transcript",
                        "dev.limpid.negotiate",
                        "dev.limpid.handshake",
                        "dev.limpid.handshake.client",
                        "dev.limpid.handshake.server");
    }

    private static ModuleDescriptor core() throws IOException {
        // The tests run on the class path, where several modules may lie side by side.
        for (var urls = ModuleTest.class.getClassLoader().getResources("module-info.class"); urls.hasMoreElements(); ) {
            try (InputStream in = urls.nextElement().openStream()) {
                ModuleDescriptor found = ModuleDescriptor.read(in);
                if (found.name().equals("dev.limpid.core")) {
                    return found;
                }
            }
        }
        throw new AssertionError("dev.limpid.core is not on the class path");
    }
}
