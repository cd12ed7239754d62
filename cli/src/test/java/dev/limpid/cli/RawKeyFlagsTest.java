// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Raw public keys (RFC 7250), each over real connections between the two commands. */
@Timeout(180)
class RawKeyFlagsTest {
    @TempDir
    Path temp;

    private Key server;
    private Key client;

    /** A key pair in files: the public half, the private half, and both in one. */
    private record Key(Path open, Path secret, Path both) {}

    @BeforeEach
    void makeKeys() throws Exception {
        server = key("server");
        client = key("client");
    }

    @Test
    void trustsAKeyThatWasAgreedOn() throws Exception {
        try (Served served = Served.limpid("--raw-public-key", server.both.toString())) {
            assertThat(served.err()).contains("raw public key in " + server.both, "--peer-public-key");
            Ran ran = connect(served, "--peer-public-key", server.open.toString());
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("raw public key trusted (1 key known here)", "is known here", "HTTP 200");
        }
    }

    @Test
    void refusesAnyOtherKeyAndSaysWhose() throws Exception {
        try (Served served = Served.limpid("--raw-public-key", server.both.toString())) {
            Ran ran = connect(served, "--peer-public-key", client.open.toString());
            assertThat(ran.code()).as(ran.all()).isEqualTo(30);
            assertThat(ran.out()).contains("CERT.KEY.UNKNOWN", "is not the one that");

            Ran lax = connect(served, "--peer-public-key", client.open.toString(), "-k");
            assertThat(lax.code()).as(lax.all()).isZero();
            assertThat(lax.out()).contains("CERT.KEY.UNKNOWN", "HTTP 200").doesNotContain("trusted (");
        }
    }

    @Test
    void takesNoCertificateWhereAKeyIsWantedUnlessToldWhichCasToTrust() throws Exception {
        try (Served served = Served.limpid()) {
            assertThat(connect(served, "--peer-public-key", server.open.toString())
                            .code())
                    .isEqualTo(24);
            Ran both = connect(served, "--peer-public-key", server.open.toString(), "--cacert", served.root());
            assertThat(both.code()).as(both.all()).isZero();
            assertThat(both.out()).contains("certificate trusted (3 links");
        }
    }

    @Test
    void knowsClientsByTheirKeys() throws Exception {
        try (Served served = Served.limpid(
                "--raw-public-key",
                server.open.toString(),
                "--raw-key",
                server.secret.toString(),
                "--client-auth",
                "need",
                "--peer-public-key",
                client.open.toString())) {
            String[] trust = {"--peer-public-key", server.open.toString()};
            Ran known = connect(served, joined(trust, "--raw-public-key", client.both.toString()));
            assertThat(known.code()).as(known.all()).isZero();
            assertThat(known.out()).contains("asks for the client's certificate", "HTTP 200");
            Ran stranger = connect(served, joined(trust, "--raw-public-key", server.both.toString()));
            assertThat(stranger.code()).as(stranger.all()).isNotZero();
            assertThat(stranger.out()).doesNotContain("HTTP 200");
            Ran nobody = connect(served, trust);
            assertThat(nobody.code()).as(nobody.all()).isNotZero();
        }
    }

    @Test
    void resumesInAnotherRunUnderTheSameKeysAlone() throws Exception {
        Path session = temp.resolve("session");
        try (Served served = Served.limpid("--raw-public-key", server.both.toString())) {
            String[] keep = {"--peer-public-key", server.open.toString(), "--sess-out", session.toString()};
            assertThat(connect(served, keep).code()).isZero();
            Ran same = connect(served, joined(keep, "--sess-in", session.toString()));
            assertThat(same.code()).as(same.all()).isZero();
            assertThat(same.out()).contains("resumed");
            Ran other =
                    connect(served, "--peer-public-key", client.open.toString(), "--sess-in", session.toString(), "-v");
            assertThat(other.code()).as(other.all()).isEqualTo(30);
            assertThat(other.out())
                    .contains("no session is resumed: what this client trusts or can show has changed since");
        }
    }

    @Test
    void saysInASentenceWhatIsWrongWithAKey() {
        Ran torn = Ran.limpid(
                "connect",
                "localhost",
                "--raw-public-key",
                server.open.toString(),
                "--raw-key",
                client.secret.toString());
        assertThat(torn.code()).as(torn.all()).isEqualTo(3);
        assertThat(torn.err()).startsWith("limpid: ").doesNotContain("Exception", "\tat ");
        Ran secret = Ran.limpid("connect", "localhost", "--peer-public-key", server.secret.toString());
        assertThat(secret.code()).as(secret.all()).isEqualTo(3);
        assertThat(secret.err()).contains("has no public key");
    }

    private static Ran connect(Served served, String... options) {
        return Ran.limpid(joined(new String[] {"connect", served.address(), "--get", "/"}, options));
    }

    private static String[] joined(String[] first, String... second) {
        return Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new);
    }

    private Key key(String name) throws NoSuchAlgorithmException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String open = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        String secret = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        return new Key(
                Files.writeString(temp.resolve(name + ".pub"), open),
                Files.writeString(temp.resolve(name + ".key"), secret),
                Files.writeString(temp.resolve(name + ".pem"), secret + open));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
