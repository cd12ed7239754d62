// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.TlsConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.observe.Observer;
import dev.limpid.observe.TimeSource;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much memory hangs on a connection: arrays and strings by their length, everything else by a flat estimate. Configurations,
 * observers and cryptography are shared or somebody else's, and not followed. A walk over the objects gives the same number each
 * time, which no look at the heap does.
 */
final class Retained {
    private static final int OBJECT = 16;
    private static final int REFERENCE = 8;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long bytes;

    private Retained() {}

    /** The bytes that {@code connection} holds. */
    static long by(TlsConnection connection) {
        Retained retained = new Retained();
        retained.reach(connection);
        while (!retained.open.isEmpty()) {
            retained.measure(retained.open.remove());
        }
        return retained.bytes;
    }

    private void reach(Object object) {
        boolean shared = object == null
                || object instanceof TlsConfig
                || object instanceof CryptoProvider
                || object instanceof Observer
                || object instanceof TimeSource
                || object instanceof Provider
                || object instanceof Class<?>
                || object instanceof Enum<?>;
        if (!shared && seen.add(object)) {
            open.add(object);
        }
    }

    @SuppressWarnings("ByteBufferBackingArray")
    private void measure(Object object) {
        bytes += OBJECT;
        switch (object) {
            case String text -> bytes += 2L * text.length();
            case ByteBuffer buffer when buffer.hasArray() -> reach(buffer.array());
            case ByteBuffer direct -> bytes += direct.capacity();
            case Optional<?> optional -> optional.ifPresent(this::reach);
            case Collection<?> collection -> collection.forEach(this::reachFromCollection);
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    reachFromCollection(key);
                    reachFromCollection(value);
                });
            default -> measureOther(object);
        }
    }

    private void reachFromCollection(Object element) {
        bytes += 2 * REFERENCE;
        reach(element);
    }

    private void measureOther(Object object) {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            boolean primitive = type.getComponentType().isPrimitive();
            bytes += (long) Array.getLength(object) * (type == byte[].class || type == boolean[].class ? 1 : REFERENCE);
            for (int i = 0; !primitive && i < Array.getLength(object); i++) {
                reach(Array.get(object, i));
            }
        } else if (type.getName().startsWith("dev.limpid.")) {
            for (Class<?> each = type; each != Object.class && each != null; each = each.getSuperclass()) {
                fields(object, each);
            }
        } else {
            bytes += 8 * REFERENCE;
        }
    }

    private void fields(Object object, Class<?> declaring) {
        for (Field field : declaring.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            bytes += REFERENCE;
            if (!field.getType().isPrimitive() && declaring.getName().startsWith("dev.limpid.")) {
                field.setAccessible(true);
                try {
                    reach(field.get(object));
                } catch (IllegalAccessException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        }
    }
}
