// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.wire.Bytes;
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

    /** The address without the port, which a client that comes again has changed: what its cookies are bound to. */
    static Bytes withoutPort(SocketAddress address) {
        boolean resolved = address instanceof InetSocketAddress inet && !inet.isUnresolved();
        return resolved ? Bytes.wrap(((InetSocketAddress) address).getAddress().getAddress()) : Bytes.EMPTY;
    }

    private static String host(InetSocketAddress inet) {
        if (inet.isUnresolved()) {
            return inet.getHostString();
        }
        String text = inet.getAddress().getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }
}
