// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.jsse.LimpidProvider;
import java.nio.file.Path;
import java.security.Security;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole application, {@link Application}, with and without Limpid before the JDK's own provider: none of its code changes. */
class WholeApplicationTest {
    private static final String JDK = answer("module java.base");

    @TempDir
    private Path folder;

    private Path keys;
    private Path trusted;

    @BeforeEach
    void write() {
        keys = Ingredients.file(folder, "keys.p12", Ingredients.serverKeys());
        trusted = Ingredients.file(folder, "trusted.p12", Ingredients.trusted());
    }

    @Test
    void worksBeforeWhileAndAfterLimpidIsRegistered() throws Exception {
        assertThat(inThisProcess()).isEqualTo(JDK);
        // #region register
        Security.insertProviderAt(new LimpidProvider(), 1);
        // #endregion
        try {
            assertThat(inThisProcess()).isEqualTo(answer("dev.limpid.jsse"));
        } finally {
            // #region remove
            Security.removeProvider("Limpid");
            // #endregion
        }
        assertThat(inThisProcess()).isEqualTo(JDK);
    }

    @Test
    void worksOnTheClassPath() throws Exception {
        assertThat(another().onClassPath(AnotherJvm.limpid(), arguments())).isEqualTo(answer("dev.limpid.jsse"));
    }

    @Test
    void worksOnTheClassPathWithTheOptionalLibraries() throws Exception {
        assertThat(another().onClassPath(AnotherJvm.limpidAndMore(), arguments()))
                .isEqualTo(answer("dev.limpid.jsse"));
    }

    @Test
    void worksAsANamedModule() throws Exception {
        assertThat(another().onModulePath(AnotherJvm.limpid(), arguments()))
                .isEqualTo(answer("module dev.limpid.jsse"));
    }

    @Test
    void worksAsANamedModuleWithTheOptionalLibraries() throws Exception {
        assertThat(another().onModulePath(AnotherJvm.limpidAndMore(), arguments()))
                .isEqualTo(answer("module dev.limpid.jsse"));
    }

    private String inThisProcess() throws Exception {
        return Application.serveAndAsk(keys, trusted, Ingredients.PASSWORD);
    }

    private AnotherJvm another() {
        return new AnotherJvm(folder);
    }

    private String[] arguments() {
        return new String[] {keys.toString(), trusted.toString(), Ingredients.PASSWORD};
    }

    private static String answer(String place) {
        return "server TLSv1.3 of %1$s, HTTP_2 client TLSv1.3 of %1$s, socket TLSv1.3 of %1$s".formatted(place);
    }
}
