// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ClientConfig;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.message.ClientHello;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a ClientHello is left to chance, so that no server and no device between gets used to anything that may change: values
 * that mean nothing (RFC 8701), and the order of the extensions. Made once a connection: a second ClientHello is the first one
 * again but for what it must change, and so keeps both. Pure.
 *
 * @param grease what chooses the values that mean nothing; empty for none
 * @param order what shuffles the extensions; empty to leave them in our order
 */
public record HelloVariation(Optional<Bytes> grease, Optional<Bytes> order) {
    /** Everything as it is. */
    public static final HelloVariation NONE = new HelloVariation(Optional.empty(), Optional.empty());

    private static final int GREASE_BYTES = 8;
    private static final int ORDER_BYTES = 64;

    /** What {@code config} wants varied, by its provider's randomness. */
    public static HelloVariation of(ClientConfig config) {
        return new HelloVariation(
                config.grease() ? Optional.of(random(config, GREASE_BYTES)) : Optional.empty(),
                config.permuteExtensions() ? Optional.of(random(config, ORDER_BYTES)) : Optional.empty());
    }

    /** {@code hello} varied; pre_shared_key stays last. */
    ClientHello of(ClientHello hello) {
        ClientHello shuffled = order.map(by -> hello.withExtensions(shuffled(hello.extensions(), by)))
                .orElse(hello);
        return grease.map(by -> new Greasing(by).of(shuffled)).orElse(shuffled);
    }

    private static Extensions shuffled(Extensions extensions, Bytes by) {
        List<Extension> list = new ArrayList<>(extensions.list());
        //= R4.3-8
        //= R4.3.11-15
        Optional<PreSharedKey.ClientHello> last = extensions.find(PreSharedKey.ClientHello.class);
        last.ifPresent(list::remove);
        for (int i = list.size() - 1; i > 0; i--) {
            int at = 2 * i % by.length();
            int chance = by.at(at) << 8 | by.at(at + 1);
            int other = chance % (i + 1);
            Extension moved = list.get(i);
            list.set(i, list.get(other));
            list.set(other, moved);
        }
        last.ifPresent(list::add);
        return Extensions.of(list);
    }

    private static Bytes random(ClientConfig config, int length) {
        byte[] random = new byte[length];
        config.crypto().random(random);
        return Bytes.wrap(random);
    }
}
