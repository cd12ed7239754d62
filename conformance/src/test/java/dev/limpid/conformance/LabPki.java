// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who is who in these tests: one root that everybody trusts, a certificate of {@code shop.lab} (and {@code localhost}) for each kind of key, and a root
 * that nobody trusts. Configurations run on the real clock, as the peers do.
 */
public final class LabPki {
    /** The root that everybody trusts. */
    public static final TestCertificate ROOT = TestPki.root("Interop Root CA").issue();

    /** A root that nobody trusts. */
    public static final TestCertificate STRANGER = TestPki.root("A Stranger").issue();

    /** The name of every server here. */
    public static final ServerName NAME = ServerName.of("shop.lab");

    /** Another name, for which {@link #other()} is. */
    public static final ServerName OTHER_NAME = ServerName.of("other.lab");

    /** The real time. */
    public static final TimeSource CLOCK = new SystemTime();

    private static final Map<TestKey, TestCertificate> LEAVES = new EnumMap<>(TestKey.class);

    private record SystemTime() implements TimeSource {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }

    private LabPki() {}

    /** The certificate of {@code shop.lab} whose key signs with {@code scheme}. */
    public static TestCertificate leaf(SignatureScheme scheme) {
        return leaf(keyFor(scheme));
    }

    /** The certificate of {@code shop.lab} with such a key. */
    public static synchronized TestCertificate leaf(TestKey key) {
        return LEAVES.computeIfAbsent(
                key,
                kind -> ROOT.leaf("shop.lab")
                        .names("shop.lab", "localhost", "127.0.0.1", "::1")
                        .key(kind)
                        .issue());
    }

    /** A fresh certificate for {@link #OTHER_NAME}. */
    public static TestCertificate other() {
        return ROOT.leaf(OTHER_NAME.text()).issue();
    }

    /** A fresh certificate of {@code shop.lab} from a CA that nobody trusts. */
    public static TestCertificate unknown() {
        return STRANGER.leaf("shop.lab").names("shop.lab", "localhost").issue();
    }

    /** A fresh certificate of {@code shop.lab} whose time is over. */
    public static TestCertificate expired() {
        return ROOT.leaf("shop.lab")
                .names("shop.lab", "localhost")
                .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z"))
                .issue();
    }

    /** A verifier that trusts {@link #ROOT}. */
    public static PkixVerifier verifier() {
        return PkixVerifier.trusting(TrustAnchors.of("the interop root", List.of(ROOT.certificate())));
    }

    /** Our client, which trusts {@link #ROOT}. */
    public static ClientConfig.Builder client() {
        return ClientConfig.builder(Lab.CRYPTO, CLOCK, verifier());
    }

    /** Our server with {@code certificate}. */
    public static ServerConfig.Builder server(TestCertificate certificate) {
        return ServerConfig.builder(Lab.CRYPTO, CLOCK, Credentials.of(certificate.credential()));
    }

    private static TestKey keyFor(SignatureScheme scheme) {
        String name = scheme.toString();
        return switch (name) {
            case "ecdsa_secp256r1_sha256" -> TestKey.P256;
            case "ecdsa_secp384r1_sha384" -> TestKey.P384;
            case "ed25519" -> TestKey.ED25519;
            default -> TestKey.RSA_2048;
        };
    }
}
