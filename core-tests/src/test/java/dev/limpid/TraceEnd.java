// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.TlsConfig;
import dev.limpid.extension.Extensions;
import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.Completed;
import dev.limpid.handshake.FinishedChecked;
import dev.limpid.handshake.Handshake;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.State;
import dev.limpid.identity.PeerEvidence;
import dev.limpid.identity.Stapled;
import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.RawMessage;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordSizes;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Rfc8448.Step;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * One end of a connection as it is, but for some of the messages that it sends: those are a trace's. Everything else, every
 * secret and every record, is made by the parts that make a {@link TlsConnection}.
 */
final class TraceEnd implements HandshakeOutput {
    private final Recorder recorder;
    private final ReadHalf read;
    private final WriteHalf write;
    private final ConnectionOutput real;
    private final List<Bytes> injected;
    private final ByteBuffer plaintext = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
    private Optional<Completed> completed = Optional.empty();

    /** @param injected the messages that go in the place of our own ones of the same type, in their order */
    TraceEnd(TlsConfig config, Side side, Observer observer, List<Bytes> injected) {
        this.recorder = new Recorder(
                side, config.time(), observer, config.secretAccess().orElseThrow());
        this.read = new ReadHalf(config, recorder);
        this.write = new WriteHalf(config, recorder);
        this.injected = new ArrayList<>(injected);
        this.real = new ConnectionOutput(
                side,
                read,
                write,
                new EarlyDataState(),
                new AtomicReference<>(PeerEvidence.NOTHING),
                done -> completed = Optional.of(done),
                certificates -> {});
    }

    void begin(BiFunction<HandshakeOutput, Recorder, State> start) {
        read.begin(new Handshake(start.apply(this, recorder), Set.of(), recorder));
    }

    /** Everything that is pending for the peer. */
    Bytes take() {
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        write.take(wire);
        return Bytes.of(wire.flip());
    }

    Bytes seal(Bytes data) {
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        write.seal(data.toBuffer(), wire);
        return Bytes.of(wire.flip());
    }

    Bytes sealEarly(Bytes data) {
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        write.sealEarly(data.toBuffer(), wire);
        return Bytes.of(wire.flip());
    }

    void sendTicket(Bytes message) {
        write.send(decode(message), message);
    }

    void close() {
        write.close();
    }

    /** The application data in {@code record}, if that is what it holds. */
    Bytes receive(Bytes record) {
        plaintext.clear();
        read.open(record.toBuffer(), plaintext);
        return Bytes.of(plaintext.flip());
    }

    boolean isReadClosed() {
        return read.isClosed();
    }

    boolean isComplete() {
        return completed.isPresent();
    }

    /** What was injected and never sent. */
    List<Bytes> unused() {
        return injected;
    }

    static Bytes message(Step step) {
        return step.bytes(step.what().split(" ", -1)[2]);
    }

    static HandshakeMessage decode(Bytes message) {
        return HandshakeCodec.decode(new RawMessage(type(message), message));
    }

    private static HandshakeType type(Bytes message) {
        return new HandshakeType(message.at(0));
    }

    @Override
    public Bytes send(HandshakeMessage ours) {
        for (Bytes message : injected) {
            if (type(message).equals(ours.type())) {
                injected.remove(message);
                write.send(decode(message), message);
                return message;
            }
        }
        return real.send(ours);
    }

    @Override
    public boolean isClosed() {
        return real.isClosed();
    }

    @Override
    public void sendChangeCipherSpec() {
        real.sendChangeCipherSpec();
    }

    @Override
    public void install(TrafficSecret secret, CipherSuite suite) {
        real.install(secret, suite);
    }

    @Override
    public void limitRecords(RecordSizes agreed) {
        real.limitRecords(agreed);
    }

    @Override
    public void beginEarlyData(long most, ExporterSecret exporter) {
        real.beginEarlyData(most, exporter);
    }

    @Override
    public void earlyDataDecided(boolean accepted) {
        real.earlyDataDecided(accepted);
    }

    @Override
    public void skipEarlyData(long most) {
        real.skipEarlyData(most);
    }

    @Override
    public void peerAsked(Extensions extensions) {
        real.peerAsked(extensions);
    }

    @Override
    public void peerStapled(Stapled stapled) {
        real.peerStapled(stapled);
    }

    @Override
    public void established(Completed done) {
        real.established(done);
    }

    @Override
    public void serverConfirmed(HandshakeType by) {
        real.serverConfirmed(by);
    }

    @Override
    public void peerUpdatedKeys(boolean updateRequested) {
        real.peerUpdatedKeys(updateRequested);
    }

    @Override
    public void certificateRequested() {
        throw new AssertionError("not in these traces");
    }

    @Override
    public void sendWithFinished(List<HandshakeMessage> messages, Bytes transcriptHash) {
        throw new AssertionError("not in these traces");
    }

    @Override
    public FinishedChecked checkFinished(Finished finished, Bytes transcriptHash) {
        throw new AssertionError("not in these traces");
    }

    @Override
    public void peerAuthenticated(Authentication peer, List<Bytes> certificates) {
        throw new AssertionError("not in these traces");
    }

    @Override
    public void ticketReceived() {
        real.ticketReceived();
    }
}
