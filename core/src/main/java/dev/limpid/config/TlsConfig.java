// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Question;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What both sides' configurations have in common. Immutable and thread-safe, as far as the parts are. */
public abstract sealed class TlsConfig permits ClientConfig, ServerConfig {
    private final Bytes sessionBinding;
    private final CryptoProvider crypto;
    private final TimeSource time;
    private final Credentials credentials;
    private final List<CipherSuite> cipherSuites;
    private final List<NamedGroup> groups;
    private final List<SignatureScheme> signatureSchemes;
    private final List<SignatureScheme> certificateSignatureSchemes;
    private final List<String> alpn;
    private final boolean middleboxCompatibility;
    private final Observer observer;
    private final Optional<SecretAccess> secretAccess;
    private final Limits limits;
    private final RecordPolicy records;
    private final Optional<Basis> verifierBasis;
    private final Optional<Basis> credentialsBasis;
    private final List<PskKeyExchangeMode> pskModes;
    private final boolean pskOnly;
    private final KeyLifetime keyLifetime;
    private final List<CertificateCompressor> certificateCompression;
    private final Set<Question> answeredLater;
    private final boolean requestStatus;
    private final boolean requestTimestamps;
    private final boolean keepHandshakeReport;

    TlsConfig(ConfigBuilder<?> builder) {
        // First of all, for it settles what the verifier and the credentials go by.
        sessionBinding = builder.resumes() ? builder.sessionBinding() : Bytes.EMPTY;
        crypto = builder.crypto;
        time = builder.time;
        credentials = builder.credentials;
        cipherSuites = builder.cipherSuites;
        groups = builder.groups;
        signatureSchemes = builder.signatureSchemes;
        certificateSignatureSchemes = builder.certificateSignatureSchemes;
        alpn = builder.alpn;
        middleboxCompatibility = builder.middleboxCompatibility;
        observer = builder.observer;
        secretAccess = builder.secretAccess;
        limits = builder.limits;
        records = builder.records;
        verifierBasis = builder.verifierBasis;
        credentialsBasis = builder.credentialsBasis;
        pskModes = builder.pskModes;
        pskOnly = builder.pskOnly;
        keyLifetime = builder.keyLifetime;
        certificateCompression = builder.certificateCompression;
        answeredLater = builder.answeredLater;
        requestStatus = builder.requestStatus;
        requestTimestamps = builder.requestTimestamps;
        keepHandshakeReport = builder.keepHandshakeReport;
    }

    /** Where the cryptographic primitives come from. */
    public CryptoProvider crypto() {
        return crypto;
    }

    /** The clock. */
    public TimeSource time() {
        return time;
    }

    /** The certificates that this side can prove. */
    public Credentials credentials() {
        return credentials;
    }

    /** In order of preference. */
    public List<CipherSuite> cipherSuites() {
        return cipherSuites;
    }

    /** In order of preference. */
    public List<NamedGroup> groups() {
        return groups;
    }

    /** Those acceptable in a peer's CertificateVerify, in order of preference. */
    public List<SignatureScheme> signatureSchemes() {
        return signatureSchemes;
    }

    /** What may sign a peer's certificates: the schemes for CertificateVerify, then those that may only be found there. */
    public List<SignatureScheme> certificateSignatureSchemes() {
        return certificateSignatureSchemes;
    }

    /** Application protocols in order of preference; empty to say nothing about them (RFC 7301). */
    public List<String> alpn() {
        return alpn;
    }

    /** Whether to look like TLS 1.2 to middleboxes (appendix E.4). */
    public boolean middleboxCompatibility() {
        return middleboxCompatibility;
    }

    /** Who is told what happens. */
    public Observer observer() {
        return observer;
    }

    /** The token that opens this configuration's secrets, if somebody asked for that. */
    public Optional<SecretAccess> secretAccess() {
        return secretAccess;
    }

    /** How pre-shared keys may be used, in order of preference. */
    public List<PskKeyExchangeMode> acceptedPskModes() {
        return pskModes;
    }

    /** Whether to talk only to peers with which a key is shared already. */
    public boolean pskOnly() {
        return pskOnly;
    }

    /**
     * A digest of the rules by which peers are let in: sessions are bound to it (section 4.7.1). Empty if this side keeps no
     * sessions.
     */
    public Bytes sessionBinding() {
        return sessionBinding;
    }

    /** Whether this side keeps what it needs to resume sessions, and resumes them. */
    public abstract boolean resumes();

    /** What the verifier goes by, once that had to be known. */
    Optional<Basis> verifierBasis() {
        return verifierBasis;
    }

    /** What the credentials prove, once that had to be known. */
    Optional<Basis> credentialsBasis() {
        return credentialsBasis;
    }

    /** How much a peer may ask for. */
    public Limits limits() {
        return limits;
    }

    /** How long records are. */
    public RecordPolicy records() {
        return records;
    }

    /** How long this side sends under one key. */
    public KeyLifetime keyLifetime() {
        return keyLifetime;
    }

    /** With what Certificate messages may be compressed, in order of preference; empty for not at all (RFC 8879). */
    public List<CertificateCompressor> certificateCompression() {
        return certificateCompression;
    }

    /** The kinds of questions that are handed out instead of answered on the calling thread. */
    public Set<Question> answeredLater() {
        return answeredLater;
    }

    /** Whether the peer is asked to staple an OCSP response (section 4.5.1.1). */
    public boolean requestStatus() {
        return requestStatus;
    }

    /** Whether a connection's report still holds the events of its handshake once that is complete. */
    public boolean keepHandshakeReport() {
        return keepHandshakeReport;
    }

    /** Whether the peer is asked for signed certificate timestamps (RFC 6962). */
    public boolean requestTimestamps() {
        return requestTimestamps;
    }
}
