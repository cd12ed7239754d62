// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.transcript.Transcript;
import dev.limpid.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The transcript of one handshake (section 4.1) as its states write it: what they send and what they accept. The first
 * ClientHello waits until the cipher suite names the hash.
 */
public final class HandshakeTranscript implements Flight {
    private final CryptoProvider crypto;
    private final HandshakeOutput output;
    private final Recorder recorder;
    private Bytes firstClientHello = Bytes.EMPTY;
    private @Nullable Transcript transcript;

    /** An empty transcript. */
    public HandshakeTranscript(CryptoProvider crypto, HandshakeOutput output, Recorder recorder) {
        this.crypto = crypto;
        this.output = output;
        this.recorder = recorder;
    }

    @Override
    public void send(HandshakeMessage message) {
        //= R4-1
        add(message.type(), output.send(message));
    }

    /** {@code received} becomes part of the transcript. */
    public void accept(Received received) {
        add(received.message().type(), received.bytes());
    }

    /** The hash is known now; does nothing if it was known already. */
    public void begin(HashAlgorithm algorithm) {
        if (transcript == null) {
            transcript = Transcript.of(crypto, algorithm, firstClientHello);
            firstClientHello = Bytes.EMPTY;
            reportHash(HandshakeType.CLIENT_HELLO, transcript);
        }
    }

    /**
     * A HelloRetryRequest comes next: the first ClientHello is replaced by its hash (section 4.1).
     *
     * @return that hash
     */
    public Bytes retry(HashAlgorithm algorithm) {
        Bytes clientHelloHash =
                Transcript.of(crypto, algorithm, firstClientHello).hash();
        replace(algorithm, clientHelloHash);
        return clientHelloHash;
    }

    /**
     * Goes on where another connection stopped: it sent {@code request} to a client whose first ClientHello is known by its hash.
     */
    public void resume(HashAlgorithm algorithm, Bytes clientHelloHash, HelloRetryRequest request) {
        replace(algorithm, clientHelloHash);
        add(request.type(), HandshakeCodec.encode(request));
    }

    @Override
    public Bytes hash() {
        return begun().hash();
    }

    /** The handshake is complete, and nothing that may follow it goes by what was said in it. */
    public void close() {
        transcript = null;
    }

    private void replace(HashAlgorithm algorithm, Bytes clientHelloHash) {
        transcript = Transcript.resume(crypto, algorithm, clientHelloHash);
        firstClientHello = Bytes.EMPTY;
        reportHash(HandshakeType.MESSAGE_HASH, transcript);
    }

    /** A transcript with the same past and a future of its own. */
    public Transcript fork() {
        return begun().fork();
    }

    /** The hash of all messages so far, and of a truncated ClientHello that is no part of them: what a binder covers. */
    public Bytes hashWith(HashAlgorithm algorithm, Bytes truncated) {
        return transcript == null ? Transcript.of(crypto, algorithm, truncated).hash() : transcript.hashWith(truncated);
    }

    /** The hash of the first ClientHello under the hash of a PSK, before the server's suite is known. */
    public Bytes hashOfHello(HashAlgorithm algorithm) {
        return Transcript.of(crypto, algorithm, firstClientHello).hash();
    }

    private void add(HandshakeType type, Bytes bytes) {
        if (transcript == null) {
            if (!firstClientHello.isEmpty()) {
                throw new IllegalStateException("only the first ClientHello comes before the hash is known");
            }
            firstClientHello = bytes;
        } else {
            transcript.add(bytes);
            reportHash(type, transcript);
        }
    }

    private void reportHash(HandshakeType through, Transcript hashed) {
        if (recorder.wantsKeySchedule()) {
            recorder.record(new Event.TranscriptExtended(through, hashed.hash()));
        }
    }

    private Transcript begun() {
        if (transcript == null) {
            throw new IllegalStateException("the hash is not known yet");
        }
        return transcript;
    }
}
