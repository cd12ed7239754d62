// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Peer;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Another TLS stack in this JVM: what it has, and how to set it up. */
abstract class EnginePeer {
    /** The suites that we have; every stack here has them too. */
    static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);

    static final List<NamedGroup> CURVES = List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    static final List<NamedGroup> CURVES_AND_HYBRID =
            List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    static final List<SignatureScheme> ECDSA_AND_RSA = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512);

    static final List<SignatureScheme> ECDSA_RSA_AND_ED25519 = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.ED25519);

    /** Name and version. */
    abstract Peer peer();

    /** Makes engines that share their sessions. */
    interface Engines {
        SSLEngine next() throws GeneralSecurityException, SSLException;
    }

    /** Engines at the end {@code role}, for TLS 1.3 alone. */
    abstract Engines engines(Side role, PeerSettings settings) throws GeneralSecurityException, SSLException;

    /** An engine of its own. */
    final SSLEngine engine(Side role, PeerSettings settings) throws GeneralSecurityException, SSLException {
        return engines(role, settings).next();
    }

    List<CipherSuite> suites() {
        return SUITES;
    }

    /** The groups that both have. */
    abstract List<NamedGroup> groups();

    /** The schemes by which it can prove its own certificate. */
    abstract List<SignatureScheme> schemes();

    /** The schemes by which it lets us prove ours. */
    List<SignatureScheme> verifiableSchemes() {
        return schemes();
    }

    /** Whether it can be told which suites it may use. */
    boolean obeysSuites() {
        return true;
    }

    /** Whether it can be told which groups it may use. */
    boolean obeysGroups() {
        return true;
    }

    /** Whether it can be told which signature schemes it may use. */
    boolean obeysSchemes() {
        return true;
    }

    /** Whether it can be made to send a KeyUpdate that asks for ours, by {@link SSLEngine#beginHandshake}. */
    boolean updatesKeys() {
        return false;
    }

    /** Whether a HelloRetryRequest that asks for no other share leaves its shares alone, as section 4.2.2 demands. */
    boolean keepsItsShares() {
        return true;
    }

    /** Whether its client takes a HelloRetryRequest without key_share, as section 4.2.4 allows. */
    boolean takesCookieAlone() {
        return true;
    }

    /** Whether its server issues tickets of TLS 1.3. */
    boolean issuesTickets() {
        return true;
    }

    /** Whether its client resumes sessions of TLS 1.3. */
    boolean resumes() {
        return true;
    }

    /** The name that the client asked {@code server} for. */
    abstract List<String> requestedNames(SSLEngine server);

    /** Its name. */
    @Override
    public final String toString() {
        return peer().name();
    }
}
