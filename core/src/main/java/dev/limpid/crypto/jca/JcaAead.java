// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.CryptoException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** One AEAD key over one {@code Cipher} object, which is made once and initialised for each record. */
final class JcaAead implements Aead {
    /** Below this, one call on an assembled input is faster than two calls without copying. */
    private static final int SPLIT_FROM = 256;

    private static final int BLOCK = 16;
    private static final byte[] NOTHING = {};

    private final SuiteCipher suite;
    private final Provider provider;
    private final HeldKey key;
    private @Nullable Cipher cipher;
    private byte[] scratch = NOTHING;

    private JcaAead(SuiteCipher suite, Provider provider, HeldKey key, Cipher cipher) {
        this.suite = suite;
        this.provider = provider;
        this.key = key;
        this.cipher = cipher;
    }

    static JcaAead of(SuiteCipher suite, Provider provider, byte[] key) {
        try {
            return new JcaAead(suite, provider, suite.key(key), Cipher.getInstance(suite.transformation(), provider));
        } catch (GeneralSecurityException e) {
            throw new CryptoException(suite.transformation() + " from " + provider.getName(), e);
        }
    }

    @Override
    public int tagLength() {
        return suite.tagLength();
    }

    @Override
    public int seal(
            byte[] nonce,
            byte[] aad,
            int aadLength,
            byte[] content,
            int offset,
            int length,
            byte[] tail,
            int tailLength,
            byte[] out,
            int outOffset) {
        Objects.checkFromIndexSize(outOffset, length + tailLength + suite.tagLength(), out.length);
        Cipher engine = engine();
        try {
            engine.init(Cipher.ENCRYPT_MODE, key, suite.parameters(nonce));
            engine.updateAAD(aad, 0, aadLength);
            // Whole blocks go straight from the application's array; the rest and the tail meet in scratch.
            int head = length < SPLIT_FROM ? 0 : length & -BLOCK;
            int written = head == 0 ? 0 : engine.update(content, offset, head, out, outOffset);
            int rest = length - head;
            byte[] last = scratch(rest + tailLength);
            System.arraycopy(content, offset + head, last, 0, rest);
            System.arraycopy(tail, 0, last, rest, tailLength);
            written += engine.doFinal(last, 0, rest + tailLength, out, outOffset + written);
            Arrays.fill(last, 0, rest, (byte) 0);
            return written;
        } catch (GeneralSecurityException e) {
            throw new CryptoException("sealing with " + suite.suite(), e);
        }
    }

    @Override
    public int open(
            byte[] nonce, byte[] aad, int aadLength, byte[] sealed, int offset, int length, byte[] out, int outOffset)
            throws AeadException {
        int plainLength = length - suite.tagLength();
        if (plainLength < 0) {
            throw new AeadException();
        }
        Objects.checkFromIndexSize(outOffset, plainLength, out.length);
        boolean opened = false;
        try {
            Cipher engine = engine();
            engine.init(Cipher.DECRYPT_MODE, key, suite.parameters(nonce));
            engine.updateAAD(aad, 0, aadLength);
            int written = finish(engine, sealed, offset, length, out, outOffset);
            opened = written == plainLength;
            if (!opened) {
                throw new AeadException();
            }
            return written;
        } catch (AEADBadTagException e) {
            throw new AeadException();
        } catch (GeneralSecurityException e) {
            throw new CryptoException("opening with " + suite.suite(), e);
        } finally {
            if (!opened) {
                Arrays.fill(out, outOffset, outOffset + plainLength, (byte) 0);
            }
        }
    }

    @Override
    public Aead rekey(byte[] newKey) {
        Cipher engine = engine();
        HeldKey held = suite.key(newKey);
        destroy();
        return new JcaAead(suite, provider, held, engine);
    }

    @Override
    public void destroy() {
        cipher = null;
        key.destroy();
        Arrays.fill(scratch, (byte) 0);
    }

    @Override
    public String toString() {
        return suite.suite() + " from " + provider.getName();
    }

    /** Some providers want room for the tag as well while they open; they get it in an array of their own. */
    private static int finish(Cipher engine, byte[] sealed, int offset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        try {
            return engine.doFinal(sealed, offset, length, out, outOffset);
        } catch (ShortBufferException e) {
            byte[] plain = engine.doFinal(sealed, offset, length);
            System.arraycopy(plain, 0, out, outOffset, plain.length);
            Arrays.fill(plain, (byte) 0);
            return plain.length;
        }
    }

    private byte[] scratch(int length) {
        if (scratch.length < length) {
            Arrays.fill(scratch, (byte) 0);
            scratch = new byte[Math.max(length, SPLIT_FROM + BLOCK)];
        }
        return scratch;
    }

    private Cipher engine() {
        Cipher engine = cipher;
        if (engine == null) {
            throw new IllegalStateException("the key is destroyed");
        }
        return engine;
    }
}
