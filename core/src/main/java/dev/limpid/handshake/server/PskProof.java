// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.handshake.PskSecret;
import dev.limpid.keyschedule.BinderKey;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.SelectedPsk;
import dev.limpid.wire.Bytes;

/** The binder of the key that was selected: only who has the key can make it (section 4.3.11.2). */
final class PskProof {
    private PskProof() {}

    /**
     * Checks the binder of {@code selected} and no other, before {@code hello} becomes part of the transcript.
     *
     * @return the key's early secret
     * @throws ViolationException if it is wrong
     */
    static EarlySecret check(ServerContext context, ClientHello hello, SelectedPsk selected) {
        EarlySecret early = PskSecret.early(context.config().crypto(), context.recorder(), selected.key());
        BinderKey key = early.binderKey();
        Bytes hash = context.transcript().hashWith(selected.key().hash(), hello.truncatedForBinders());
        //= R4.3.11-8
        //= R4.3.11-9
        //= R4.3.11-10
        boolean right = key.verifies(hash, binder(hello, selected));
        key.destroy();
        if (!right) {
            early.destroy();
            throw new ViolationException(Violation.BAD_BINDER, "of key " + selected.index());
        }
        return early;
    }

    /** The binder that belongs to {@code selected}. */
    static Bytes binder(ClientHello hello, SelectedPsk selected) {
        return hello.extensions()
                .find(PreSharedKey.ClientHello.class)
                .orElseThrow()
                .binders()
                .get(selected.index());
    }
}
