// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Finished;
import dev.limpid.wire.Bytes;

/** The proof that a peer's Finished is right (section 4.5.3): it derived the same secrets from the same messages. */
public final class FinishedChecked {
    private FinishedChecked() {}

    /**
     * Checks {@code finished}.
     *
     * @param baseKey the sender's handshake traffic secret
     * @param transcriptHash of all messages before it
     * @throws ViolationException if it is wrong
     */
    public static FinishedChecked of(Finished finished, TrafficSecret baseKey, Bytes transcriptHash) {
        //= R4.5.3-1
        if (!baseKey.verifiesFinished(transcriptHash, finished.verifyData())) {
            throw new ViolationException(Violation.BAD_FINISHED);
        }
        return new FinishedChecked();
    }
}
