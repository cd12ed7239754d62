// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Gives a client {@link Timer.Patience#BODY} for each {@link HttpSession#STRIDE} that it is sent. */
final class PacedOutput extends FilterOutputStream {
    private final Timer timer;

    PacedOutput(OutputStream out, Timer timer) {
        super(out);
        this.timer = timer;
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        for (int done = 0; done < len; ) {
            int n = (int) Math.min(HttpSession.STRIDE, len - done);
            out.write(b, off + done, n);
            done += n;
            if (n == HttpSession.STRIDE) {
                timer.awaits(Timer.Patience.BODY);
            }
        }
    }
}
