// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.Trouble;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Opens TCP connections as the command line says: which addresses stand for a name, and which of them are tried.
 *
 * @param resolved addresses that replace the DNS's, by {@code host:port}
 * @param family whose addresses count
 */
record Dialer(Map<String, List<InetAddress>> resolved, Family family) {
    /** Kinds of addresses. */
    enum Family {
        ANY,
        IPV4,
        IPV6;

        boolean has(InetAddress address) {
            return switch (this) {
                case ANY -> true;
                case IPV4 -> address instanceof Inet4Address;
                case IPV6 -> address instanceof Inet6Address;
            };
        }
    }

    /** What came of it. */
    sealed interface Outcome {
        /**
         * A connection, in blocking mode.
         *
         * @param nanos how long the kernel took for SYN, SYN-ACK, ACK
         */
        record Connected(SocketChannel channel, long nanos) implements Outcome {}

        /** None. */
        record Failed(Trouble trouble) implements Outcome {}
    }

    /** Connects to the first address of {@code target} that accepts, within {@code timeout} for all of them. */
    Outcome dial(Target target, Duration timeout) {
        List<InetAddress> addresses;
        try {
            addresses = addresses(target);
        } catch (UnknownHostException e) {
            return new Outcome.Failed(new Trouble.NameUnknown(target.host().text(), "the name has no address"));
        }
        if (addresses.isEmpty()) {
            String kind = family == Family.IPV4 ? "IPv4" : "IPv6";
            return new Outcome.Failed(new Trouble.NameUnknown(target.host().text(), "it has no " + kind + " address"));
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        Trouble trouble = new Trouble.ConnectTimeout(target.address(), timeout);
        for (int i = 0; i < addresses.size() && System.nanoTime() < deadline; i++) {
            long share = (deadline - System.nanoTime()) / (addresses.size() - i);
            switch (dial(new InetSocketAddress(addresses.get(i), target.port()), share)) {
                case Outcome.Connected connected -> {
                    return connected;
                }
                case Outcome.Failed failed -> trouble = failed.trouble;
            }
        }
        return new Outcome.Failed(trouble);
    }

    private List<InetAddress> addresses(Target target) throws UnknownHostException {
        List<InetAddress> all = resolved.getOrDefault(target.address(), List.of());
        if (all.isEmpty()) {
            all = Arrays.asList(InetAddress.getAllByName(target.host().text()));
        }
        return all.stream().filter(family::has).toList();
    }

    private static Outcome dial(InetSocketAddress address, long nanos) {
        String text = text(address);
        long began = System.nanoTime();
        try {
            SocketChannel channel = open(address, nanos);
            return new Outcome.Connected(channel, System.nanoTime() - began);
        } catch (SocketTimeoutException e) {
            return new Outcome.Failed(new Trouble.ConnectTimeout(text, Duration.ofNanos(nanos)));
        } catch (IOException e) {
            String detail = String.valueOf(e.getMessage());
            boolean refused = detail.contains("refused");
            return new Outcome.Failed(refused ? new Trouble.Refused(text) : new Trouble.Unreachable(text, detail));
        }
    }

    private static SocketChannel open(InetSocketAddress address, long nanos) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, (int) Math.max(1, nanos / 1_000_000));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
