// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.authority.Authority;
import dev.limpid.cli.authority.Issued;
import dev.limpid.cli.authority.Leaf;
import dev.limpid.cli.authority.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --post-handshake-auth} and {@code --client-ca any} of both commands. */
@Timeout(180)
class LaterAuthenticationTest {
    @TempDir
    Path temp;

    private Path ca;
    private Path cert;
    private Path key;

    @BeforeEach
    void issue() throws IOException {
        Authority authority = Authority.fresh("Clients", Instant.now());
        Issued issued = authority.issue(Leaf.client("someone"));
        ca = Files.writeString(temp.resolve("ca.pem"), Pem.of(authority.root()));
        cert = Files.writeString(
                temp.resolve("cert.pem"),
                String.join("", issued.chain().stream().map(Pem::of).toList()));
        key = Files.writeString(
                temp.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(issued.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void asksWhenAPathIsRequestedThatNeedsIt() throws Exception {
        try (Served served = Served.limpid("--post-handshake-auth=/products", "--client-ca", ca.toString())) {
            Ran known = connect(
                    served, "/products", "--post-handshake-auth", "--cert", cert.toString(), "--key", key.toString());
            assertThat(known.code()).as(known.all()).isZero();
            assertThat(known.out())
                    .containsSubsequence("GET /products", "CertificateRequest", "Certificate", "HTTP 200");
            served.awaitOut(text -> text.contains("GET /products") && text.contains("client certificate"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products", "/%70roducts", "/products/", "/./products"})
    void letsNobodyElseIn(String path) throws Exception {
        try (Served served = Served.limpid("--post-handshake-auth=/products", "--client-ca", ca.toString())) {
            Ran silent = connect(served, path);
            assertThat(silent.out()).contains("HTTP 403").doesNotContain("CertificateRequest");
            Ran without = connect(served, path, "--post-handshake-auth");
            assertThat(without.out()).as(without.all()).contains("CertificateRequest", "HTTP 403");
            assertThat(connect(served, "/", "--post-handshake-auth").out())
                    .contains("HTTP 200")
                    .doesNotContain("CertificateRequest");
        }
    }

    @Test
    void takesAnyCertificateIfToldTo() throws Exception {
        try (Served served = Served.limpid("--client-auth", "need", "--client-ca", "any")) {
            Ran known = connect(served, "/", "--cert", cert.toString(), "--key", key.toString());
            assertThat(known.code()).as(known.all()).isZero();
            assertThat(connect(served, "/").code()).isEqualTo(40);
        }
    }

    private static Ran connect(Served served, String path, String... options) {
        String[] all = Arrays.copyOf(
                new String[] {"connect", served.address(), "--cacert", served.root(), "--get", path},
                6 + options.length);
        System.arraycopy(options, 0, all, 6, options.length);
        return Ran.limpid(all);
    }
}
