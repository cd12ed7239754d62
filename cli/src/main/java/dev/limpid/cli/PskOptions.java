// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.Psk;
import dev.limpid.session.PskImporter;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Keys that both sides were given before, instead of certificates. */
final class PskOptions {
    private static final List<HashAlgorithm> HASHES = List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384);

    @Option(
            names = "--psk",
            paramLabel = "IDENTITY:KEY",
            description =
                    "A key that both sides have, in hexadecimal, 16 bytes or more, and the name that it goes by; or"
                            + " IDENTITY:env:NAME, IDENTITY:file:PATH, so that no other user sees it in the list of processes. Repeatable.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--psk-hash",
            paramLabel = "sha256|sha384",
            defaultValue = "sha256",
            description =
                    "The hash that the keys are for (default: ${DEFAULT-VALUE}); it decides which suites go with them.")
    private String hash = "sha256";

    @Option(
            names = "--psk-import",
            description = "Import the keys (RFC 9258), one for each hash; the other side must do the same.")
    private boolean imported;

    /** Whether any were named. */
    boolean given() {
        return !keys.isEmpty();
    }

    /** The keys that were named. */
    List<ExternalPsk> list(Console console, CryptoProvider crypto) {
        if (keys.isEmpty() && (imported || hash().equals(HashAlgorithm.SHA384))) {
            throw Refusal.usage("--psk-hash and --psk-import are about keys", "name one: --psk IDENTITY:KEY");
        }
        List<ExternalPsk> all = new ArrayList<>();
        Set<Bytes> identities = new HashSet<>();
        for (String text : keys) {
            ExternalPsk key = key(console, text);
            if (!identities.add(key.identity())) {
                throw Refusal.usage("two --psk have the same identity", "give each key a name of its own");
            }
            all.addAll(imported ? new PskImporter(crypto).imported(key, Bytes.EMPTY, HASHES) : List.of(key));
        }
        return all;
    }

    private ExternalPsk key(Console console, String text) {
        int end = endOfIdentity(text);
        byte[] bytes = bytes(Passwords.value(console, text.substring(end + 1)).strip());
        try {
            if (bytes.length < ExternalPsk.SHORTEST_KEY || bytes.length > 0xff) {
                throw Refusal.usage(
                        "a --psk has " + bytes.length + " bytes",
                        "give 16 to 255 random ones in hexadecimal: openssl rand -hex 32");
            }
            return ExternalPsk.of(Bytes.ofUtf8(text.substring(0, end)), Psk.of(bytes), hash());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The colon before the key; an identity may have colons of its own. What is wrong is told without the key. */
    private static int endOfIdentity(String text) {
        int named = Math.max(text.lastIndexOf(":env:"), text.lastIndexOf(":file:"));
        int end = named >= 0 ? named : text.lastIndexOf(':');
        if (end < 1) {
            throw Refusal.usage("a --psk is no IDENTITY:KEY", "write --psk client-1:00112233445566778899aabbccddeeff");
        }
        return end;
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(
                    "the key of a --psk is not hexadecimal", "give two digits a byte: openssl rand -hex 32");
        }
    }

    private HashAlgorithm hash() {
        return switch (hash.toLowerCase(Locale.ROOT).replace("-", "")) {
            case "sha256" -> HashAlgorithm.SHA256;
            case "sha384" -> HashAlgorithm.SHA384;
            default ->
                throw Refusal.usage("--psk-hash " + Refusal.quoted(hash) + " is unknown", "take sha256 or sha384");
        };
    }
}
