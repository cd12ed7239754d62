// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.util.Arrays;

/**
 * Two key exchanges side by side (draft-ietf-tls-ecdhe-mlkem): shares and secrets are concatenated, and as long as one of the
 * two holds, so does the whole. Which part comes first differs by group.
 */
record Hybrid(NamedGroup group, Shares first, Shares second) implements Shares {
    @Override
    public int clientShareLength() {
        return first.clientShareLength() + second.clientShareLength();
    }

    @Override
    public int serverShareLength() {
        return first.serverShareLength() + second.serverShareLength();
    }

    @Override
    public PrivateShare generate() {
        return new Share(first.generate(), second.generate());
    }

    @Override
    public Encapsulated encapsulate(Bytes clientShare) {
        checkLength(clientShare, clientShareLength());
        int middle = first.clientShareLength();
        Encapsulated one = first.encapsulate(clientShare.slice(0, middle));
        Encapsulated two = second.encapsulate(clientShare.from(middle));
        return new Encapsulated(
                one.serverShare().then(two.serverShare()), joined(one.sharedSecret(), two.sharedSecret()));
    }

    @Override
    public String toString() {
        return group + " of " + first + " and " + second;
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        Arrays.fill(one, (byte) 0);
        Arrays.fill(two, (byte) 0);
        return both;
    }

    private final class Share implements PrivateShare {
        private final PrivateShare one;
        private final PrivateShare two;

        Share(PrivateShare one, PrivateShare two) {
            this.one = one;
            this.two = two;
        }

        @Override
        public Bytes publicShare() {
            return one.publicShare().then(two.publicShare());
        }

        @Override
        public byte[] decapsulate(Bytes serverShare) {
            checkLength(serverShare, serverShareLength());
            int middle = first.serverShareLength();
            return joined(one.decapsulate(serverShare.slice(0, middle)), two.decapsulate(serverShare.from(middle)));
        }

        @Override
        public void destroy() {
            one.destroy();
            two.destroy();
        }

        @Override
        public String toString() {
            return "private share of " + group;
        }
    }
}
