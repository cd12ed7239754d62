// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.function.LongSupplier;

/**
 * A toy KEM: the public share is the private number itself, in the clear, so that everybody can compute the secret. Shares say
 * which group and which side they are of, so that a mix-up is found out.
 */
record FakeKeyExchange(NamedGroup group, LongSupplier random) implements KeyExchange {
    private static final int SECRET = 32;
    private static final int CLIENT = 1;
    private static final int SERVER = 2;

    @Override
    public PrivateShare generate() {
        return new Share(random.getAsLong());
    }

    @Override
    public Encapsulated encapsulate(Bytes clientShare) {
        Bytes client = number(clientShare, CLIENT);
        Bytes server = share(SERVER, random.getAsLong());
        return new Encapsulated(server, secret(client, number(server, SERVER)));
    }

    private Bytes share(int side, long number) {
        return WireWriter.encode(
                w -> w.uint16(group.code()).uint8(side).uint32(number >>> 32).uint32(number & 0xffffffffL));
    }

    private Bytes number(Bytes share, int side) {
        if (share.length() != 11 || !share.slice(0, 3).equals(share(side, 0).slice(0, 3))) {
            throw new ViolationException(Violation.BAD_KEY_SHARE, "not a fake share of " + group);
        }
        return share.from(3);
    }

    private byte[] secret(Bytes client, Bytes server) {
        byte[] both = client.then(server).toArray();
        return FakeMix.expand(FakeMix.mix(group.code(), both, 0, both.length), SECRET);
    }

    private final class Share implements PrivateShare {
        private final long number;
        private boolean destroyed;

        Share(long number) {
            this.number = number;
        }

        @Override
        public Bytes publicShare() {
            return share(CLIENT, number);
        }

        @Override
        public byte[] decapsulate(Bytes serverShare) {
            if (destroyed) {
                throw new IllegalStateException("the private share is destroyed");
            }
            return secret(number(publicShare(), CLIENT), number(serverShare, SERVER));
        }

        @Override
        public void destroy() {
            destroyed = true;
        }
    }
}
