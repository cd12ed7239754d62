// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Writes addresses for people: {@code 192.0.2.7:443}, {@code [2001:db8::7]:443}; never looks a name up. */
final class Addresses {
    private Addresses() {}

    static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        return host(inet) + ":" + inet.getPort();
    }

    private static String host(InetSocketAddress inet) {
        if (inet.isUnresolved()) {
            return inet.getHostString();
        }
        String text = inet.getAddress().getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }
}
