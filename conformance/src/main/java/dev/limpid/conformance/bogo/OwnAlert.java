// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.Alert;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordLimits;
import dev.limpid.record.RecordWriter;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import java.nio.ByteBuffer;

/**
 * An alert that a connection would never send by itself: its driver alone sends alerts, those of its failures. So this is sealed
 * beside the connection, under the same secret, as the record after its last one.
 */
final class OwnAlert {
    private OwnAlert() {}

    /**
     * The record with {@code alert} from {@code sender}.
     *
     * @param secret the current application traffic secret of {@code sender}; stays the caller's
     * @param before how many records {@code sender} has sent under it
     */
    static ByteBuffer record(
            CryptoProvider crypto, CipherSuite suite, Side sender, byte[] secret, long before, Alert alert) {
        Derivation derivation = new Derivation(crypto, suite.hash().orElseThrow(), Recorder.none());
        TrafficSecret traffic = TrafficSecret.of(derivation, sender, Epoch.APPLICATION, secret);
        RecordWriter writer = new RecordWriter(crypto, Recorder.none(), RecordLimits.STANDARD, PaddingPolicy.NONE);
        writer.install(traffic.keys(suite), Epoch.APPLICATION);
        ByteBuffer record = ByteBuffer.allocate(RecordLimits.RECORD);
        for (long i = 0; i < before; i++) {
            writer.writeEmpty(record.clear());
        }
        writer.write(ContentType.ALERT, alert.encode().toBuffer(), record.clear());
        writer.destroy();
        return record.flip();
    }
}
