// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.Extensions;
import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.CertificateRequests;
import dev.limpid.handshake.Completed;
import dev.limpid.handshake.FinishedChecked;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.identity.PeerEvidence;
import dev.limpid.identity.Stapled;
import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordSizes;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What the handshake's states do, done to the two halves. */
record ConnectionOutput(
        Side side,
        ReadHalf read,
        WriteHalf write,
        EarlyDataState early,
        AtomicReference<PeerEvidence> evidence,
        Consumer<Completed> completion,
        Consumer<List<Bytes>> authentication)
        implements HandshakeOutput {
    @Override
    public Bytes send(HandshakeMessage message) {
        Bytes bytes = HandshakeCodec.encode(message);
        write.send(message, bytes);
        return bytes;
    }

    @Override
    public boolean isClosed() {
        return write.isClosed();
    }

    @Override
    public void sendChangeCipherSpec() {
        write.sendChangeCipherSpec();
    }

    @Override
    public void install(TrafficSecret secret, CipherSuite suite) {
        if (secret.sender() == side) {
            write.install(secret, suite);
        } else {
            read.install(secret, suite);
        }
    }

    @Override
    public void limitRecords(RecordSizes agreed) {
        write.limit(agreed);
        read.limit(agreed);
    }

    @Override
    public void beginEarlyData(long most, ExporterSecret exporter) {
        early.begin(exporter);
        if (side == Side.CLIENT) {
            write.beginEarlyData(most);
        } else {
            read.beginEarlyData(most);
            write.permitHalfRtt();
        }
    }

    @Override
    public void earlyDataDecided(boolean accepted) {
        early.decide(accepted);
        if (!accepted) {
            write.dropEarlyKeys();
        }
    }

    @Override
    public void skipEarlyData(long most) {
        read.skipEarlyData(most);
    }

    @Override
    public void peerAsked(Extensions extensions) {
        evidence.updateAndGet(before -> before.with(extensions));
    }

    @Override
    public void peerStapled(Stapled stapled) {
        evidence.updateAndGet(before -> before.with(stapled));
    }

    @Override
    public void established(Completed completed) {
        read.establish();
        completion.accept(completed);
    }

    @Override
    public void serverConfirmed(HandshakeType by) {
        read.confirm(by);
    }

    @Override
    public void peerUpdatedKeys(boolean updateRequested) {
        read.updateKeys(updateRequested);
        write.answered();
        if (updateRequested) {
            write.oweKeyUpdate();
        }
    }

    @Override
    public void certificateRequested() {
        read.certificateRequest();
        if (write.flightsOwed() >= CertificateRequests.MOST) {
            throw new ViolationException(Violation.TOO_MANY_CERTIFICATE_REQUESTS, "while none of the answers is taken");
        }
    }

    @Override
    public void sendWithFinished(List<HandshakeMessage> messages, Bytes transcriptHash) {
        write.oweFlight(messages, transcriptHash);
    }

    @Override
    public FinishedChecked checkFinished(Finished finished, Bytes transcriptHash) {
        return read.checkFinished(finished, transcriptHash);
    }

    @Override
    public void peerAuthenticated(Authentication peer, List<Bytes> certificates) {
        authentication.accept(certificates);
    }

    @Override
    public void ticketReceived() {
        read.ticket();
    }
}
