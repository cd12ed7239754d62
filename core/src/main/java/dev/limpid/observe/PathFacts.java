// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verifier saw and found: the chain link by link and every check with its outcome. Names come from the peer: escape
 * them wherever they are shown.
 *
 * @param expectedName the name that the certificate must be for
 * @param links the path from the leaf upward, without the anchor; if no path was found, what the peer sent
 * @param anchor the trust anchor that ends the path
 * @param trustSource which trust store was consulted: path, number of anchors, hash
 */
public record PathFacts(
        Optional<String> expectedName,
        List<Link> links,
        Optional<Anchor> anchor,
        String trustSource,
        List<Check> checks) {

    /**
     * A certificate of the path.
     *
     * @param serial lower-case hexadecimal
     * @param key such as {@code EC secp256r1} or {@code RSA 2048}
     * @param sha256 of the whole certificate, lower-case hexadecimal
     * @param names subject alternative names, such as {@code DNS:shop.lab}
     * @param sent whether the peer sent it, rather than our finding it
     */
    public record Link(
            String subject,
            String issuer,
            String serial,
            Instant notBefore,
            Instant notAfter,
            String key,
            String signatureAlgorithm,
            String sha256,
            List<String> names,
            boolean sent) {
        /** A link that keeps a copy of {@code names}. */
        public Link {
            names = List.copyOf(names);
        }
    }

    /**
     * The end of the path.
     *
     * @param sha256 of the anchor's certificate, lower-case hexadecimal; empty if the anchor is a bare key
     */
    public record Anchor(String subject, String sha256) {}

    /** One of the verifier's questions and the answer. */
    public record Check(Kind kind, Outcome outcome, String text) {
        /** What was asked. */
        public enum Kind {
            /** Does a path lead to an anchor? */
            CHAIN,
            /** Do the signatures along it verify? */
            SIGNATURE,
            /** Is it for the expected name? */
            NAME,
            /** Is every link valid now? */
            TIME,
            /** May it be used for this? */
            PURPOSE,
            /** Are its keys and algorithms strong enough? */
            ALGORITHM,
            /** Was a link revoked? */
            REVOCATION
        }

        /** How it was answered. */
        public enum Outcome {
            /** Yes, all is well. */
            PASSED,
            /** No. */
            FAILED,
            /** Not asked, or it could not be answered. */
            SKIPPED
        }
    }

    /** Facts that keep copies of their lists. */
    public PathFacts {
        links = List.copyOf(links);
        checks = List.copyOf(checks);
    }
}
