// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that a verifier trusts without further proof, and where they came from. Of an anchor only name, key and
 * the right to issue count (RFC 5280 section 6.1.1): its dates and its signature do not. Immutable and thread-safe.
 */
public final class TrustAnchors {
    private final String source;
    private final List<X509Certificate> certificates;
    private final Map<X500Principal, List<X509Certificate>> bySubject = new HashMap<>();
    private final Bytes sha256;
    private final String description;

    private TrustAnchors(String source, Collection<X509Certificate> certificates) {
        this.source = source;
        this.certificates = List.copyOf(new LinkedHashSet<>(certificates));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (X509Certificate anchor : this.certificates) {
            bySubject.merge(anchor.getSubjectX500Principal(), List.of(anchor), TrustAnchors::concat);
            Bytes der = X509.der(anchor);
            all.writeBytes(der.toArray());
        }
        this.sha256 = X509.sha256(Bytes.wrap(all.toByteArray()));
        String number = this.certificates.size() == 1 ? "1 anchor" : this.certificates.size() + " anchors";
        this.description = source + ", " + number + ", sha256 " + sha256.toHex().substring(0, 16) + "…";
    }

    /**
     * Anchors from {@code source}.
     *
     * @param source where they came from, for people: {@code root.pem}, {@code JVM cacerts /usr/lib/jvm/…}
     * @param certificates duplicates count once; none at all is allowed, and trusts nobody
     */
    public static TrustAnchors of(String source, Collection<X509Certificate> certificates) {
        return new TrustAnchors(source, certificates);
    }

    /** Where the anchors came from, for people. */
    public String source() {
        return source;
    }

    /** The anchors, each once, in their source's order. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** SHA-256 over the DER forms of all anchors in order: shows whether two stores hold the same. */
    public Bytes sha256() {
        return sha256;
    }

    /** Source, number and fingerprint in one line, as reports show them. */
    public String describe() {
        return description;
    }

    /** Whether this very certificate is an anchor. */
    boolean contains(X509Certificate certificate) {
        for (X509Certificate anchor : named(certificate.getSubjectX500Principal())) {
            if (X509.der(anchor).equals(X509.der(certificate))) {
                return true;
            }
        }
        return false;
    }

    /** The anchors with this name. */
    List<X509Certificate> named(X500Principal subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    @Override
    public String toString() {
        return describe();
    }

    private static List<X509Certificate> concat(List<X509Certificate> left, List<X509Certificate> right) {
        return java.util.stream.Stream.concat(left.stream(), right.stream()).toList();
    }
}
