// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import org.jspecify.annotations.Nullable;

/** What an application keeps with a session; values that want to know are told that they came and went. Thread-safe. */
final class SessionValues {
    private volatile Map<String, Object> values = Map.of();

    void put(SSLSession session, @Nullable String name, @Nullable Object value) {
        String key = checked(name);
        Object present = checked(value);
        unbound(session, key, replace(key, present));
        if (present instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, key));
        }
    }

    @Nullable
    Object get(@Nullable String name) {
        return values.get(checked(name));
    }

    void remove(SSLSession session, @Nullable String name) {
        String key = checked(name);
        unbound(session, key, replace(key, null));
    }

    String[] names() {
        return values.keySet().toArray(String[]::new);
    }

    /** Most sessions have none, few have many. */
    private synchronized @Nullable Object replace(String key, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        Object former = value == null ? changed.remove(key) : changed.put(key, value);
        values = Map.copyOf(changed);
        return former;
    }

    private static void unbound(SSLSession session, String name, @Nullable Object former) {
        if (former instanceof SSLSessionBindingListener listener) {
            listener.valueUnbound(new SSLSessionBindingEvent(session, name));
        }
    }

    private static <T> T checked(@Nullable T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("a session's values and their names are not null");
        }
        return argument;
    }
}
