// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.keys;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.inspect.KeyTree;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.EarlySecret.PskKind;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.net.SystemTime;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.transcript.Transcript;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every secret of a trace, derived by Limpid's own key schedule from the trace's messages, its private values a and b, and for a
 * resumed connection the PSK of the one before.
 */
public final class TraceKeys {
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final int CLIENT_HELLO = 1;

    private final CryptoProvider crypto;
    private final Trace trace;
    private final Optional<Bytes> psk;
    private final SecretAccess token = SecretAccess.dangerouslyRevealingSecrets();
    private final List<Event> events = new ArrayList<>();
    private final Map<KeyTree.Name, Bytes> values = new LinkedHashMap<>();
    private final Recorder recorder;
    private Transcript transcript;
    private boolean agreed;

    private TraceKeys(CryptoProvider crypto, Trace trace, Optional<Bytes> psk) {
        this.crypto = crypto;
        this.trace = trace;
        this.psk = psk;
        this.recorder = new Recorder(Side.CLIENT, SystemTime.INSTANCE, (nanos, event) -> collect(event), token);
        this.transcript = Transcript.of(crypto, HashAlgorithm.SHA256);
    }

    /** The secrets of {@code section}'s trace. @throws GeneralSecurityException if this Java lacks its curve */
    public static TraceKeys of(CryptoProvider crypto, List<Trace> traces, Trace trace) throws GeneralSecurityException {
        // Section 4 resumes the connection of section 3.
        Optional<Bytes> psk = trace.section().equals("4")
                ? traces.getFirst().find("generate resumption secret", "expanded")
                : Optional.empty();
        TraceKeys keys = new TraceKeys(crypto, trace, psk);
        keys.derive();
        return keys;
    }

    /** What was derived from what. */
    KeyTree tree() {
        return KeyTree.of(events);
    }

    /** The value of a secret; empty if it wasn't derived. */
    Bytes value(KeyTree.Name name) {
        return values.getOrDefault(name, Bytes.EMPTY);
    }

    /** Whether a·bG and b·aG came out as the same. */
    boolean agreed() {
        return agreed;
    }

    private void derive() throws GeneralSecurityException {
        Derivation derivation = new Derivation(crypto, HashAlgorithm.SHA256, recorder);
        EarlySecret early = psk.map(p -> EarlySecret.ofPsk(derivation, PskKind.RESUMPTION, p.toArray()))
                .orElseGet(() -> EarlySecret.withoutPsk(derivation));
        hellos(early);
        HandshakeSecret handshake = early.handshakeSecret(shared());
        Bytes throughServerHello = transcript.hash();
        TrafficSecret client = handshake.clientTraffic(throughServerHello);
        TrafficSecret server = handshake.serverTraffic(throughServerHello);
        server.keys(SUITE);
        client.keys(SUITE);
        serverFlight(server);
        MainSecret main = handshake.mainSecret();
        Bytes throughFinished = transcript.hash();
        TrafficSecret clientData = main.clientTraffic(throughFinished);
        TrafficSecret serverData = main.serverTraffic(throughFinished);
        main.exporter(throughFinished);
        serverData.keys(SUITE);
        clientFlight(client);
        clientData.keys(SUITE);
        main.resumption(transcript.hash());
    }

    private byte[] shared() throws GeneralSecurityException {
        Bytes a = trace.all("client", "create an ephemeral", "private key").getLast();
        Bytes aG = trace.all("client", "create an ephemeral", "public key").getLast();
        Bytes b = trace.all("server", "create an ephemeral", "private key").getLast();
        Bytes bG = trace.all("server", "create an ephemeral", "public key").getLast();
        byte[] shared = Agreement.of(a, bG);
        agreed = Arrays.equals(shared, Agreement.of(b, aG));
        return shared;
    }

    /** One ClientHello and ServerHello, or two of each with the synthetic message_hash in place of the first (section 4.1). */
    private void hellos(EarlySecret early) {
        List<Bytes> clientHellos = trace.all("client", "send handshake record", "payload").stream()
                .filter(payload -> payload.at(0) == CLIENT_HELLO)
                .toList();
        List<Bytes> serverHellos = trace.all("server", "construct a ServerHello", "ServerHello");
        add(HandshakeType.CLIENT_HELLO, clientHellos.getFirst());
        if (psk.isPresent()) {
            earlyData(early);
        }
        if (clientHellos.size() > 1) {
            transcript = transcript.afterHelloRetryRequest(crypto);
            add(HandshakeType.SERVER_HELLO, serverHellos.getFirst());
            add(HandshakeType.CLIENT_HELLO, clientHellos.getLast());
        }
        add(HandshakeType.SERVER_HELLO, serverHellos.getLast());
    }

    private void earlyData(EarlySecret early) {
        trace.find("calculate PSK binder", "binder hash")
                .ifPresent(hash -> early.binderKey().binder(hash));
        early.clientEarlyTraffic(transcript.hash()).keys(SUITE);
        early.earlyExporter(transcript.hash());
    }

    private void serverFlight(TrafficSecret server) {
        add("server", HandshakeType.ENCRYPTED_EXTENSIONS, "EncryptedExtensions");
        add("server", HandshakeType.CERTIFICATE_REQUEST, "CertificateRequest");
        add("server", HandshakeType.CERTIFICATE, "Certificate");
        add("server", HandshakeType.CERTIFICATE_VERIFY, "CertificateVerify");
        server.finishedMac(transcript.hash());
        add("server", HandshakeType.FINISHED, "Finished");
    }

    private void clientFlight(TrafficSecret client) {
        add("client", HandshakeType.END_OF_EARLY_DATA, "EndOfEarlyData");
        add("client", HandshakeType.CERTIFICATE, "Certificate");
        add("client", HandshakeType.CERTIFICATE_VERIFY, "CertificateVerify");
        client.finishedMac(transcript.hash());
        add("client", HandshakeType.FINISHED, "Finished");
    }

    private void add(String who, HandshakeType type, String name) {
        trace.find(who, "construct a", name).ifPresent(message -> add(type, message));
    }

    private void add(HandshakeType type, Bytes message) {
        transcript.add(message);
        recorder.record(new Event.TranscriptExtended(type, transcript.hash()));
    }

    private void collect(Event event) {
        events.add(event);
        if (event instanceof Event.SecretDerived e) {
            values.put(KeyTree.name(e), Bytes.wrap(e.secret().reveal(token)));
        }
    }
}
