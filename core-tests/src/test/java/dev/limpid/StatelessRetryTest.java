// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.CookieKey;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that forgets each client after its HelloRetryRequest (section 4.3.2), and another that takes the second ClientHello. */
class StatelessRetryTest {
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.ofHex("140303000101");
    private static final CookieKey KEY = CookieKey.random(Lab.CRYPTO);

    static List<CipherSuite> suites() {
        return Lab.CRYPTO.cipherSuites();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void anotherConnectionTakesTheSecondClientHello(CipherSuite suite) {
        //= R4.2.4-9
        ServerConfig config = server().cipherSuites(List.of(suite)).build();
        End client = client(NamedGroup.X25519);
        Bytes second = secondFlight(client, config);
        End server = end(config);
        server.receive(second);
        complete(client, server);

        assertThat(server.connection().facts().orElseThrow().retried()).isTrue();
        assertThat(server.connection().facts().orElseThrow().cipherSuite()).isEqualTo(suite);
        assertThat(client.connection().facts().orElseThrow().group()).contains(NamedGroup.SECP256R1);
    }

    @Test
    void anotherConnectionTakesACookieThatCameAlone() {
        ServerConfig config = server().groups(List.of(NamedGroup.X25519MLKEM768))
                .alwaysRetry(true)
                .build();
        End client = new End(TlsConnection.client(Lab.client().build(), Lab.NAME));
        Bytes second = secondFlight(client, config);
        End server = end(config);
        server.receive(second);
        complete(client, server);

        assertThat(server.connection().facts().orElseThrow().retried()).isTrue();
        assertThat(server.connection().facts().orElseThrow().group()).contains(NamedGroup.X25519MLKEM768);
    }

    @Test
    void theSameConnectionMayGoOnAsWell() {
        Pair pair = new Pair(Lab.client().keyShares(List.of(NamedGroup.X25519)).build(), server().build()).handshake();
        assertThat(pair.server().connection().facts().orElseThrow().retried()).isTrue();
    }

    @Test
    void anotherConnectionSkipsTheEarlyDataBeforeTheSecondClientHello() {
        //= R4.3.10-10
        Acquaintance lab = Acquaintance.of(Lab.client().keyShares(List.of(NamedGroup.X25519)), server())
                .withEarlyData();
        End client = lab.next().client();
        Bytes first = client.take();
        ByteBuffer early = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        assertThat(client.connection().sealEarly(Bytes.ofUtf8("GET /").toBuffer(), early))
                .isEqualTo(5);
        End forgotten = end(lab.server().build());
        forgotten.receive(first);
        client.receive(forgotten.take());

        End server = end(lab.server().build());
        server.receive(Bytes.of(early.flip()));
        server.receive(client.take());
        complete(client, server);
        assertThat(server.connection().facts().orElseThrow().resumed()).isTrue();
        assertThat(client.connection().earlyDataAccepted()).contains(false);
    }

    @Test
    void skipsOnlySoMuchOfIt() {
        End server = end(server().build());
        Bytes record = Bytes.ofHex("1703034000").then(Bytes.wrap(new byte[16_384]));
        server.receive(record);
        assertThat(server.failure()).isEmpty();
        server.receive(record);
        assertThat(server.failure().orElseThrow().violation()).contains(Violation.TOO_MUCH_EARLY_DATA);
    }

    @Test
    void aServerThatWasNotAskedForCookiesIgnoresThem() {
        End client = client(NamedGroup.X25519);
        Bytes second = secondFlight(client, server().build());
        End server = end(Lab.server().build());
        server.receive(second);

        // Its transcript has no HelloRetryRequest, so the client sees a wrong answer
        client.receive(server.take());
        assertThat(client.failure()).isPresent();
    }

    @Test
    void aCookieOfOtherKeysIsRefused() {
        Bytes second = secondFlight(client(NamedGroup.X25519), server().build());
        refuses(
                Lab.server()
                        .groups(List.of(NamedGroup.SECP256R1))
                        .statelessRetry(StatelessRetry.of(CookieKeys.of(CookieKey.random(Lab.CRYPTO))))
                        .build(),
                second);
    }

    @Test
    void aCookieForAnotherClientIsRefused() {
        ServerConfig config = server().build();
        Bytes second = secondFlight(client(NamedGroup.X25519), config.boundTo(Bytes.ofUtf8("192.0.2.1")));
        refuses(config.boundTo(Bytes.ofUtf8("192.0.2.2")), second);
        refuses(config, second);

        End own = end(config.boundTo(Bytes.ofUtf8("192.0.2.1")));
        own.receive(second);
        assertThat(own.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-31_000, 30_001, 3_600_000})
    void aCookieOfAnotherTimeIsRefused(long milliseconds) {
        Bytes second = secondFlight(client(NamedGroup.X25519), server().build());
        refuses(server(at(milliseconds)).build(), second);
    }

    @ParameterizedTest
    @ValueSource(longs = {-30_000, 0, 30_000})
    void aCookieIsGoodForItsLifetime(long milliseconds) {
        Bytes second = secondFlight(client(NamedGroup.X25519), server().build());
        End server = end(server(at(milliseconds)).build());
        server.receive(second);
        assertThat(server.failure()).isEmpty();
    }

    @Test
    void aCookieIsOnlyForTheHelloThatItWasMadeFor() {
        // Both bring the cookie of the other's first ClientHello, each valid
        ServerConfig config = server().build();
        Bytes second = secondFlight(client(NamedGroup.X25519), config);
        Bytes other = secondFlight(client(NamedGroup.X25519), config);
        Bytes random = second.slice(second.length() - handshake(second).length() + 6, 32);
        Bytes otherRandom = other.slice(other.length() - handshake(other).length() + 6, 32);
        Bytes mixed = Bytes.ofHex(second.toHex().replace(random.toHex(), otherRandom.toHex()));

        //= R4.2.2-2
        refuses(config, mixed, Violation.CHANGED_CLIENT_HELLO);
    }

    @Test
    void ignoresChangeCipherSpecBeforeTheSecondClientHello() {
        //= R4.3.2-4
        ServerConfig config = server().build();
        End client = client(NamedGroup.X25519);
        Bytes second = secondFlight(client, config);
        assertThat(second.slice(0, 6)).isEqualTo(CHANGE_CIPHER_SPEC);
        End server = end(config);
        server.receive(CHANGE_CIPHER_SPEC.then(CHANGE_CIPHER_SPEC).then(second));
        complete(client, server);
    }

    @Test
    void ignoresOnlySoManyOfThem() {
        End server = end(server().build());
        for (int i = 0; i < 32; i++) {
            server.receive(CHANGE_CIPHER_SPEC);
        }
        assertThat(server.failure()).isEmpty();
        server.receive(CHANGE_CIPHER_SPEC);
        assertThat(server.failure().orElseThrow().violation()).contains(Violation.TOO_MANY_CHANGE_CIPHER_SPECS);
    }

    @Test
    void aStatefulServerTakesNoneBeforeTheClientHello() {
        //= R5-3
        End server = end(Lab.server().build());
        server.receive(CHANGE_CIPHER_SPEC);
        assertThat(server.failure().orElseThrow().violation()).contains(Violation.MISPLACED_CHANGE_CIPHER_SPEC);
    }

    @Test
    void oneClientGetsOneHelloRetryRequest() {
        ServerConfig config = server().build();
        End server = end(config);
        Bytes first = client(NamedGroup.X25519).take();
        server.receive(first);
        server.take();
        server.receive(client(NamedGroup.X25519).take());
        assertThat(server.failure().orElseThrow().violation()).contains(Violation.CHANGED_CLIENT_HELLO);
    }

    private static ServerConfig.Builder server() {
        return server(FixedTime.NOON);
    }

    private static ServerConfig.Builder server(TimeSource time) {
        return ServerConfig.builder(Lab.CRYPTO, time, Lab.server().build().credentials())
                .groups(List.of(NamedGroup.SECP256R1))
                .statelessRetry(StatelessRetry.of(CookieKeys.of(KEY)));
    }

    private static TimeSource at(long milliseconds) {
        Instant now = FixedTime.NOON.now().plus(Duration.ofMillis(milliseconds));
        return new FixedTime(now);
    }

    private static End client(NamedGroup share) {
        return new End(
                TlsConnection.client(Lab.client().keyShares(List.of(share)).build(), Lab.NAME));
    }

    private static End end(ServerConfig config) {
        return new End(TlsConnection.server(config));
    }

    /** What {@code client} says to a HelloRetryRequest of a connection that is forgotten then. */
    private static Bytes secondFlight(End client, ServerConfig config) {
        End forgotten = end(config);
        forgotten.receive(client.take());
        client.receive(forgotten.take());
        assertThat(forgotten.failure()).isEmpty();
        assertThat(client.failure()).isEmpty();
        return client.take();
    }

    private static void complete(End client, End server) {
        for (int i = 0; i < 3; i++) {
            client.receive(server.take());
            server.receive(client.take());
        }
        assertThat(client.isEstablished()).as(client.describe()).isTrue();
        assertThat(server.isEstablished()).as(server.describe()).isTrue();
        server.receive(client.seal(Bytes.ofUtf8("hello")));
        assertThat(server.received()).isEqualTo(Bytes.ofUtf8("hello"));
    }

    private static void refuses(ServerConfig config, Bytes second) {
        refuses(config, second, Violation.BAD_COOKIE);
    }

    private static void refuses(ServerConfig config, Bytes second, Violation violation) {
        End server = end(config);
        server.receive(second);
        assertThat(server.failure().orElseThrow().violation()).contains(violation);
        assertThat(server.take()).isEqualTo(Bytes.ofHex("1503030002" + "022f"));
    }

    /** The handshake message of a flight that ends with one record of it. */
    private static Bytes handshake(Bytes flight) {
        return flight.from(CHANGE_CIPHER_SPEC.length() + 5);
    }
}
