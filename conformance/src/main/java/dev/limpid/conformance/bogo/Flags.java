// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.conformance.bogo.Flag.Scope;
import dev.limpid.conformance.bogo.Flag.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flags that this shim knows. What is not here is unimplemented. */
final class Flags {
    private static final Map<String, Flag> KNOWN = new HashMap<>();

    static {
        connections();
        handshakes();
        expectations();
        credentials();
        ignored();
    }

    private Flags() {}

    /** The flag of this name, if it is known. */
    static Optional<Flag> named(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /** All of them. */
    static Set<String> names() {
        return Set.copyOf(KNOWN.keySet());
    }

    private static void connections() {
        add(Scope.CONNECTION, Value.NONE, "-enable-grease", "-permute-extensions");
        add(Scope.CONNECTION, Value.NONE, "-server", "-ipv6", "-async", "-is-handshaker-supported");
        add(Scope.CONNECTION, Value.NUMBER, "-port", "-shim-id", "-resume-count", "-resumption-delay", "-read-size");
        add(Scope.CONNECTION, Value.NUMBER, "-min-version", "-max-version", "-max-cert-list");
        add(Scope.CONNECTION, Value.NONE, "-no-tls13", "-shim-writes-first", "-shim-shuts-down", "-check-close-notify");
        add(Scope.CONNECTION, Value.NONE, "-send-alert", "-no-tls1", "-no-tls11", "-no-tls12");
        add(Scope.CONNECTION, Value.NONE, "-key-update", "-key-update-before-read", "-read-with-unfinished-write");
        add(Scope.CONNECTION, Value.TEXT, "-shim-initial-write", "-export-label", "-export-context");
        add(Scope.CONNECTION, Value.NUMBER, "-repeat-shim-initial-write", "-export-keying-material");
        add(
                Scope.CONNECTION,
                Value.NONE,
                "-use-export-context",
                "-export-traffic-secrets",
                "-use-exporter-between-reads");
    }

    private static void handshakes() {
        add(Scope.CONNECTION, Value.NUMBER, "-curves", "-key-shares", "-server-supported-groups-hint", "-verify-prefs");
        add(Scope.CONNECTION, Value.NONE, "-no-key-shares", "-verify-peer", "-require-any-client-certificate");
        add(Scope.CONNECTION, Value.NONE, "-verify-fail", "-use-custom-verify-callback", "-fail-cert-callback");
        add(Scope.CONNECTION, Value.TEXT, "-host-name", "-advertise-alpn", "-select-alpn", "-use-client-ca-list");
        add(
                Scope.CONNECTION,
                Value.NONE,
                "-decline-alpn",
                "-reject-alpn",
                "-fail-early-callback",
                "-fail-ddos-callback");
        add(Scope.CONNECTION, Value.NONE, "-enable-ocsp-stapling", "-enable-signed-cert-timestamps");
        add(Scope.CONNECTION, Value.NONE, "-use-ocsp-callback", "-fail-ocsp-callback", "-decline-ocsp-callback");
        add(Scope.CONNECTION, Value.NONE, "-install-cert-compression-algs");
        add(Scope.CONNECTION, Value.NUMBER, "-install-one-cert-compression-alg", "-max-send-fragment");
        add(Scope.CONNECTION, Value.NONE, "-enable-early-data", "-no-ticket", "-skip-ticket");
        add(Scope.CONNECTION, Value.NUMBER, "-early-write-after-message");
        add(Scope.CONNECTION, Value.NUMBER, "-accepted-peer-cert-types", "-available-client-cert-types");
    }

    private static void expectations() {
        add(Scope.CONNECTION, Value.NUMBER, "-expect-version", "-expect-curve-id", "-expect-peer-signature-algorithm");
        add(Scope.CONNECTION, Value.NUMBER, "-expect-peer-verify-pref", "-expect-cipher", "-expect-cipher-aes");
        add(Scope.CONNECTION, Value.NUMBER, "-expect-total-renegotiations", "-expect-selected-credential");
        add(
                Scope.CONNECTION,
                Value.NONE,
                "-expect-hrr",
                "-expect-no-hrr",
                "-expect-no-peer-cert",
                "-expect-no-session");
        add(Scope.CONNECTION, Value.NONE, "-expect-verify-result", "-expect-no-server-name", "-expect-session-miss");
        add(Scope.CONNECTION, Value.TEXT, "-expect-server-name", "-expect-alpn", "-expect-advertised-alpn");
        add(Scope.CONNECTION, Value.TEXT, "-expect-peer-cert-file", "-expect-client-ca-list");
        add(Scope.CONNECTION, Value.NUMBER, "-expect-peer-certificate-type");
        add(Scope.CONNECTION, Value.BASE64, "-expect-ocsp-response", "-expect-signed-cert-timestamps");
        add(Scope.CONNECTION, Value.BASE64, "-expect-peer-rpk-sha256");
        add(Scope.CONNECTION, Value.NONE, "-expect-accept-early-data", "-expect-reject-early-data");
        add(Scope.CONNECTION, Value.NONE, "-expect-no-offer-early-data", "-expect-ticket-supports-early-data");
        add(Scope.CONNECTION, Value.TEXT, "-expect-early-data-reason");
        add(Scope.CONNECTION, Value.NUMBER, "-expect-ticket-age-skew");
    }

    private static void credentials() {
        add(Scope.OPENS_CREDENTIAL, Value.NONE, "-new-x509-credential", "-new-rpk-credential", ImportedKeys.KIND);
        add(Scope.CREDENTIAL, Value.TEXT, "-cert-file", "-key-file");
        add(Scope.CREDENTIAL, Value.NUMBER, "-signing-prefs");
        add(Scope.CREDENTIAL, Value.NONE, "-must-match-issuer", "-psk-importer-sha256", "-psk-importer-sha384");
        add(Scope.CREDENTIAL, Value.BASE64, "-psk-importer-key", "-psk-importer-identity", "-psk-importer-context");
        add(Scope.CREDENTIAL, Value.BASE64, "-ocsp-response", "-signed-cert-timestamps");
    }

    /** Some ask for what TLS 1.3 has no choice about; others are about the shape of one stack's interface, not about the wire. */
    private static void ignored() {
        add(Scope.IGNORED, Value.NONE, "-implicit-handshake");
        add(
                Scope.IGNORED,
                Value.NONE,
                "-use-old-client-cert-callback",
                "-use-early-callback",
                "-no-op-extra-handshake");
        add(Scope.IGNORED, Value.NONE, "-expect-no-session-id", "-expect-session-id", "-expect-extended-master-secret");
        add(Scope.IGNORED, Value.NONE, "-expect-secure-renegotiation", "-no-legacy-server-connect", "-peek-then-read");
        add(Scope.IGNORED, Value.NONE, "-server-preference", "-set-ocsp-in-callback", "-install-ddos-callback");
        add(Scope.IGNORED, Value.NONE, "-handshake-twice", "-partial-write");
        add(Scope.IGNORED, Value.NONE, "-use-ticket-callback", "-use-ticket-aead-callback", "-renew-ticket");
        add(Scope.IGNORED, Value.NONE, "-expect-not-resumable-across-names", "-expect-ticket-renewal");
        // What it ought to say to a machine without instructions for AES, on which the runner's authors know that these
        // tests fail
        add(Scope.IGNORED, Value.NUMBER, "-expect-cipher-no-aes");
        add(Scope.IGNORED, Value.TEXT, "-trust-cert");
        // Offers of what TLS 1.3 over TCP never agrees on
        add(Scope.IGNORED, Value.TEXT, "-srtp-profiles", "-advertise-npn");
        add(Scope.IGNORED, Value.NUMBER, "-quic-use-legacy-codepoint");
        add(Scope.IGNORED, Value.NONE, "-renegotiate-freely", "-ignore-rsa-key-usage");
    }

    private static void add(Scope scope, Value value, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Flag(name, value, scope));
        }
    }
}
