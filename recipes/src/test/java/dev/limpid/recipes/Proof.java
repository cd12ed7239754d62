// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.jsse.LimpidFailure;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.registry.NamedGroup;
import java.io.IOException;
import javax.net.ssl.SSLSession;

/** Proof that a connection was made by the provider under test, and by nobody else. */
final class Proof {
    private Proof() {}

    /** Fails unless this session is TLS 1.3 of the provider under test, and with Limpid on both sides post-quantum. */
    static void of(SSLSession session) {
        of(session, NamedGroup.X25519MLKEM768);
    }

    /** As {@link #of(SSLSession)}, with a peer that prefers that group. */
    static void of(SSLSession session, NamedGroup group) {
        assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
        assertThat(session.getCipherSuite()).startsWith("TLS_");
        assertThat(session.isValid()).isTrue();
        // The JDK's HttpClient shows a copy of a session, but the session's own context.
        assertThat(session.getSessionContext().getClass().getPackageName())
                .isEqualTo(Ingredients.isLimpid() ? "dev.limpid.jsse" : "sun.security.ssl");
        if (session instanceof LimpidSession limpid) {
            assertThat(limpid.facts().orElseThrow().group()).contains(group);
        }
    }

    /** Fails unless {@code thrown} says that the server's certificate is somebody else's, who is not who was asked for. */
    static void isRefusalOfName(Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class);
        if (Ingredients.isLimpid()) {
            assertThat(LimpidFailure.of(thrown))
                    .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("CERTIFICATE_NAME_MISMATCH"));
        }
    }
}
