// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.alert.ViolationException;
import dev.limpid.identity.Credential;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts certificates into the order that TLS wants: the key's own first, each next one certifying the one before. */
final class ChainOrder {
    private ChainOrder() {}

    /**
     * The credential of {@code key} and those of {@code certificates} that lead from its own upward; the rest stays behind them.
     *
     * @throws StoreException if the key belongs to none of them
     */
    static Credential credential(String source, String keySource, List<Bytes> certificates, PrivateKey key) {
        Optional<StoreException> first = Optional.empty();
        for (Bytes candidate : certificates) {
            try {
                // A trial with one certificate, so that nothing is ordered around the wrong leaf
                Credential.of(source, List.of(candidate), key);
                return Credential.of(source, ordered(candidate, certificates), key);
            } catch (IllegalArgumentException | ViolationException unfit) {
                first = first.or(() -> Optional.of(CredentialFiles.unusable(source, unfit)));
            }
        }
        StoreException cause = first.orElseThrow(() -> new StoreException(source, "has no certificate", ""));
        String which = certificates.size() > 1 ? " (nor to any other certificate of the file)" : "";
        String where = keySource.equals(source) ? "" : "; the key is from " + keySource;
        throw new StoreException(
                source, cause.problem() + which + where, "use the key with which the certificate was requested");
    }

    private static List<Bytes> ordered(Bytes leaf, List<Bytes> certificates) {
        List<Bytes> rest = new ArrayList<>(certificates);
        rest.remove(leaf);
        List<Bytes> chain = new ArrayList<>(List.of(leaf));
        Optional<Bytes> next = issuerOf(leaf, rest);
        while (next.isPresent()) {
            chain.add(next.get());
            rest.remove(next.get());
            next = issuerOf(next.get(), rest);
        }
        chain.addAll(rest);
        return chain;
    }

    private static Optional<Bytes> issuerOf(Bytes certificate, List<Bytes> candidates) {
        Optional<X509Certificate> child = parse(certificate);
        return candidates.stream()
                .filter(candidate -> child.isPresent()
                        && parse(candidate)
                                .filter(issuer -> issuer.getSubjectX500Principal()
                                        .equals(child.get().getIssuerX500Principal()))
                                .isPresent())
                .findFirst();
    }

    /** What the JDK cannot read stays where it is. */
    private static Optional<X509Certificate> parse(Bytes der) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray())));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
