// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.nio.ByteBuffer;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a record costs at least: the JDK's AES-128-GCM, initialised with a fresh nonce and fed a header, once to seal and once to
 * open. From array to array, the fastest way; through buffers if those are direct.
 */
final class BareCipher implements Work {
    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    private final Cipher sealing = cipher();
    private final Cipher opening = cipher();
    private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    private final byte[] header = new byte[5];
    private final ByteBuffer plain;
    private final ByteBuffer wire;
    private final ByteBuffer out;
    private long sequence;

    BareCipher(RecordBuffers buffers) throws Exception {
        plain = buffers.plain();
        wire = buffers.wire();
        out = buffers.out();
    }

    // The buffers are allocated, so their arrays begin where they do.
    @SuppressWarnings("ByteBufferBackingArray")
    @Override
    public void once() throws Exception {
        byte[] nonce = ByteBuffer.allocate(NONCE).putLong(4, sequence++).array();
        sealing.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        sealing.updateAAD(header);
        opening.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        opening.updateAAD(header);
        if (plain.hasArray()) {
            int sealed = sealing.doFinal(plain.array(), 0, plain.remaining(), wire.array(), 0);
            opening.doFinal(wire.array(), 0, sealed, out.array(), 0);
        } else {
            sealing.doFinal(plain, wire.clear());
            opening.doFinal(wire.flip(), out.clear());
            plain.rewind();
        }
    }

    private static Cipher cipher() throws Exception {
        return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    }
}
