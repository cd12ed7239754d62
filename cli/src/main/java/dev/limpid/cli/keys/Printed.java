// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.keys;

import dev.limpid.inspect.KeyTree;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.util.Optional;

/** What RFC 8448 prints as the value of each secret. */
final class Printed {
    private final Trace trace;

    /** The values of {@code trace}. */
    Printed(Trace trace) {
        this.trace = trace;
    }

    /** The value of a secret; empty if the RFC doesn't print it. */
    Optional<Bytes> value(KeyTree.Name name) {
        return switch (name.kind()) {
            case SHARED_SECRET -> trace.find("extract secret \"handshake\"", "IKM");
            case EARLY_SECRET -> trace.find("extract secret \"early\"", "secret");
            case HANDSHAKE_SECRET -> trace.find("extract secret \"handshake\"", "secret");
            case MAIN_SECRET -> trace.find("extract secret \"master\"", "secret");
            case BINDER_KEY -> trace.find("calculate PSK binder", "PRK");
            case CLIENT_EARLY_TRAFFIC -> derived("c e traffic");
            case EARLY_EXPORTER -> derived("e exp master");
            case CLIENT_HANDSHAKE_TRAFFIC -> derived("c hs traffic");
            case SERVER_HANDSHAKE_TRAFFIC -> derived("s hs traffic");
            case CLIENT_APPLICATION_TRAFFIC -> derived("c ap traffic");
            case SERVER_APPLICATION_TRAFFIC -> derived("s ap traffic");
            case EXPORTER -> derived("exp master");
            case RESUMPTION -> derived("res master");
            case FINISHED_KEY -> finished(name);
            case WRITE_KEY -> traffic(name, "key expanded");
            case WRITE_IV -> traffic(name, "iv expanded");
        };
    }

    private Optional<Bytes> derived(String label) {
        return trace.find("derive secret \"tls13 " + label + "\"", "expanded");
    }

    private Optional<Bytes> finished(KeyTree.Name name) {
        boolean binder = name.of().filter(k -> k == SecretKind.BINDER_KEY).isPresent();
        return binder
                ? trace.find("calculate PSK binder", "expanded")
                : trace.find(sender(name), "calculate finished", "expanded");
    }

    /** The RFC prints a direction's keys at whichever end comes to them first. */
    private Optional<Bytes> traffic(KeyTree.Name name, String field) {
        String sender = sender(name);
        String receiver = sender.equals("client") ? "server" : "client";
        String data = protectedBy(name);
        return trace.find(sender, "derive write traffic keys for " + data, field)
                .or(() -> trace.find(receiver, "derive read traffic keys for " + data, field));
    }

    private static String protectedBy(KeyTree.Name name) {
        return switch (name.of().orElse(SecretKind.MAIN_SECRET)) {
            case CLIENT_EARLY_TRAFFIC -> "early application data";
            case CLIENT_HANDSHAKE_TRAFFIC, SERVER_HANDSHAKE_TRAFFIC -> "handshake data";
            default -> "application data";
        };
    }

    private static String sender(KeyTree.Name name) {
        return name.of().flatMap(SecretKind::sender).orElse(Side.CLIENT).toString();
    }
}
