// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets only so many bytes through until it is told otherwise. */
final class BoundedInput extends FilterInputStream {
    private long allowed = Long.MAX_VALUE;
    private boolean ended;

    /** More came than allowed. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;
    }

    BoundedInput(InputStream in) {
        super(in);
    }

    void allow(long bytes) {
        allowed = bytes;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (allowed == 0) {
            throw new Exceeded();
        }
        int n = super.read(b, off, (int) Math.min(len, allowed));
        ended |= n < 0;
        allowed -= Math.max(0, n);
        return n;
    }
}
