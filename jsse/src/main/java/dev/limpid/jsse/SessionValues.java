// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import org.jspecify.annotations.Nullable;

/** What an application keeps with a session; values that want to know are told that they came and went. Thread-safe. */
final class SessionValues {
    private final Map<String, Object> values = new ConcurrentHashMap<>();

    void put(SSLSession session, @Nullable String name, @Nullable Object value) {
        String key = checked(name);
        Object present = checked(value);
        unbound(session, key, values.put(key, present));
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
        unbound(session, key, values.remove(key));
    }

    String[] names() {
        return values.keySet().toArray(String[]::new);
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
