// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.identity.PeerEvidence;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection as JSSE sees it, from its first byte on: {@code getHandshakeSession} while the handshake runs, {@code getSession} from
 * then on. Thread-safe.
 */
final class TlsSession extends ExtendedSSLSession implements LimpidSession {
    /** The longest record: 5 bytes of header, 2^14 of content, at most 256 around it (RFC 9846 section 5.2). */
    static final int PACKET = TlsConnection.RECORD_BUFFER;

    /** Room for all that the longest record can hold. */
    static final int APPLICATION = PACKET - 5;

    private final SessionContext context;
    private final Carrier carrier;
    private final Side side;
    private final @Nullable String peerHost;
    private final int peerPort;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile SessionRoot root;
    private volatile @Nullable SessionRoot offered;
    private volatile @Nullable TlsConnection connection;
    private volatile List<SNIServerName> requestedNames = List.of();
    private volatile List<SignatureScheme> localSchemes = List.of();
    private volatile @Nullable CipherSuite handshakeSuite;
    private volatile @Nullable String handshakeProtocol;
    private volatile @Nullable PeerChain peerChain;

    /** The end of a question. */
    interface Asking extends AutoCloseable {
        @Override
        void close();
    }

    /** The peer's certificates, parsed when first asked for. */
    private record PeerChain(List<Bytes> encoded, List<X509Certificate> certificates) {}

    TlsSession(SessionContext context, Carrier carrier, Side side, @Nullable String peerHost, int peerPort) {
        this.context = context;
        this.carrier = carrier;
        this.side = side;
        this.peerHost = peerHost;
        this.peerPort = peerPort;
        this.root = context.owner().newRoot();
    }

    void connection(TlsConnection opened) {
        connection = opened;
    }

    /** The name that the client wants, as far as JSSE can spell it. */
    void requestedName(String name) {
        try {
            requestedNames = List.of(new SNIHostName(name));
        } catch (IllegalArgumentException notAHostName) {
            requestedNames = List.of();
        }
    }

    void localSchemes(List<SignatureScheme> schemes) {
        localSchemes = schemes;
    }

    void localChain(List<X509Certificate> chain) {
        root.localChain(chain);
    }

    /** A server is about to choose that suite. */
    void handshakeSuite(CipherSuite chosen) {
        handshakeSuite = chosen;
    }

    /** A server has chosen an application protocol, or none (""). */
    void handshakeProtocol(String chosen) {
        handshakeProtocol = chosen;
    }

    @Nullable
    String handshakeProtocol() {
        return facts().map(facts -> facts.alpn().orElse("")).orElse(handshakeProtocol);
    }

    /** Whether a manager is being asked, so that the session is one of a handshake, even if that comes late. */
    boolean isAsked() {
        return asked.get() > 0;
    }

    /** A manager is being asked until what this returns is closed. */
    Asking asking() {
        asked.incrementAndGet();
        return asked::decrementAndGet;
    }

    /** The connection may turn out to resume that one. */
    void offers(SessionRoot resumable) {
        offered = resumable;
    }

    /** The handshake is complete. */
    void establish() {
        adopt();
        facts().flatMap(ConnectionFacts::serverName).ifPresent(this::requestedName);
        context.list(this);
    }

    /** If this connection resumes another, it is the same session from now on. */
    void adopt() {
        SessionRoot resumable = offered;
        if (resumable != null && facts().map(ConnectionFacts::resumed).orElse(false)) {
            resumable.accessed(context.owner().time().now());
            root = resumable;
        }
    }

    SessionRoot root() {
        return root;
    }

    @Override
    public HandshakeReport report() {
        return opened().report();
    }

    @Override
    public Optional<ConnectionFacts> facts() {
        return Optional.ofNullable(connection).flatMap(TlsConnection::facts);
    }

    @Override
    public Optional<Boolean> earlyDataAccepted() {
        return Optional.ofNullable(connection).flatMap(TlsConnection::earlyDataAccepted);
    }

    @Override
    public boolean isEarly() {
        return opened().readEpoch() == Epoch.EARLY_DATA;
    }

    @Override
    public void updateKeys(boolean requestPeer) throws IOException {
        carrier.updateKeys(requestPeer);
    }

    @Override
    public boolean mayRequestClientCertificate() {
        return opened().mayRequestClientCertificate();
    }

    @Override
    public void requestClientCertificate(ClientAuthentication wanted) throws IOException {
        carrier.requestClientCertificate(wanted);
    }

    @Override
    public boolean sendTicket() throws IOException {
        return carrier.sendTicket();
    }

    @Override
    public Bytes tlsExporter() {
        return opened().tlsExporter();
    }

    @Override
    public byte[] getId() {
        return root.id().toArray();
    }

    @Override
    public SSLSessionContext getSessionContext() {
        return context;
    }

    @Override
    public long getCreationTime() {
        return root.created().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        return root.lastAccessed().toEpochMilli();
    }

    @Override
    public void invalidate() {
        root.invalidate();
    }

    @Override
    public boolean isValid() {
        return root.isValid();
    }

    @Override
    public void putValue(String name, Object value) {
        root.values().put(this, name, value);
    }

    @Override
    public @Nullable Object getValue(String name) {
        return root.values().get(name);
    }

    @Override
    public void removeValue(String name) {
        root.values().remove(this, name);
    }

    @Override
    public String[] getValueNames() {
        return root.values().names();
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        return peerChain().toArray(X509Certificate[]::new);
    }

    @Override
    public Certificate @Nullable [] getLocalCertificates() {
        List<X509Certificate> chain = root.localChain();
        return chain.isEmpty() ? null : chain.toArray(X509Certificate[]::new);
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return peerChain().getFirst().getSubjectX500Principal();
    }

    @Override
    public @Nullable Principal getLocalPrincipal() {
        List<X509Certificate> chain = root.localChain();
        return chain.isEmpty() ? null : chain.getFirst().getSubjectX500Principal();
    }

    @Override
    public String getCipherSuite() {
        return facts().map(ConnectionFacts::cipherSuite)
                .or(() -> Optional.ofNullable(handshakeSuite))
                .or(this::suiteOfHello)
                .map(CipherSuite::toString)
                .orElse(NullSession.SUITE);
    }

    @Override
    public String getProtocol() {
        return JsseNames.PROTOCOL;
    }

    @Override
    public @Nullable String getPeerHost() {
        return peerHost;
    }

    @Override
    public int getPeerPort() {
        return peerPort;
    }

    @Override
    public int getPacketBufferSize() {
        return PACKET;
    }

    @Override
    public int getApplicationBufferSize() {
        return APPLICATION;
    }

    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        return JsseNames.algorithms(localSchemes);
    }

    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        return JsseNames.algorithms(
                evidence().certificateSchemes().isEmpty()
                        ? evidence().signatureSchemes()
                        : evidence().certificateSchemes());
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        return requestedNames;
    }

    @Override
    public List<byte[]> getStatusResponses() {
        Bytes response = evidence().stapled().ocspResponse();
        return response.isEmpty() ? List.of() : List.of(response.toArray());
    }

    @Override
    public SecretKey exportKeyingMaterialKey(String keyAlg, String label, byte @Nullable [] context, int length) {
        if (keyAlg.isEmpty()) {
            throw new IllegalArgumentException("a key has an algorithm");
        }
        byte[] material = exportKeyingMaterialData(label, context, length);
        try {
            return new SecretKeySpec(material, keyAlg);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    /** Without a context as with an empty one, which is the same in TLS 1.3 (section 7.5). */
    @Override
    public byte[] exportKeyingMaterialData(String label, byte @Nullable [] context, int length) {
        Objects.requireNonNull(label, "label");
        if (length < 1) {
            throw new IllegalArgumentException("keying material has one byte at least, not " + length);
        }
        return opened().exportKeyingMaterial(label, context == null ? Bytes.EMPTY : Bytes.of(context), length);
    }

    /** Which end of which connection. */
    @Override
    public String toString() {
        return side + " session with " + (peerHost == null ? "a peer" : peerHost + ":" + peerPort) + ", "
                + getCipherSuite();
    }

    private PeerEvidence evidence() {
        TlsConnection known = connection;
        return known == null ? PeerEvidence.NOTHING : known.peerEvidence();
    }

    private TlsConnection opened() {
        TlsConnection known = connection;
        if (known == null) {
            throw new IllegalStateException("the handshake has not begun");
        }
        return known;
    }

    private Optional<CipherSuite> suiteOfHello() {
        TlsConnection known = connection;
        return known == null
                ? Optional.empty()
                : known.report().entries().stream()
                        .map(HandshakeReport.Entry::event)
                        .filter(Event.MessageSeen.class::isInstance)
                        .map(event -> ((Event.MessageSeen) event).message())
                        .filter(ServerHello.class::isInstance)
                        .map(message -> ((ServerHello) message).cipherSuite())
                        .findFirst();
    }

    private List<X509Certificate> peerChain() throws SSLPeerUnverifiedException {
        TlsConnection known = connection;
        List<Bytes> encoded = known == null ? List.of() : known.peerCertificates();
        if (encoded.isEmpty()) {
            throw new SSLPeerUnverifiedException("the peer has shown no certificate");
        }
        PeerChain parsed = peerChain;
        if (parsed == null || !parsed.encoded().equals(encoded)) {
            try {
                parsed = new PeerChain(encoded, List.of(Certificates.parse(encoded)));
            } catch (java.security.cert.CertificateException e) {
                throw new SSLPeerUnverifiedException("the peer is known by something else than X.509 certificates");
            }
            peerChain = parsed;
        }
        return parsed.certificates();
    }
}
