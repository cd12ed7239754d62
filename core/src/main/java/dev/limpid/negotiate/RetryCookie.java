// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.CookieKey;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.message.ClientHello;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a stateless server must know again when the second ClientHello comes (RFC 9846 section 4.3.2). The client carries it, and
 * can read it; only who has the key can make it. On the wire:
 *
 * <pre>
 * struct {
 *     uint8 version = 1;
 *     uint64 issued;                    // milliseconds since 1970
 *     CipherSuite cipher_suite;
 *     NamedGroup selected_group;        // 0 if the first shares do
 *     uint8 offered_psk;
 *     opaque client_hello_hash&lt;32..48&gt;; // Hash(ClientHello1)
 *     opaque kept[32];                  // digest of what ClientHello2 must keep
 *     opaque mac[32];                   // over a label, the context, and all of the above
 * } RetryCookie;
 * </pre>
 *
 * @param issued when the HelloRetryRequest was sent, whole milliseconds
 * @param group for which the HelloRetryRequest asked a share
 * @param offeredPsk whether the first ClientHello had a pre_shared_key
 * @param clientHelloHash Hash(ClientHello1) under the suite's hash
 * @param kept {@link KeptHello#digest}
 */
public record RetryCookie(
        Instant issued,
        CipherSuite cipherSuite,
        Optional<NamedGroup> group,
        boolean offeredPsk,
        Bytes clientHelloHash,
        Bytes kept) {
    /** Any longer one isn't ours, and not worth a MAC. */
    public static final int MAX_LENGTH = 256;

    private static final int VERSION = 1;
    private static final int MAC_LENGTH = 32;
    private static final Bytes LABEL = Bytes.ofUtf8("limpid retry cookie");

    /**
     * The cookie for who sent {@code first}, now.
     *
     * @param clientHelloHash Hash(ClientHello1)
     */
    public static RetryCookie of(ServerConfig config, ClientHello first, RetryDemand demand, Bytes clientHelloHash) {
        return new RetryCookie(
                config.time().now().truncatedTo(ChronoUnit.MILLIS),
                demand.cipherSuite(),
                demand.group(),
                first.extensions().contains(ExtensionType.PRE_SHARED_KEY),
                clientHelloHash,
                KeptHello.of(first, demand.group().isPresent()).digest(config.crypto()));
    }

    /** The cookie's bytes, with the first of the keys. */
    public Bytes seal(CryptoProvider crypto, StatelessRetry retry) {
        Bytes body = WireWriter.encode(w -> w.uint8(VERSION)
                .uint32(issued.toEpochMilli() >>> 32)
                .uint32(issued.toEpochMilli() & 0xffffffffL)
                .uint16(cipherSuite.code())
                .uint16(group.map(NamedGroup::code).orElse(0))
                .uint8(offeredPsk ? 1 : 0)
                .opaque8(clientHelloHash)
                .bytes(kept));
        CookieKey key = retry.keys().at(issued).getFirst();
        return body.then(key.authenticate(crypto, authenticated(retry, body)));
    }

    /**
     * Reads a cookie back.
     *
     * @throws ViolationException BAD_COOKIE if it is not one of ours, was made for another client, or is too old
     */
    public static RetryCookie open(CryptoProvider crypto, StatelessRetry retry, Instant now, Bytes sealed) {
        require(sealed.length() > MAC_LENGTH && sealed.length() <= MAX_LENGTH, Violation.BAD_COOKIE, "not ours");
        Bytes body = sealed.slice(0, sealed.length() - MAC_LENGTH);
        byte[] mac = sealed.from(body.length()).toArray();
        Bytes authenticated = authenticated(retry, body);
        boolean ours = false;
        for (CookieKey key : retry.keys().at(now)) {
            ours |= MessageDigest.isEqual(
                    key.authenticate(crypto, authenticated).toArray(), mac);
        }
        require(ours, Violation.BAD_COOKIE, "not ours, or not for this client");
        RetryCookie cookie = decode(body);
        Duration age = Duration.between(cookie.issued, now);
        require(age.abs().compareTo(retry.lifetime()) <= 0, Violation.BAD_COOKIE, "its time is over");
        return cookie;
    }

    /** What the HelloRetryRequest asked for that carried this cookie as {@code sealed}. */
    public RetryDemand demand(Bytes sealed) {
        return new RetryDemand(cipherSuite, group, Optional.of(sealed));
    }

    /** Only what a key has proved comes here: a body of another version is from a server of another release. */
    private static RetryCookie decode(Bytes body) {
        try {
            WireReader reader = WireReader.of("cookie", body);
            require(reader.uint8() == VERSION, Violation.BAD_COOKIE, "of another version");
            Instant issued = Instant.ofEpochMilli(reader.uint32() << 32 | reader.uint32());
            CipherSuite suite = new CipherSuite(reader.uint16());
            int group = reader.uint16();
            boolean psk = reader.uint8() == 1;
            Bytes hash = reader.opaque8("client_hello_hash", 1);
            Bytes kept = reader.bytes(HashAlgorithm.SHA256.length());
            require(reader.remaining() == 0, Violation.BAD_COOKIE, "of another shape");
            boolean fits =
                    suite.hash().filter(each -> each.length() == hash.length()).isPresent();
            require(fits, Violation.BAD_COOKIE, "of no suite of ours");
            return new RetryCookie(
                    issued, suite, group == 0 ? Optional.empty() : Optional.of(new NamedGroup(group)), psk, hash, kept);
        } catch (DecodeException malformed) {
            throw new ViolationException(Violation.BAD_COOKIE, "of another shape");
        }
    }

    private static Bytes authenticated(StatelessRetry retry, Bytes body) {
        return WireWriter.encode(
                w -> w.bytes(LABEL).uint8(0).opaque16(retry.context()).bytes(body));
    }
}
