// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.Misdeed.raw;

import dev.limpid.alert.Violation;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a server must not answer to a ClientHello. */
final class ServerMisdeeds {
    private static final CipherSuite AES_128 = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final CipherSuite AES_256 = CipherSuite.TLS_AES_256_GCM_SHA384;
    private static final ProtocolVersion TLS12 = ProtocolVersion.TLS12;

    private ServerMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(serverHello(), retries(), afterRetry(), encryptedExtensions())
                .flatMap(List::stream);
    }

    private static List<Misdeed> serverHello() {
        return List.of(
                //= R4.2.3-6
                hello(
                        "selects a suite that was not offered",
                        Violation.SELECTED_UNOFFERED_SUITE,
                        h -> new ServerHello(
                                TLS12,
                                h.random(),
                                h.legacySessionIdEcho(),
                                new CipherSuite(0x1304),
                                0,
                                h.extensions())),
                //= R4.2.3-5
                hello(
                        "echoes another session id",
                        Violation.BAD_SESSION_ID_ECHO,
                        h -> new ServerHello(TLS12, h.random(), Bytes.EMPTY, h.cipherSuite(), 0, h.extensions())),
                //= R4.2.3-8
                hello(
                        "compresses",
                        Violation.BAD_COMPRESSION_METHODS,
                        h -> new ServerHello(
                                TLS12, h.random(), h.legacySessionIdEcho(), h.cipherSuite(), 1, h.extensions())),
                //= R4.2.3-2
                hello(
                        "has another legacy_version",
                        Violation.BAD_LEGACY_VERSION,
                        h -> new ServerHello(
                                ProtocolVersion.TLS13,
                                h.random(),
                                h.legacySessionIdEcho(),
                                AES_128,
                                0,
                                h.extensions())),
                //= R4.3.1-13
                extensions(
                        "selects TLS 1.2 by supported_versions",
                        Violation.SELECTED_BAD_VERSION,
                        e -> e.replace(new SupportedVersions.Selected(TLS12))),
                //= R4.2.4-12
                //= R4.3.1-12
                extensions(
                        "selects a version of the future",
                        Violation.SELECTED_BAD_VERSION,
                        e -> e.replace(new SupportedVersions.Selected(new ProtocolVersion(0x0305)))),
                //= RE.1-3
                extensions(
                        "answers as TLS 1.2",
                        Violation.UNSUPPORTED_VERSION,
                        e -> e.without(ExtensionType.SUPPORTED_VERSIONS)),
                //= R4.2.3-15
                //= R4.2.3-17
                downgraded("01"),
                downgraded("00"),
                extensions("sends no key share", Violation.MISSING_KEY_SHARE, e -> e.without(ExtensionType.KEY_SHARE)),
                share(
                        "of a group without a share of ours",
                        Violation.SELECTED_UNOFFERED_GROUP,
                        entry -> new KeyShareEntry(NamedGroup.SECP256R1, entry.keyExchange())),
                share(
                        "of a group that was not offered",
                        Violation.SELECTED_UNOFFERED_GROUP,
                        entry -> new KeyShareEntry(NamedGroup.X448, entry.keyExchange())),
                share(
                        "one byte short",
                        Violation.BAD_KEY_SHARE,
                        entry -> new KeyShareEntry(
                                entry.group(), entry.keyExchange().from(1))),
                share(
                        "of zeros",
                        Violation.BAD_SHARED_SECRET,
                        entry -> new KeyShareEntry(entry.group(), Bytes.wrap(new byte[32]))),
                //= R4.3-6
                extensions(
                        "answers an extension that was not sent",
                        Violation.UNSOLICITED_EXTENSION,
                        e -> e.with(raw(new ExtensionType(0xfafa), ""))),
                extensions(
                        "selects a PSK where none was offered",
                        Violation.UNSOLICITED_EXTENSION,
                        e -> e.with(raw(ExtensionType.PRE_SHARED_KEY, "0000"))),
                //= R4.3-7
                extensions(
                        "answers ALPN in ServerHello",
                        Violation.MISPLACED_EXTENSION,
                        e -> e.with(raw(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, "0003026832"))),
                extensions(
                        "has bytes left in an extension",
                        Violation.MALFORMED_EXTENSION,
                        e -> e.replace(raw(ExtensionType.SUPPORTED_VERSIONS, "030400"))),
                Misdeed.changedBytes(
                        "has an extension twice",
                        Violation.DUPLICATE_EXTENSION,
                        Scenario.PLAIN::relay,
                        Side.CLIENT,
                        HandshakeType.SERVER_HELLO,
                        bytes -> lengthened(bytes, Bytes.ofHex("002b00020304"))),
                Misdeed.changedBytes(
                        "ends early",
                        Violation.MALFORMED_MESSAGE,
                        Scenario.PLAIN::relay,
                        Side.CLIENT,
                        HandshakeType.SERVER_HELLO,
                        bytes -> Bytes.ofHex("02000014").then(bytes.slice(4, 20))));
    }

    private static List<Misdeed> retries() {
        return List.of(
                //= R4.2.4-5
                retry("asks for nothing", Violation.RETRY_WITHOUT_CHANGE, e -> e.without(ExtensionType.KEY_SHARE)),
                retry(
                        "asks for a group that was not offered",
                        Violation.SELECTED_UNOFFERED_GROUP,
                        e -> e.replace(new KeyShare.HelloRetryRequest(NamedGroup.X448))),
                //= R4.3.8-12
                //= R4.3.8-13
                retry(
                        "asks for a share that was sent",
                        Violation.RETRY_FOR_SHARE_ALREADY_SENT,
                        e -> e.replace(new KeyShare.HelloRetryRequest(NamedGroup.X25519))),
                retry(
                        "asks for a sent share and its cookie",
                        Violation.RETRY_FOR_SHARE_ALREADY_SENT,
                        e -> e.replace(new KeyShare.HelloRetryRequest(NamedGroup.X25519))
                                .with(new Cookie(Bytes.ofHex("01")))),
                retry(
                        "selects TLS 1.2",
                        Violation.SELECTED_BAD_VERSION,
                        e -> e.replace(new SupportedVersions.Selected(TLS12))),
                //= R4.2.4-4
                retry(
                        "names no version",
                        Violation.UNSUPPORTED_VERSION,
                        e -> e.without(ExtensionType.SUPPORTED_VERSIONS)),
                retry(
                        "answers what was not asked",
                        Violation.UNSOLICITED_EXTENSION,
                        e -> e.with(raw(new ExtensionType(0xfafa), ""))),
                //= R4.2.4-4
                //= R4.2.4-8
                retryFields(
                        "selects another suite",
                        Violation.SELECTED_UNOFFERED_SUITE,
                        r -> new HelloRetryRequest(
                                TLS12, r.legacySessionIdEcho(), new CipherSuite(0x1304), 0, r.extensions())),
                retryFields(
                        "echoes another session id",
                        Violation.BAD_SESSION_ID_ECHO,
                        r -> new HelloRetryRequest(TLS12, Bytes.EMPTY, r.cipherSuite(), 0, r.extensions())),
                retryFields(
                        "compresses",
                        Violation.BAD_COMPRESSION_METHODS,
                        r -> new HelloRetryRequest(TLS12, r.legacySessionIdEcho(), r.cipherSuite(), 1, r.extensions())),
                retryFields(
                        "has another legacy_version",
                        Violation.BAD_LEGACY_VERSION,
                        r -> new HelloRetryRequest(
                                ProtocolVersion.TLS13, r.legacySessionIdEcho(), r.cipherSuite(), 0, r.extensions())));
    }

    private static List<Misdeed> afterRetry() {
        return List.of(
                //= R4.2.4-10
                second(
                        "changes its suite after a retry",
                        Violation.SELECTED_OTHER_SUITE_AFTER_RETRY,
                        h -> new ServerHello(TLS12, h.random(), h.legacySessionIdEcho(), AES_256, 0, h.extensions())),
                //= R4.3.8-17
                //= R4.3.8-18
                second(
                        "changes its group after a retry",
                        Violation.SELECTED_OTHER_GROUP_AFTER_RETRY,
                        h -> new ServerHello(
                                TLS12,
                                h.random(),
                                h.legacySessionIdEcho(),
                                h.cipherSuite(),
                                0,
                                h.extensions()
                                        .replace(new KeyShare.ServerHello(
                                                new KeyShareEntry(NamedGroup.X25519, Bytes.wrap(new byte[32])))))),
                second(
                        "forgets its share after a retry",
                        Violation.MISSING_KEY_SHARE,
                        h -> new ServerHello(
                                TLS12,
                                h.random(),
                                h.legacySessionIdEcho(),
                                h.cipherSuite(),
                                0,
                                h.extensions().without(ExtensionType.KEY_SHARE))),
                second(
                        "has a point that is not on the curve",
                        Violation.BAD_KEY_SHARE,
                        h -> new ServerHello(
                                TLS12,
                                h.random(),
                                h.legacySessionIdEcho(),
                                h.cipherSuite(),
                                0,
                                h.extensions()
                                        .replace(new KeyShare.ServerHello(new KeyShareEntry(
                                                NamedGroup.SECP256R1, Bytes.ofHex("04" + "11".repeat(64))))))));
    }

    private static List<Misdeed> encryptedExtensions() {
        return List.of(
                parameters(
                        "selects a protocol that was not offered",
                        Violation.SELECTED_UNOFFERED_ALPN,
                        e -> e.replace(
                                new ApplicationLayerProtocolNegotiation.EncryptedExtensions(Bytes.ofUtf8("spdy/1")))),
                parameters(
                        "sends an extension that was not asked for",
                        Violation.UNSOLICITED_EXTENSION,
                        e -> e.with(raw(ExtensionType.MAX_FRAGMENT_LENGTH, "01"))),
                parameters(
                        "sends key_share in EncryptedExtensions",
                        Violation.MISPLACED_EXTENSION,
                        e -> e.with(raw(ExtensionType.KEY_SHARE, "0017"))),
                parameters(
                        "selects two protocols",
                        Violation.MALFORMED_EXTENSION,
                        e -> e.replace(raw(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, "0006026832026833"))));
    }

    private static Misdeed hello(String name, Violation violation, UnaryOperator<ServerHello> change) {
        return Misdeed.changed(
                "ServerHello " + name,
                violation,
                Scenario.PLAIN::relay,
                Side.CLIENT,
                HandshakeType.SERVER_HELLO,
                change);
    }

    private static Misdeed extensions(String name, Violation violation, UnaryOperator<Extensions> change) {
        return hello(name, violation, h -> with(h, change.apply(h.extensions())));
    }

    private static Misdeed share(String name, Violation violation, UnaryOperator<KeyShareEntry> change) {
        return extensions(
                "has a share " + name,
                violation,
                e -> e.replace(new KeyShare.ServerHello(change.apply(
                        e.find(KeyShare.ServerHello.class).orElseThrow().serverShare()))));
    }

    private static Misdeed downgraded(String last) {
        return hello(
                "falls back, and its random ends in " + last,
                Violation.DOWNGRADED,
                h -> new ServerHello(
                        TLS12,
                        h.random().slice(0, 24).then(Bytes.ofHex("444f574e475244" + last)),
                        h.legacySessionIdEcho(),
                        new CipherSuite(0xc02f),
                        0,
                        h.extensions().without(ExtensionType.SUPPORTED_VERSIONS)));
    }

    private static Misdeed retry(String name, Violation violation, UnaryOperator<Extensions> change) {
        return retryFields(
                name,
                violation,
                r -> new HelloRetryRequest(
                        TLS12, r.legacySessionIdEcho(), r.cipherSuite(), 0, change.apply(r.extensions())));
    }

    private static Misdeed retryFields(String name, Violation violation, UnaryOperator<HelloRetryRequest> change) {
        return Misdeed.changed(
                "HelloRetryRequest " + name,
                violation,
                Scenario.RETRIED::relay,
                Side.CLIENT,
                HandshakeType.SERVER_HELLO,
                change);
    }

    private static Misdeed second(String name, Violation violation, UnaryOperator<ServerHello> change) {
        return Misdeed.changed(
                "ServerHello " + name,
                violation,
                () -> {
                    Relay relay = Scenario.RETRIED.relay();
                    relay.bringTo(Side.CLIENT, "WAIT_SH_2");
                    return relay;
                },
                Side.CLIENT,
                HandshakeType.SERVER_HELLO,
                change);
    }

    private static Misdeed parameters(String name, Violation violation, UnaryOperator<Extensions> change) {
        return Misdeed.<EncryptedExtensions>changed(
                "server " + name,
                violation,
                Scenario.PLAIN::relay,
                Side.CLIENT,
                HandshakeType.ENCRYPTED_EXTENSIONS,
                message -> new EncryptedExtensions(change.apply(message.extensions())));
    }

    private static ServerHello with(ServerHello hello, Extensions extensions) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionIdEcho(), hello.cipherSuite(), 0, extensions);
    }

    /** A hello whose block of extensions, with which it ends, has more in it. */
    static Bytes lengthened(Bytes hello, Bytes extension) {
        int block = extensionsAt(hello);
        int length = (hello.at(block) << 8 | hello.at(block + 1)) + extension.length();
        int body = hello.length() - 4 + extension.length();
        return Bytes.of((byte) hello.at(0), (byte) (body >>> 16), (byte) (body >>> 8), (byte) body)
                .then(hello.slice(4, block - 4))
                .then(Bytes.of((byte) (length >>> 8), (byte) length))
                .then(hello.from(block + 2))
                .then(extension);
    }

    private static int extensionsAt(Bytes hello) {
        int at = 4 + 2 + 32;
        at += 1 + hello.at(at);
        if (hello.at(0) == HandshakeType.SERVER_HELLO.code()) {
            return at + 3;
        }
        at += 2 + (hello.at(at) << 8 | hello.at(at + 1));
        return at + 1 + hello.at(at);
    }
}
