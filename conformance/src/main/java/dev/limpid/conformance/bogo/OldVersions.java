// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.Violation;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.ProtocolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions that this shim has not. Many tests ask for one by nothing but the runner's hello. */
final class OldVersions {
    private static final Map<ProtocolVersion, String> DISABLED_BY = Map.of(
            ProtocolVersion.TLS10, "-no-tls1",
            ProtocolVersion.TLS11, "-no-tls11",
            ProtocolVersion.TLS12, "-no-tls12");

    private OldVersions() {}

    /** Whether {@code failure} is only for lack of a version that the runner spoke and flags allow. */
    static boolean areMissing(Settings settings, Attempt attempt, TlsException failure) {
        boolean other = !failure.violation().equals(Optional.of(Violation.UNSUPPORTED_VERSION));
        if (other || attempt.witness().retried()) {
            return false;
        }
        if (settings.isServer()) {
            return attempt.witness()
                    .clientHello()
                    .map(hello -> offered(hello).anyMatch(version -> isAllowed(settings, version)))
                    .orElse(false);
        }
        // TLS 1.2 has no place for a session of TLS 1.3 or an imported key: there the version is what the test is about
        boolean offersKey = attempt.session().get().isPresent()
                || !attempt.keys().keys().isEmpty() && !settings.has("-verify-peer");
        return !offersKey
                && attempt.witness()
                        .serverHello()
                        .map(hello -> isAllowed(settings, hello.legacyVersion()))
                        .orElse(false);
    }

    private static Stream<ProtocolVersion> offered(ClientHello hello) {
        return hello.extensions()
                .find(SupportedVersions.ClientHello.class)
                .map(SupportedVersions.ClientHello::versions)
                .map(List::stream)
                .orElseGet(() -> DISABLED_BY.keySet().stream()
                        .filter(version ->
                                version.code() <= hello.legacyVersion().code()));
    }

    private static boolean isAllowed(Settings settings, ProtocolVersion version) {
        int least = settings.flags().number("-min-version").orElse(0);
        return DISABLED_BY.containsKey(version)
                && !settings.has(DISABLED_BY.getOrDefault(version, ""))
                && version.code() >= least;
    }
}
