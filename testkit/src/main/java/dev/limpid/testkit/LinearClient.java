// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.alert.Alert;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.identity.CertificateKey;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeJoiner;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.RawMessage;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.record.RecordLimits;
import dev.limpid.record.RecordReader;
import dev.limpid.record.RecordWriter;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.transcript.Transcript;
import dev.limpid.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A TLS 1.3 client without states or choices: the whole handshake from top to bottom in {@link #handshake}, on the same codec, key
 * schedule and record layer as the real one. It checks the server's signature and Finished, but not whose certificate it is, and
 * gives up by exception on anything else than the plain handshake. To be read, and as a second opinion in tests; not to be used.
 */
public final class LinearClient {
    private static final int BUFFER = RecordLimits.RECORD;

    private final CryptoProvider crypto;
    private final InputStream in;
    private final OutputStream out;
    private final RecordWriter writer;
    private final RecordReader reader;
    private final HandshakeJoiner joiner = new HandshakeJoiner(1 << 17);
    private final ByteBuffer wire = ByteBuffer.allocate(BUFFER).flip();
    private final ByteBuffer data = ByteBuffer.allocate(BUFFER);

    /** A client over a transport that is open; the streams stay the caller's. */
    public LinearClient(CryptoProvider crypto, InputStream in, OutputStream out) {
        this.crypto = crypto;
        this.in = in;
        this.out = out;
        this.writer = new RecordWriter(crypto, Recorder.none(), RecordLimits.STANDARD, PaddingPolicy.NONE);
        this.reader = new RecordReader(crypto, Recorder.none());
    }

    /** Shakes hands with the server of that name. @throws AssertionError if the server does it wrong */
    public void handshake(String name, CipherSuite suite, NamedGroup group) throws IOException {
        byte[] random = new byte[32];
        crypto.random(random);
        PrivateShare share = crypto.keyExchange(group).generate();

        // ClientHello →
        Bytes clientHello = HandshakeCodec.encode(new ClientHello(
                ProtocolVersion.TLS12,
                Bytes.wrap(random),
                Bytes.EMPTY,
                List.of(suite),
                ClientHello.NULL_COMPRESSION,
                Extensions.of(
                        ServerNameList.Request.of(name),
                        new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)),
                        new SupportedGroups(List.of(group)),
                        new KeyShare.ClientHello(List.of(new KeyShareEntry(group, share.publicShare()))),
                        new SignatureAlgorithms(crypto.signatureSchemes()))));
        send(clientHello, true);
        Transcript transcript = Transcript.of(crypto, suite.hash().orElseThrow(), clientHello);

        // ← ServerHello: now both have the shared secret, and the keys of the handshake
        ServerHello hello = next(ServerHello.class, transcript);
        Bytes serverShare = hello.extensions()
                .find(KeyShare.ServerHello.class)
                .orElseThrow()
                .serverShare()
                .keyExchange();
        Derivation derivation = new Derivation(crypto, suite.hash().orElseThrow(), Recorder.none());
        HandshakeSecret handshake = EarlySecret.withoutPsk(derivation).handshakeSecret(share.decapsulate(serverShare));
        TrafficSecret client = handshake.clientTraffic(transcript.hash());
        TrafficSecret server = handshake.serverTraffic(transcript.hash());
        reader.install(server.keys(suite), Epoch.HANDSHAKE);
        writer.install(client.keys(suite), Epoch.HANDSHAKE);

        // ← EncryptedExtensions, Certificate, CertificateVerify: the server proves that the certificate is its own
        next(EncryptedExtensions.class, transcript);
        Certificate certificate = next(Certificate.class, transcript);
        Bytes key = CertificateKey.ofCertificate(
                        certificate.certificateList().getFirst().data())
                .der();
        Bytes signed = Bytes.ofUtf8(" ".repeat(64) + "TLS 1.3, server CertificateVerify\0")
                .then(transcript.hash());
        CertificateVerify verify = next(CertificateVerify.class, transcript);
        check(crypto.verifier(verify.algorithm(), key).verify(signed, verify.signature()), "the signature is wrong");

        // ← Finished: the server saw the same messages and has the same secret; then the keys of the application
        Bytes throughVerify = transcript.hash();
        Finished finished = next(Finished.class, transcript);
        check(server.verifiesFinished(throughVerify, finished.verifyData()), "the server's Finished is wrong");
        MainSecret main = handshake.mainSecret();
        TrafficSecret clientTraffic = main.clientTraffic(transcript.hash());
        TrafficSecret serverTraffic = main.serverTraffic(transcript.hash());

        // Finished →
        send(HandshakeCodec.encode(new Finished(client.finishedMac(transcript.hash()))), false);
        reader.install(serverTraffic.keys(suite), Epoch.APPLICATION);
        writer.install(clientTraffic.keys(suite), Epoch.APPLICATION);
    }

    /** Sends application data. */
    public void send(Bytes content) throws IOException {
        write(ContentType.APPLICATION_DATA, content);
    }

    /** The next application data; nothing at close_notify. Tickets are passed over. */
    public Bytes receive() throws IOException {
        while (true) {
            RecordReader.Outcome outcome = read();
            if (outcome == RecordReader.Outcome.APPLICATION_DATA && reader.contentLength() > 0) {
                return Bytes.of(data.flip());
            }
            if (reader.type().equals(ContentType.ALERT)) {
                check(reader.content().equals(Alert.CLOSE_NOTIFY.encode()), "alert " + reader.content());
                return Bytes.EMPTY;
            }
        }
    }

    /** Sends close_notify. */
    public void close() throws IOException {
        write(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
    }

    private <M extends HandshakeMessage> M next(Class<M> type, Transcript transcript) throws IOException {
        Optional<RawMessage> message = joiner.next();
        while (message.isEmpty()) {
            read();
            if (reader.type().equals(ContentType.HANDSHAKE)) {
                joiner.add(reader.content());
            }
            check(!reader.type().equals(ContentType.ALERT), "alert " + reader.content());
            message = joiner.next();
        }
        transcript.add(message.get().bytes());
        HandshakeMessage decoded = HandshakeCodec.decode(message.get());
        check(type.isInstance(decoded), decoded.type() + " instead of " + type.getSimpleName());
        return type.cast(decoded);
    }

    private RecordReader.Outcome read() throws IOException {
        RecordReader.Outcome outcome = reader.read(wire, data.clear());
        while (outcome == RecordReader.Outcome.NEEDS_INPUT) {
            wire.compact();
            int count = in.read(wire.array(), wire.position(), wire.remaining());
            if (count < 0) {
                throw new EOFException("the server closed the transport");
            }
            wire.position(wire.position() + count).flip();
            outcome = reader.read(wire, data.clear());
        }
        return outcome;
    }

    private void send(Bytes message, boolean initialHello) throws IOException {
        ByteBuffer records = ByteBuffer.allocate(BUFFER);
        if (initialHello) {
            writer.writeInitialClientHello(message.toBuffer(), records);
        } else {
            writer.write(ContentType.HANDSHAKE, message.toBuffer(), records);
        }
        flush(records);
    }

    private void write(ContentType type, Bytes content) throws IOException {
        ByteBuffer rest = content.toBuffer();
        while (rest.hasRemaining()) {
            ByteBuffer records = ByteBuffer.allocate(BUFFER);
            writer.write(type, rest, records);
            flush(records);
        }
    }

    private void flush(ByteBuffer records) throws IOException {
        out.write(Bytes.of(records.flip()).toArray());
        out.flush();
    }

    private static void check(boolean right, String problem) {
        if (!right) {
            throw new AssertionError(problem);
        }
    }
}
