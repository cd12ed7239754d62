// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.alert.Violation;
import dev.limpid.identity.NameCheck;
import dev.limpid.identity.PathTold;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.observe.Escape;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One connection's verifier: what the trust manager answers. A manager that knows nothing of connections is asked about the chain
 * alone, and the name is checked here, so that endpoint identification holds with any. Answers on any thread.
 */
final class ManagedTrust implements PeerVerifier {
    private final Managers managers;
    private final Endpoint endpoint;
    private final TlsSession session;
    private final Settings settings;
    private final String identification;
    private final Bytes basis;
    private volatile @Nullable CertificateException refusal;

    /**
     * As {@code settings} say now.
     *
     * @param basis the same for all connections that go by the same managers and judge the peer in the same way
     */
    ManagedTrust(Managers managers, Endpoint endpoint, TlsSession session, Settings settings, Bytes basis) {
        this.managers = managers;
        this.endpoint = endpoint;
        this.session = session;
        this.settings = settings;
        this.identification = settings.identification();
        this.basis = basis;
    }

    /** What the trust manager threw, if it refused the peer. */
    Optional<CertificateException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @SuppressWarnings("try") // The resource is the question itself
    @Override
    public PeerVerdict verify(PeerCertificates claim) {
        List<X509Certificate> chain = List.of();
        try (TlsSession.Asking asking = session.asking()) {
            X509Certificate[] parsed = Certificates.parse(claim.chain());
            chain = List.of(parsed);
            return check(claim, chain, parsed);
        } catch (CertificateException e) {
            refusal = e;
            Violation violation = chain.isEmpty() ? Violation.CERTIFICATE_MALFORMED : Refusals.violation(e);
            Check failed = new Check(Refusals.kind(violation), Check.Outcome.FAILED, Escape.text(Refusals.text(e)));
            return new RejectedPeer(violation, failed.text(), facts(claim, chain, List.of(failed)));
        }
    }

    /** The authorities that a server lists in CertificateRequest, so that clients find the certificate to show. */
    @Override
    public List<Bytes> acceptedAuthorities() {
        return acceptedIssuers().stream()
                .map(issuer -> Bytes.of(issuer.getSubjectX500Principal().getEncoded()))
                .distinct()
                .toList();
    }

    @Override
    public Optional<Bytes> basis() {
        return Optional.of(basis);
    }

    private PeerVerdict check(PeerCertificates claim, List<X509Certificate> chain, X509Certificate[] parsed)
            throws CertificateException {
        boolean server = claim.peer() == Side.SERVER;
        String authType = server ? "UNKNOWN" : parsed[0].getPublicKey().getAlgorithm();
        X509TrustManager trust = managers.trust();
        List<Check> checks = new ArrayList<>();
        if (!settings.identification().equals(identification)) {
            throw new CertificateException("the endpoint identification algorithm was changed during the handshake");
        }
        if (trust instanceof X509ExtendedTrustManager extended) {
            endpoint.check(extended, server, parsed, authType);
        } else {
            Endpoint.check(trust, server, parsed, authType);
            settings.rules().chains().check(chain, acceptedIssuers());
            if (!server && !identification.isEmpty()) {
                throw new CertificateException("a client has no name that " + identification + " could check");
            }
            if (server && !identification.isEmpty()) {
                Check name = claim.expectedName()
                        .map(expected -> NameCheck.of(parsed[0], expected))
                        .orElseThrow(() -> new CertificateException("nothing is known that the peer should be called"));
                checks.add(name);
                if (name.outcome() != Check.Outcome.PASSED) {
                    throw new NameRefused(name.text());
                }
            }
        }
        checks.addFirst(new Check(Check.Kind.CHAIN, Check.Outcome.PASSED, "the trust manager accepts it"));
        return VerifiedPeer.promise(facts(claim, chain, checks), claim.chain());
    }

    private List<X509Certificate> acceptedIssuers() {
        X509Certificate[] issuers = managers.trust().getAcceptedIssuers();
        return issuers == null ? List.of() : List.of(issuers);
    }

    private PathFacts facts(PeerCertificates claim, List<X509Certificate> chain, List<Check> checks) {
        return PathTold.of(
                identification.isEmpty() ? Optional.empty() : claim.expectedName(),
                chain,
                managers.trust().getClass().getName(),
                checks);
    }

    /** The name is not the expected one. */
    static final class NameRefused extends CertificateException {
        private static final long serialVersionUID = 1L;

        NameRefused(String text) {
            super(text);
        }
    }
}
