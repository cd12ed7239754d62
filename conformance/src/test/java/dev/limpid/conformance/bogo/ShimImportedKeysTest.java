// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.session.PskImporter;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that were there before the first connection. */
class ShimImportedKeysTest {
    private static final Bytes KEY = Bytes.ofHex("41424344".repeat(8));
    private static final Bytes CONTEXT = Bytes.ofUtf8("context");
    private static final Bytes IDENTITY = Bytes.ofUtf8("identity");

    private final Acquainted known = new Acquainted();

    private static List<String> key(String hash) {
        return List.of(
                "-new-psk-credential",
                "-psk-importer-key",
                base64(KEY),
                "-psk-importer-identity",
                base64(IDENTITY),
                "-psk-importer-context",
                base64(CONTEXT),
                "-psk-importer-" + hash,
                "-expect-selected-credential",
                "0");
    }

    private static List<ExternalPsk> imported(HashAlgorithm hash) {
        return new PskImporter(Lab.CRYPTO)
                .imported(
                        ExternalPsk.of(IDENTITY, Psk.of(KEY.toArray()), hash),
                        CONTEXT,
                        List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384));
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384"})
    void aClientUsesAnImportedKey(String hash) {
        ServerConfig keyed = known.server().toBuilder()
                .externalPsks(ExternalPsks.of(imported(HashAlgorithm.valueOf(hash.toUpperCase(java.util.Locale.ROOT)))))
                .build();

        MiniRunner.run(
                        key(hash),
                        shim -> Peers.server(shim, keyed)
                                .handshake()
                                .exchange("a key")
                                .close())
                .passed();
    }

    @Test
    void aClientWithAKeyTakesNoCertificateInstead() {
        MiniRunner.run(key("sha256"), shim -> {
                    var _ = Assertions.catchThrowableOfType(
                            TlsException.class,
                            () -> Peers.server(shim, known.server()).handshake());
                })
                .failedWith(":PSK_NOT_SELECTED:");
    }

    @Test
    void aServerUsesAnImportedKey() {
        ClientConfig keyed = known.client().toBuilder()
                .externalPsks(imported(HashAlgorithm.SHA256))
                .build();
        List<String> flags = new ArrayList<>(List.of("-server"));
        flags.addAll(key("sha256"));

        MiniRunner.run(
                        flags,
                        shim -> Peers.client(shim, keyed)
                                .handshake()
                                .exchange("a key")
                                .close())
                .passed();
    }
}
