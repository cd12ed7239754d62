// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Question;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings that both sides have. Not thread-safe.
 *
 * @param <B> the concrete builder
 */
public abstract sealed class ConfigBuilder<B extends ConfigBuilder<B>>
        permits ClientConfig.Builder, ServerConfig.Builder {
    /** ML-DSA is there for who asks for it; hardly any peer has it yet, and every hello would carry it. */
    private static final Set<SignatureScheme> NOT_YET_COMMON =
            Set.of(SignatureScheme.MLDSA44, SignatureScheme.MLDSA65, SignatureScheme.MLDSA87);

    private static final int MAX_COMPRESSORS = 127;

    final CryptoProvider crypto;
    final TimeSource time;
    Credentials credentials;
    List<CipherSuite> cipherSuites;
    List<NamedGroup> groups;
    List<SignatureScheme> signatureSchemes;
    List<SignatureScheme> certificateSignatureSchemes;
    List<String> alpn = List.of();
    boolean middleboxCompatibility = true;
    Observer observer = Observer.NONE;
    Optional<SecretAccess> secretAccess = Optional.empty();
    Limits limits = Limits.DEFAULT;
    RecordPolicy records = RecordPolicy.DEFAULT;
    Optional<Basis> verifierBasis = Optional.empty();
    Optional<Basis> credentialsBasis = Optional.empty();
    List<PskKeyExchangeMode> pskModes = List.of(PskKeyExchangeMode.PSK_DHE_KE);
    boolean pskOnly;
    KeyLifetime keyLifetime = KeyLifetime.LONGEST;
    List<CertificateCompressor> certificateCompression = List.of();
    Set<Question> answeredLater = Set.of();
    boolean requestStatus;
    boolean requestTimestamps;
    boolean keepHandshakeReport = true;

    ConfigBuilder(CryptoProvider crypto, TimeSource time, Credentials credentials) {
        this.crypto = crypto;
        this.time = time;
        this.credentials = credentials;
        this.cipherSuites = crypto.cipherSuites().stream()
                .filter(suite -> !suite.equals(CipherSuite.TLS_AES_128_CCM_8_SHA256))
                .toList();
        this.groups = crypto.groups();
        this.signatureSchemes = crypto.signatureSchemes().stream()
                .filter(scheme -> !NOT_YET_COMMON.contains(scheme))
                .toList();
        this.certificateSignatureSchemes = withThoseOfCertificates();
    }

    ConfigBuilder(TlsConfig from) {
        crypto = from.crypto();
        time = from.time();
        credentials = from.credentials();
        cipherSuites = from.cipherSuites();
        groups = from.groups();
        signatureSchemes = from.signatureSchemes();
        certificateSignatureSchemes = from.certificateSignatureSchemes();
        alpn = from.alpn();
        middleboxCompatibility = from.middleboxCompatibility();
        observer = from.observer();
        secretAccess = from.secretAccess();
        limits = from.limits();
        records = from.records();
        verifierBasis = from.verifierBasis();
        credentialsBasis = from.credentialsBasis();
        pskModes = from.acceptedPskModes();
        pskOnly = from.pskOnly();
        keyLifetime = from.keyLifetime();
        certificateCompression = from.certificateCompression();
        answeredLater = from.answeredLater();
        requestStatus = from.requestStatus();
        requestTimestamps = from.requestTimestamps();
        keepHandshakeReport = from.keepHandshakeReport();
    }

    abstract B self();

    /** Whether this side keeps what it needs to resume sessions. */
    abstract boolean resumes();

    /** A digest of the rules by which peers are let in. */
    abstract Bytes sessionBinding();

    /**
     * The cipher suites, in order of preference; by default all of the provider's but the one whose
     * tags are short, TLS_AES_128_CCM_8_SHA256.
     *
     * @throws IllegalArgumentException if the list is empty, names one twice, or one that the provider lacks
     */
    public B cipherSuites(List<CipherSuite> suites) {
        cipherSuites = checked("cipher suites", suites, crypto.cipherSuites());
        return self();
    }

    /**
     * The groups for the key exchange, in order of preference; by default the provider's own choice.
     *
     * @throws IllegalArgumentException if the list is empty, names one twice, or one that the provider lacks
     */
    public B groups(List<NamedGroup> groups) {
        //= R4.3.7-1
        //= R4.3.7-2
        this.groups = checked("groups", groups, crypto.supportedGroups());
        return self();
    }

    /**
     * The signature schemes acceptable in a peer's CertificateVerify, in order of preference; by default all of the provider's but
     * ML-DSA.
     *
     * @throws IllegalArgumentException if the list is empty, names one twice, or one that the provider lacks
     */
    public B signatureSchemes(List<SignatureScheme> schemes) {
        signatureSchemes = checked("signature schemes", schemes, crypto.signatureSchemes());
        certificateSignatureSchemes = withThoseOfCertificates();
        return self();
    }

    /**
     * Application protocols in order of preference, such as {@code h2}, {@code http/1.1}; none by default.
     *
     * @throws IllegalArgumentException if a name is not 1 to 255 bytes of UTF-8, or comes twice
     */
    public B alpn(List<String> protocols) {
        for (String protocol : protocols) {
            int length = Bytes.ofUtf8(protocol).length();
            if (length < 1 || length > 255) {
                throw new IllegalArgumentException("an application protocol's name has 1 to 255 bytes, not " + length);
            }
        }
        alpn = unique("application protocols", protocols);
        return self();
    }

    /** The certificates that this side can prove. */
    public B credentials(Credentials credentials) {
        this.credentials = credentials;
        return self();
    }

    /** Whether to look like TLS 1.2 to middleboxes (appendix E.4); on by default. */
    public B middleboxCompatibility(boolean on) {
        middleboxCompatibility = on;
        return self();
    }

    /** Who is told what happens; nobody by default. */
    public B observer(Observer observer) {
        this.observer = observer;
        return self();
    }

    /** Dangerous: opens every secret of every connection to the holder of {@code token}. */
    public B secretAccess(SecretAccess token) {
        secretAccess = Optional.of(token);
        return self();
    }

    /** How much a peer may ask for. */
    public B limits(Limits limits) {
        this.limits = limits;
        return self();
    }

    /** How long records are, sent and received; {@link RecordPolicy#DEFAULT} unless set. */
    public B records(RecordPolicy policy) {
        records = policy;
        return self();
    }

    /**
     * How long this side sends under one key before it updates it by itself (section 4.7.3); by default as long as section 5.5 allows.
     * The peer is not asked to do the same.
     */
    public B updateKeysEvery(KeyLifetime lifetime) {
        keyLifetime = lifetime;
        return self();
    }

    /**
     * With what a peer may compress its Certificate message, and we ours if it can read that, in order of preference (RFC 8879); none
     * by default. Worth the trouble where chains are long: it saves about a third of one, and takes a parser for compressed data.
     *
     * @throws IllegalArgumentException if two are of the same algorithm, or there are more than 127
     */
    public B certificateCompression(List<CertificateCompressor> compressors) {
        if (compressors.size() > MAX_COMPRESSORS) {
            throw new IllegalArgumentException("at most " + MAX_COMPRESSORS + " algorithms fit");
        }
        unique(
                "certificate compression",
                compressors.stream().map(CertificateCompressor::algorithm).toList());
        certificateCompression = List.copyOf(compressors);
        return self();
    }

    /**
     * The kinds of questions that a connection hands out ({@code Step.NeedsAnswer}) to be answered later, from any thread's work,
     * rather than have this configuration answer them on the calling thread; none by default.
     */
    public B answeredLater(Set<Question> questions) {
        answeredLater = Set.copyOf(questions);
        return self();
    }

    /**
     * Whether to ask the peer to staple an OCSP response to its certificate (section 4.5.1.1); by default a client does and a server
     * does not. What comes is judged by the verifier; that none comes is a fault only of certificates that demand one (RFC 7633).
     */
    public B requestStatus(boolean on) {
        requestStatus = on;
        return self();
    }

    /**
     * Whether to ask the peer for signed certificate timestamps (RFC 6962); off by default. They are handed to the verifier and to
     * observers; none of this library's own verifiers has a policy for them.
     */
    public B requestTimestamps(boolean on) {
        requestTimestamps = on;
        return self();
    }

    /**
     * Whether a connection's report still holds the events of its handshake once that is complete; on by default. They are kept
     * packed, in about a kilobyte and as much again as hybrid key shares take. Off, each idle connection takes that much less, which matters
     * where there are very many. What fails in the handshake is reported in full
     * all the same; what fails later without it, so a verdict on that has less to go by. Observers are told everything either way.
     */
    public B keepHandshakeReport(boolean on) {
        keepHandshakeReport = on;
        return self();
    }

    /**
     * How pre-shared keys, those of sessions included, may be used, in order of preference (section 4.3.9); by default only
     * together with a key exchange. With psk_ke, whoever learns a key later can read what it protected before.
     *
     * @throws IllegalArgumentException if the list is empty, or names a mode twice or one that does not exist
     */
    public B pskModes(List<PskKeyExchangeMode> modes) {
        pskModes = checked("PSK modes", modes, List.of(PskKeyExchangeMode.PSK_DHE_KE, PskKeyExchangeMode.PSK_KE));
        return self();
    }

    /** Whether to talk only to peers with which a key is shared already, and never by certificates; off by default. */
    public B pskOnly(boolean on) {
        pskOnly = on;
        return self();
    }

    /** What {@code verifier} goes by, for the binding of sessions. */
    Bytes basis(PeerVerifier verifier) {
        Basis basis = Basis.of(crypto, verifier, verifier::basis, verifierBasis);
        verifierBasis = Optional.of(basis);
        return basis.value();
    }

    private List<SignatureScheme> withThoseOfCertificates() {
        List<SignatureScheme> schemes = new ArrayList<>(signatureSchemes);
        for (SignatureScheme scheme : crypto.certificateSignatureSchemes()) {
            if (!crypto.signatureSchemes().contains(scheme)) {
                schemes.add(scheme);
            }
        }
        return List.copyOf(schemes);
    }

    /** What the credentials prove, for the binding of sessions. */
    Bytes credentialsBasis() {
        Basis basis = Basis.of(crypto, credentials, credentials::basis, credentialsBasis);
        credentialsBasis = Optional.of(basis);
        return basis.value();
    }

    static <T> List<T> checked(String what, List<T> wanted, List<T> available) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no " + what);
        }
        for (T each : wanted) {
            //= R9.3-4
            if (!available.contains(each)) {
                throw new IllegalArgumentException(what + ": " + each + " is not available here, only " + available);
            }
        }
        return unique(what, wanted);
    }

    private static <T> List<T> unique(String what, List<T> wanted) {
        if (new HashSet<>(wanted).size() < wanted.size()) {
            throw new IllegalArgumentException(what + ": one is named twice in " + wanted);
        }
        return List.copyOf(wanted);
    }
}
