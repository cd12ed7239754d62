// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The keys that seal and open tickets; the first one seals. Either supplied, or made here as they age. Thread-safe. */
final class TicketKeyRing {
    /** Since when a key is in use. A retired key is kept for a while after its secret is gone, so that its tickets are recognised. */
    private record Held(TicketKey key, Instant since) {}

    private final CryptoProvider crypto;
    private final Optional<KeyRotation> rotation;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Held> ring = List.of();

    private TicketKeyRing(CryptoProvider crypto, Optional<KeyRotation> rotation) {
        this.crypto = crypto;
        this.rotation = rotation;
    }

    static TicketKeyRing rotating(CryptoProvider crypto, KeyRotation rotation) {
        return new TicketKeyRing(crypto, Optional.of(rotation));
    }

    static TicketKeyRing supplied(CryptoProvider crypto, List<TicketKey> keys) {
        TicketKeyRing ring = new TicketKeyRing(crypto, Optional.empty());
        ring.replace(keys);
        return ring;
    }

    Duration longestLifetime() {
        return rotation.map(KeyRotation::acceptance).orElse(TicketTerms.LONGEST_LIFETIME);
    }

    /** A copy of the key that seals now; the caller destroys it. */
    TicketKey sealing(Instant now) {
        lock.lock();
        try {
            rotation.ifPresent(rule -> rotate(rule, now));
            return ring.getFirst().key.copy();
        } finally {
            lock.unlock();
        }
    }

    /** A copy of the key of that name, which the caller destroys; or why there is none. */
    Found find(Bytes name, Instant now) {
        lock.lock();
        try {
            rotation.ifPresent(rule -> retire(rule, now));
            for (Held held : ring) {
                if (held.key.name().equals(name)) {
                    return held.key.isDestroyed()
                            ? new Found.No(TicketOpening.Reason.KEY_RETIRED)
                            : new Found.Key(held.key.copy());
                }
            }
            return new Found.No(TicketOpening.Reason.NOT_OURS);
        } finally {
            lock.unlock();
        }
    }

    /** The result of a search. */
    sealed interface Found {
        record Key(TicketKey key) implements Found {}

        record No(TicketOpening.Reason reason) implements Found {}
    }

    void replace(List<TicketKey> keys) {
        if (rotation.isPresent()) {
            throw new IllegalStateException("these tickets make their keys themselves");
        }
        Set<Bytes> names = new HashSet<>();
        if (keys.isEmpty() || !keys.stream().map(TicketKey::name).allMatch(names::add)) {
            throw new IllegalArgumentException("ticket keys are one or more, and no two have the same name");
        }
        List<Held> next =
                keys.stream().map(key -> new Held(key.copy(), Instant.EPOCH)).toList();
        lock.lock();
        try {
            ring.forEach(held -> held.key.destroy());
            ring = next;
        } finally {
            lock.unlock();
        }
    }

    private void rotate(KeyRotation rule, Instant now) {
        retire(rule, now);
        if (ring.isEmpty() || !seals(ring.getFirst(), rule, now)) {
            List<Held> next = new ArrayList<>(ring);
            next.addFirst(new Held(TicketKey.random(crypto), now));
            while (next.size() > rule.mostKeys()) {
                next.removeLast().key.destroy();
            }
            ring = List.copyOf(next);
        }
    }

    /** A clock that went back by more than a period must not keep a key in use until it has caught up. */
    private static boolean seals(Held held, KeyRotation rule, Instant now) {
        return !held.key.isDestroyed()
                && now.isBefore(held.since.plus(rule.period()))
                && now.isAfter(held.since.minus(rule.period()));
    }

    /** Zeroes the keys that open nothing any more, and forgets those that have been gone for long. */
    private void retire(KeyRotation rule, Instant now) {
        for (Held held : ring) {
            if (!now.isBefore(held.since.plus(rule.life()))) {
                held.key.destroy();
            }
        }
        ring = ring.stream()
                .filter(held -> now.isBefore(held.since.plus(rule.life()).plus(rule.acceptance())))
                .toList();
    }
}
