// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.TlsConnection;
import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the shim says once a connection stands: what flags ask it to export, a greeting, and everything that it hears, inverted. */
final class DataPhase {
    private static final int READ_SIZE = 512;
    private static final String GREETING = "hello";

    private final Settings settings;
    private final Attempt attempt;
    private final TlsConnection tls;
    private final Wire wire;
    /** What is left of it to be written. */
    private final ByteBuffer greeting;

    DataPhase(Settings settings, Attempt attempt, Wire wire) {
        this.settings = settings;
        this.attempt = attempt;
        this.tls = attempt.connection();
        this.wire = wire;
        greeting = settings.has("-read-with-unfinished-write") || settings.has("-shim-writes-first")
                ? greeting(settings)
                : ByteBuffer.allocate(0);
    }

    /** What a client that may send early data does before the handshake, or in the middle of it. */
    void runEarly() throws IOException {
        if (settings.flags().number("-export-keying-material").orElse(0) > 0) {
            // There is nothing yet to derive it from
            throw new Refusal(":HANDSHAKE_NOT_COMPLETE:");
        }
        Optional<Integer> after = settings.flags().number("-early-write-after-message");
        if (after.isPresent()) {
            wire.handshake(tls, () -> attempt.witness().hasReceived(after.get()));
        }
        if (settings.has("-read-with-unfinished-write") && tls.earlyDataRoom() > 0) {
            wire.writeFirstByte(tls, greeting);
        } else {
            wire.writeEarly(tls, greeting);
        }
    }

    /** All of it, and the end. */
    void run() throws IOException {
        export();
        exportTrafficSecrets();
        if (settings.has("-send-alert")) {
            wire.writeRecord(tls, this::ownAlert);
            return;
        }
        if (settings.has("-read-with-unfinished-write") && greeting.hasRemaining()) {
            wire.writeFirstByte(tls, greeting);
        } else if (greeting.hasRemaining()) {
            wire.write(tls, greeting);
        }
        if (!settings.has("-shim-shuts-down")) {
            echo();
        }
    }

    /** Says goodbye, if flags ask for it; without them the end of the transport is enough on both sides. */
    void shutDown() throws IOException {
        if (!settings.has("-check-close-notify")) {
            return;
        }
        tls.closeWrite();
        wire.flush(tls);
        if (wire.read(tls, ByteBuffer.allocate(READ_SIZE)) >= 0) {
            throw new Refusal(":APPLICATION_DATA_ON_SHUTDOWN:");
        }
        if (!tls.isReadClosed()) {
            tls.endOfInput();
        }
    }

    private void export() throws IOException {
        int length = settings.flags().number("-export-keying-material").orElse(0);
        if (length > 0) {
            byte[] material = tls.exportKeyingMaterial(
                    settings.flags().text("-export-label").orElse(""),
                    Bytes.wrap(latin1(settings.flags().text("-export-context").orElse(""))),
                    length);
            wire.write(tls, ByteBuffer.wrap(material));
        }
    }

    private void exportTrafficSecrets() throws IOException {
        if (settings.has("-export-traffic-secrets")) {
            Side local = tls.side();
            Bytes read = attempt.witness().trafficSecret(local.peer());
            Bytes write = attempt.witness().trafficSecret(local);
            ByteBuffer all = ByteBuffer.allocate(Short.BYTES + read.length() + write.length())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) read.length());
            read.putInto(all);
            write.putInto(all);
            wire.write(tls, all.flip());
        }
    }

    private ByteBuffer ownAlert() {
        Side local = tls.side();
        return OwnAlert.record(
                JcaCryptoProvider.jdk(),
                tls.facts().orElseThrow().cipherSuite(),
                local,
                attempt.witness().trafficSecret(local).toArray(),
                attempt.witness().sealed(),
                Alert.of(AlertDescription.DECOMPRESSION_FAILURE));
    }

    private void echo() throws IOException {
        ByteBuffer data =
                ByteBuffer.allocate(settings.flags().number("-read-size").orElse(READ_SIZE));
        while (wire.read(tls, data.clear()) >= 0) {
            data.flip();
            for (int i = 0; i < data.limit(); i++) {
                data.put(i, (byte) (data.get(i) ^ 0xff));
            }
            if (settings.has("-use-exporter-between-reads")) {
                tls.exportKeyingMaterial("", Bytes.EMPTY, 1);
            }
            if (settings.has("-key-update")) {
                tls.updateKeys(false);
            }
            wire.write(tls, data);
        }
    }

    private static ByteBuffer greeting(Settings settings) {
        String once = settings.flags().text("-shim-initial-write").orElse(GREETING);
        int times = settings.flags().number("-repeat-shim-initial-write").orElse(1);
        return ByteBuffer.wrap(latin1(once.repeat(times)));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
