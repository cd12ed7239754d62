// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Secrets under keys, bounded in number, in number under each key, and in bytes. Those of the key that was not used for longest go
 * first, and what is forgotten is zeroed. Thread-safe.
 */
final class BoundedSecrets<K, V> {
    /** What has to be known of a secret. */
    interface Nature<V> {
        /** How much memory it takes, in bytes. */
        long weight(V secret);

        boolean isExpired(V secret, Instant now);

        void zero(V secret);
    }

    private final Nature<V> nature;
    private final int most;
    private final int mostPerKey;
    private final long mostBytes;
    private final Map<K, Deque<V>> secrets = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private int count;
    private long bytes;

    BoundedSecrets(Nature<V> nature, int most, int mostPerKey, long mostBytes) {
        this.nature = nature;
        this.most = most;
        this.mostPerKey = mostPerKey;
        this.mostBytes = mostBytes;
    }

    /** Owns {@code secret} from now on, and forgets what there is no room for any more, be it this one. */
    void put(K key, V secret, Instant now) {
        lock.lock();
        try {
            if (nature.weight(secret) > mostBytes || nature.isExpired(secret, now)) {
                nature.zero(secret);
                return;
            }
            Deque<V> ofKey = secrets.computeIfAbsent(key, _ -> new ArrayDeque<>(1));
            ofKey.addFirst(secret);
            count++;
            bytes += nature.weight(secret);
            while (ofKey.size() > mostPerKey) {
                forget(ofKey.removeLast());
            }
            evict(now);
        } finally {
            lock.unlock();
        }
    }

    /** What {@code view} makes of the newest secret under {@code key}, which stays; {@code view} keeps nothing of it. */
    <R> Optional<R> look(K key, Instant now, Function<V, R> view) {
        lock.lock();
        try {
            return Optional.ofNullable(secrets.get(key))
                    .map(Deque::peekFirst)
                    .filter(newest -> !nature.isExpired(newest, now))
                    .map(view);
        } finally {
            lock.unlock();
        }
    }

    /** The newest secret under {@code key}, which is the caller's from now on. */
    Optional<V> take(K key, Instant now) {
        lock.lock();
        try {
            Deque<V> ofKey = secrets.get(key);
            if (ofKey == null) {
                return Optional.empty();
            }
            forgetExpired(ofKey, now);
            Optional<V> newest = Optional.ofNullable(ofKey.pollFirst());
            newest.ifPresent(this::uncount);
            if (ofKey.isEmpty()) {
                secrets.remove(key);
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all under {@code key}. */
    void remove(K key) {
        lock.lock();
        try {
            Deque<V> ofKey = secrets.remove(key);
            if (ofKey != null) {
                ofKey.forEach(this::forget);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all. */
    void clear() {
        lock.lock();
        try {
            secrets.values().forEach(ofKey -> ofKey.forEach(this::forget));
            secrets.clear();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return size() + " of at most " + most + " sessions";
    }

    //= R4.3.11.1-1
    //= R4.7.1-12
    private void forgetExpired(Deque<V> ofKey, Instant now) {
        ofKey.removeIf(kept -> {
            boolean expired = nature.isExpired(kept, now);
            if (expired) {
                forget(kept);
            }
            return expired;
        });
    }

    /** From the key that was not used for longest: what has expired, and the oldest while there is too much. */
    private void evict(Instant now) {
        Iterator<Deque<V>> keys = secrets.values().iterator();
        while (keys.hasNext()) {
            Deque<V> eldest = keys.next();
            forgetExpired(eldest, now);
            while (!eldest.isEmpty() && (count > most || bytes > mostBytes)) {
                forget(eldest.removeLast());
            }
            if (!eldest.isEmpty()) {
                return;
            }
            keys.remove();
        }
    }

    private void forget(V secret) {
        uncount(secret);
        nature.zero(secret);
    }

    private void uncount(V secret) {
        count--;
        bytes -= nature.weight(secret);
    }
}
