// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.net.TlsChannel;
import java.io.IOException;

/** An errand that begins with new keys for both directions. */
record KeyUpdateFirst(Visit.Errand errand) implements Visit.Errand {
    @Override
    public void early(TlsChannel channel, Visit visit) throws IOException {
        errand.early(channel, visit);
    }

    @Override
    public void run(TlsChannel channel, Visit visit) throws IOException {
        channel.updateKeys(true);
        errand.run(channel, visit);
    }
}
