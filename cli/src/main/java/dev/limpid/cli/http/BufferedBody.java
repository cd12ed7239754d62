// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** Sends a body behind its head, so that a short answer leaves in one piece. */
final class BufferedBody extends OutputStream {
    private final SessionOutputBuffer buffer;
    private final OutputStream out;

    BufferedBody(SessionOutputBuffer buffer, OutputStream out) {
        this.buffer = buffer;
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        buffer.write(b, out);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        buffer.write(b, off, len, out);
    }
}
