// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ConfigBuilder;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a side offers or accepts, by the names that other tools use too. */
final class OfferOptions {
    private static final Map<String, NamedGroup> OTHER_NAMES = Map.of(
            "p-256", NamedGroup.SECP256R1,
            "p256", NamedGroup.SECP256R1,
            "prime256v1", NamedGroup.SECP256R1,
            "p-384", NamedGroup.SECP384R1,
            "p384", NamedGroup.SECP384R1,
            "p-521", NamedGroup.SECP521R1,
            "p521", NamedGroup.SECP521R1);

    @Option(
            names = "--alpn",
            split = ",",
            paramLabel = "PROTOCOL",
            description = "Application protocols, in order of preference: --alpn h2,http/1.1")
    private List<String> alpn = new ArrayList<>();

    @Option(
            names = {"--groups", "--curves"},
            split = "[,:]",
            paramLabel = "GROUP",
            description = "Key-exchange groups, in order of preference: --groups X25519MLKEM768,x25519")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--ciphersuites",
            split = "[,:]",
            paramLabel = "SUITE",
            description = "Cipher suites, in order of preference: --ciphersuites TLS_AES_128_GCM_SHA256")
    private List<String> suites = new ArrayList<>();

    @Option(
            names = "--sigalgs",
            split = "[,:]",
            paramLabel = "SCHEME",
            description = "Signature schemes to accept, in order of preference: --sigalgs ed25519")
    private List<String> schemes = new ArrayList<>();

    /** Puts what was named into {@code builder}; the rest stays as {@code crypto} has it. */
    void applyTo(ConfigBuilder<?> builder, CryptoProvider crypto) {
        try {
            if (!alpn.isEmpty()) {
                builder.alpn(alpn);
            }
            if (!groups.isEmpty()) {
                builder.groups(chosen("group", groups, crypto.supportedGroups(), OTHER_NAMES));
            }
            if (!suites.isEmpty()) {
                builder.cipherSuites(chosen("cipher suite", suites, crypto.cipherSuites(), Map.of()));
            }
            if (!schemes.isEmpty()) {
                builder.signatureSchemes(chosen("signature scheme", schemes, crypto.signatureSchemes(), Map.of()));
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(Refusal.quoted(String.valueOf(e.getMessage())), "name each once");
        }
    }

    private static <T> List<T> chosen(String what, List<String> names, List<T> available, Map<String, T> otherNames) {
        Map<String, T> byName = available.stream().collect(Collectors.toMap(OfferOptions::key, t -> t));
        List<T> chosen = new ArrayList<>();
        for (String name : names) {
            T value = byName.getOrDefault(key(name), otherNames.get(key(name)));
            if (value == null || !available.contains(value)) {
                throw Refusal.usage(
                        "there is no " + what + " \"" + Refusal.quoted(name) + "\" here",
                        "take some of: "
                                + available.stream().map(Object::toString).collect(Collectors.joining(" ")));
            }
            chosen.add(value);
        }
        return chosen;
    }

    private static String key(Object name) {
        return name.toString().strip().toLowerCase(Locale.ROOT);
    }
}
