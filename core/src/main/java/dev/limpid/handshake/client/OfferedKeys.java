// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.extension.PreSharedKey;
import dev.limpid.handshake.PskSecret;
import dev.limpid.keyschedule.BinderKey;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.negotiate.OfferedPsk;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The keys that a client offers, each with the early secret that comes of it. Not thread-safe. */
final class OfferedKeys {
    private final ClientContext context;
    private final List<Labelled> keys;
    private final List<EarlySecret> secrets = new ArrayList<>();

    /**
     * A key and its label.
     *
     * @param identity at a moment, since a ticket's has its age in it
     */
    record Labelled(KnownPsk psk, Function<Instant, PreSharedKey.Identity> identity) {}

    private OfferedKeys(ClientContext context, List<Labelled> keys) {
        this.context = context;
        this.keys = List.copyOf(keys);
    }

    /** Derives the early secrets of {@code keys}. */
    static OfferedKeys of(ClientContext context, List<Labelled> keys) {
        OfferedKeys offered = new OfferedKeys(context, keys);
        for (Labelled key : keys) {
            offered.secrets.add(PskSecret.early(context.config().crypto(), context.recorder(), key.psk()));
            key.psk().forget();
        }
        return offered;
    }

    /** The keys as they are offered now: the age of a ticket counts to this moment. */
    List<OfferedPsk> offered() {
        Instant now = context.config().time().now();
        return keys.stream()
                .map(key -> new OfferedPsk(key.psk(), key.identity().apply(now)))
                .toList();
    }

    /** {@code offer}, whose keys are among these, with its binders over the transcript so far and itself (section 4.3.11.2). */
    ClientOffer bind(ClientOffer offer) {
        if (offer.psks().isEmpty()) {
            return offer;
        }
        Bytes truncated = offer.hello().truncatedForBinders();
        List<Bytes> binders = new ArrayList<>();
        for (OfferedPsk each : offer.psks()) {
            BinderKey key = secretOf(each).binderKey();
            binders.add(key.binder(context.transcript().hashWith(each.key().hash(), truncated)));
            key.destroy();
        }
        return offer.withBinders(binders);
    }

    /** The early secret of {@code offered}, which stays. */
    EarlySecret secretOf(OfferedPsk offered) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).psk().equals(offered.key())) {
                return secrets.get(i);
            }
        }
        throw new IllegalStateException("a key that was not offered");
    }

    /** The early secret of {@code offered}; those of all others are gone. */
    EarlySecret select(OfferedPsk offered) {
        EarlySecret selected = secretOf(offered);
        secrets.remove(selected);
        destroy();
        return selected;
    }

    /** Forgets the early secrets. Does nothing the second time. */
    void destroy() {
        secrets.forEach(EarlySecret::destroy);
    }
}
