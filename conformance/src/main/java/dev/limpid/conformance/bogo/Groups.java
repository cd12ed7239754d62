// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.NamedGroup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which groups a client offers, and for which it sends a share.
 *
 * @param offered in order of preference
 * @param shared in the same order
 */
record Groups(List<NamedGroup> offered, List<NamedGroup> shared) {
    private static final Set<NamedGroup> POST_QUANTUM = Set.of(
            NamedGroup.X25519MLKEM768,
            NamedGroup.SECP256R1MLKEM768,
            NamedGroup.SECP384R1MLKEM1024,
            NamedGroup.MLKEM512,
            NamedGroup.MLKEM768,
            NamedGroup.MLKEM1024);

    static Groups of(FlagValues flags, CryptoProvider crypto) {
        List<NamedGroup> offered = flags.numbers("-curves").stream()
                .map(code -> supported(code, crypto))
                .toList();
        return shares(flags, offered.isEmpty() ? crypto.groups() : offered, crypto);
    }

    private static Groups shares(FlagValues flags, List<NamedGroup> offered, CryptoProvider crypto) {
        List<Integer> hint = flags.numbers("-server-supported-groups-hint");
        Optional<NamedGroup> expected =
                offered.stream().filter(group -> hint.contains(group.code())).findFirst();
        if (expected.isPresent()) {
            return new Groups(offered, List.of(expected.get()));
        }
        if (flags.has("-key-shares") || flags.has("-no-key-shares")) {
            return new Groups(
                    offered,
                    flags.numbers("-key-shares").stream()
                            .map(code -> supported(code, crypto))
                            .toList());
        }
        return new Groups(offered, likely(offered));
    }

    /** The most wanted group of either kind, which is what the runner expects of a client that was told nothing. */
    private static List<NamedGroup> likely(List<NamedGroup> offered) {
        Optional<NamedGroup> classic =
                offered.stream().filter(group -> !POST_QUANTUM.contains(group)).findFirst();
        Optional<NamedGroup> postQuantum =
                offered.stream().filter(POST_QUANTUM::contains).findFirst();
        List<NamedGroup> either =
                Stream.concat(classic.stream(), postQuantum.stream()).toList();
        return offered.stream().filter(either::contains).toList();
    }

    private static NamedGroup supported(int code, CryptoProvider crypto) {
        NamedGroup group = new NamedGroup(code);
        if (!crypto.supportedGroups().contains(group)) {
            throw new Unimplemented("group " + group);
        }
        return group;
    }
}
