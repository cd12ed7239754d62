// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** From JSSE's names of protocols, suites, groups and schemes to values and back. */
final class JsseNames {
    /** The one protocol. */
    static final String PROTOCOL = "TLSv1.3";

    private static final Set<String> OLD_PROTOCOLS =
            Set.of("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "DTLSv1.0", "DTLSv1.2");

    private JsseNames() {}

    /**
     * Checks that {@code names} has TLS 1.3 among what it asks for; older versions beside it are what a program that knows several
     * providers asks for, and simply never happen.
     */
    static void checkProtocols(String[] names) {
        for (String name : checked("protocols", names)) {
            if (!name.equals(PROTOCOL) && !OLD_PROTOCOLS.contains(name)) {
                throw new IllegalArgumentException("protocols: " + name + " does not exist; Limpid speaks " + PROTOCOL);
            }
        }
        if (!List.of(names).contains(PROTOCOL)) {
            throw new IllegalArgumentException("protocols: Limpid speaks " + PROTOCOL + " only, and was asked for "
                    + List.of(names) + "; enable " + PROTOCOL + ", or use another provider for older versions");
        }
    }

    /** The suites of {@code names} that are TLS 1.3's; those of older versions beside them simply never happen. */
    static List<CipherSuite> suites(String[] names, List<CipherSuite> supported) {
        for (String name : checked("cipher suites", names)) {
            if (!name.startsWith("TLS_") && !name.startsWith("SSL_")) {
                throw new IllegalArgumentException("cipher suites: " + name + " does not exist");
            }
        }
        List<CipherSuite> known = supported.stream()
                .filter(suite -> List.of(names).contains(suite.toString()))
                .toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "cipher suites: none of " + List.of(names) + " is one of TLS 1.3 that is available: " + supported);
        }
        return inOrderOf(names, known);
    }

    /** The groups of {@code names} that are supported; names of others are passed over, as {@link SSLParameters} demands. */
    static List<NamedGroup> groups(String[] names, List<NamedGroup> supported) {
        List<NamedGroup> known = Arrays.stream(names)
                .flatMap(name ->
                        supported.stream().filter(group -> group.toString().equalsIgnoreCase(name)))
                .distinct()
                .toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "named groups: none of " + List.of(names) + " is available; there are " + supported);
        }
        return known;
    }

    /** The schemes of {@code names} that are supported; names of others are passed over, as {@link SSLParameters} demands. */
    static List<SignatureScheme> schemes(String[] names, List<SignatureScheme> supported) {
        List<SignatureScheme> known = Arrays.stream(names)
                .flatMap(name ->
                        supported.stream().filter(scheme -> scheme.toString().equalsIgnoreCase(name)))
                .distinct()
                .toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "signature schemes: none of " + List.of(names) + " is available; there are " + supported);
        }
        return known;
    }

    /** What a peer wrote in UTF-8. */
    static String text(Bytes written) {
        return new String(written.toArray(), StandardCharsets.UTF_8);
    }

    /** The names of {@code values}. */
    static String[] of(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    /** As JCA names them, such as {@code SHA256withECDSA}: what {@link javax.net.ssl.ExtendedSSLSession} speaks of. */
    static String[] algorithms(List<SignatureScheme> schemes) {
        return schemes.stream()
                .filter(SignatureScheme::isKnown)
                .map(JsseNames::algorithm)
                .distinct()
                .toArray(String[]::new);
    }

    private static String algorithm(SignatureScheme scheme) {
        String name = scheme.toString();
        if (name.startsWith("rsa_pss")) {
            return "RSASSA-PSS";
        }
        if (name.startsWith("rsa_pkcs1") || name.startsWith("ecdsa")) {
            String hash = name.substring(name.lastIndexOf("sha")).toUpperCase(Locale.ROOT);
            return hash + (name.startsWith("rsa") ? "withRSA" : "withECDSA");
        }
        return switch (name) {
            case "ed25519" -> "Ed25519";
            case "ed448" -> "Ed448";
            default -> name.replace("mldsa", "ML-DSA-");
        };
    }

    private static List<CipherSuite> inOrderOf(String[] names, List<CipherSuite> known) {
        return Arrays.stream(names)
                .distinct()
                .flatMap(name -> known.stream().filter(suite -> suite.toString().equals(name)))
                .toList();
    }

    private static String[] checked(String what, String @Nullable [] names) {
        if (names == null || names.length == 0) {
            throw new IllegalArgumentException(what + ": none");
        }
        for (String name : names) {
            if (Objects.requireNonNullElse(name, "").isEmpty()) {
                throw new IllegalArgumentException(what + ": an empty name");
            }
        }
        return names;
    }
}
