// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.identity.DangerouslyUnverified;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.net.TrustStores;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom to trust. */
final class TrustOptions {
    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "Trust these CAs alone: a file in PEM or DER, a folder of such, PKCS#12 or JKS"
                    + " (default: this JVM's cacerts).")
    private Optional<Path> anchors = Optional.empty();

    @Option(
            names = "--capass",
            paramLabel = "PASSWORD",
            description = "The trust store's password: the word itself, env:NAME or file:PATH.")
    private Optional<String> password = Optional.empty();

    @Option(
            names = {"-k", "--insecure"},
            description =
                    "Dangerous: talk to the server whoever it is. The verdict on its certificate is told all the same.")
    private boolean insecure;

    @Mixin
    private PinnedKeys pinned = new PinnedKeys();

    boolean insecure() {
        return insecure;
    }

    /** The verifier that was asked for. @throws dev.limpid.net.StoreException if the store cannot be used */
    PeerVerifier verifier(Console console) {
        PeerVerifier verifier = pinned.verifier(anchors.isPresent(), () -> PkixVerifier.trusting(anchors(console)));
        return insecure ? DangerouslyUnverified.wrap(verifier) : verifier;
    }

    private TrustAnchors anchors(Console console) {
        return anchors.map(file -> TrustStores.load(file, Passwords.of(console, password)))
                .orElseGet(TrustStores::jvm);
    }
}
