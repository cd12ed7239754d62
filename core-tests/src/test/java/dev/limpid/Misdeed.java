// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.Unknown;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Something that a peer must not do.
 *
 * @param act does it, and returns who stood before the victim
 */
record Misdeed(String name, Violation violation, Supplier<Impostor> act) {
    @Override
    public String toString() {
        return name + " → " + violation;
    }

    /** In {@code relay}, the next message of that type to {@code victim} is changed. */
    @SuppressWarnings("unchecked")
    static <M extends HandshakeMessage> Misdeed changed(
            String name,
            Violation violation,
            Supplier<Relay> relay,
            Side victim,
            HandshakeType type,
            UnaryOperator<M> change) {
        return changedBytes(name, violation, relay, victim, type, bytes -> {
            M message = (M) TraceEnd.decode(bytes);
            return HandshakeCodec.encode(change.apply(message));
        });
    }

    static Misdeed changedBytes(
            String name,
            Violation violation,
            Supplier<Relay> begin,
            Side victim,
            HandshakeType type,
            UnaryOperator<Bytes> change) {
        return new Misdeed(name, violation, () -> {
            Relay relay = begin.get();
            if (!relay.bringToMessage(victim, type)) {
                throw new AssertionError("no " + type + " for the " + victim);
            }
            Bytes before = relay.queue(victim).element().content();
            Bytes after = change.apply(before);
            if (before.equals(after)) {
                throw new AssertionError("nothing changed in " + type);
            }
            relay.to(victim).say(relay.queue(victim).remove().type(), after);
            return relay.to(victim);
        });
    }

    /** An extension with any body at all. */
    static Extension raw(ExtensionType type, String hex) {
        return new Unknown(type, Bytes.ofHex(hex));
    }

    /** {@code extension} in the place of the one of its type, or after all. */
    static Extensions put(Extensions extensions, Extension extension) {
        return extensions.contains(extension.type()) ? extensions.replace(extension) : extensions.with(extension);
    }
}
