// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.Misdeed.put;
import static dev.limpid.Misdeed.raw;

import dev.limpid.alert.Violation;
import dev.limpid.config.CookieKey;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.CompressCertificate;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.identity.Credentials;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a client must not say in its ClientHello, and in its second one. */
final class ClientMisdeeds {
    private ClientMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(fields(), extensions(), nothingInCommon(), second()).flatMap(List::stream);
    }

    private static List<Misdeed> fields() {
        return List.of(
                //= R4.2.2-7
                //= RE.5-9
                hello(
                        "has another legacy_version",
                        Violation.BAD_LEGACY_VERSION,
                        h -> new ClientHello(
                                ProtocolVersion.TLS13,
                                h.random(),
                                h.legacySessionId(),
                                h.cipherSuites(),
                                h.legacyCompressionMethods(),
                                h.extensions())),
                //= R4.2.2-15
                hello("compresses", Violation.BAD_COMPRESSION_METHODS, h -> compressing(h, "0100")),
                hello("does not offer null compression", Violation.BAD_COMPRESSION_METHODS, h -> compressing(h, "01")),
                //= R4.3.1-4
                //= R4.3.1-7
                //= RE.2-1
                block(
                        "speaks TLS 1.2 only",
                        Violation.UNSUPPORTED_VERSION,
                        e -> e.replace(new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS12)))),
                //= RE.2-3
                block(
                        "has no supported_versions",
                        Violation.UNSUPPORTED_VERSION,
                        e -> e.without(ExtensionType.SUPPORTED_VERSIONS)),
                hello(
                        "fell back",
                        Violation.INAPPROPRIATE_FALLBACK,
                        h -> new ClientHello(
                                h.legacyVersion(),
                                h.random(),
                                h.legacySessionId(),
                                List.of(new CipherSuite(0xc02f), CipherSuite.TLS_FALLBACK_SCSV),
                                h.legacyCompressionMethods(),
                                h.extensions().without(ExtensionType.SUPPORTED_VERSIONS))),
                bytes(
                        "has bytes left over",
                        Violation.MALFORMED_MESSAGE,
                        b -> Bytes.ofHex("01")
                                .then(Bytes.of((byte) 0, (byte) ((b.length() - 3) >>> 8), (byte) (b.length() - 3)))
                                .then(b.from(4))
                                .then(Bytes.ofHex("00"))),
                bytes(
                        "ends early",
                        Violation.MALFORMED_MESSAGE,
                        b -> Bytes.ofHex("01000014").then(b.slice(4, 20))),
                bytes(
                        "claims to be too large",
                        Violation.MESSAGE_TOO_LARGE,
                        b -> Bytes.ofHex("01ffffff").then(b.from(4))),
                bytes(
                        "has an extension twice",
                        Violation.DUPLICATE_EXTENSION,
                        b -> ServerMisdeeds.lengthened(b, Bytes.ofHex("002b00030203" + "04"))));
    }

    private static List<Misdeed> extensions() {
        return List.of(
                //= R9.2-12
                block("has no key_share", Violation.MISSING_KEY_SHARE, e -> e.without(ExtensionType.KEY_SHARE)),
                block(
                        "has no supported_groups",
                        Violation.MISSING_SUPPORTED_GROUPS,
                        e -> e.without(ExtensionType.SUPPORTED_GROUPS)),
                //= R4.3.3-3
                block(
                        "has no signature_algorithms",
                        Violation.MISSING_SIGNATURE_ALGORITHMS,
                        e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS)),
                //= R4.3.9-2
                block("has a PSK without modes", Violation.MISSING_PSK_MODES, e -> e.with(psk())),
                //= R4.3.11-16
                block(
                        "has a PSK that is not last",
                        Violation.PSK_NOT_LAST,
                        e -> e.with(psk()).with(raw(ExtensionType.PSK_KEY_EXCHANGE_MODES, "0101"))),
                //= R4.3-7
                block(
                        "has an extension of another message",
                        Violation.MISPLACED_EXTENSION,
                        e -> e.with(raw(ExtensionType.OID_FILTERS, "0000"))),
                //= R4.3.7-2
                block(
                        "lists a group twice",
                        Violation.DUPLICATE_GROUP,
                        e -> e.replace(new SupportedGroups(
                                List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.X25519)))),
                block(
                        "lists a compression twice",
                        Violation.DUPLICATE_COMPRESSION,
                        e -> e.with(new CompressCertificate(List.of(
                                CertificateCompression.ZLIB,
                                CertificateCompression.BROTLI,
                                CertificateCompression.ZLIB)))),
                block(
                        "shows certificates only, and says so",
                        Violation.NEEDLESS_CERTIFICATE_TYPES,
                        e -> e.with(new ClientCertificateType.ClientHello(List.of(CertificateType.X509)))),
                block(
                        "takes certificates only, and says so",
                        Violation.NEEDLESS_CERTIFICATE_TYPES,
                        e -> e.with(new ServerCertificateType.ClientHello(List.of(CertificateType.X509)))),
                //= R4.3.8-9
                shares("two of one group", Violation.DUPLICATE_KEY_SHARE, s -> List.of(s.getFirst(), s.getFirst())),
                shares(
                        "one of a group that it does not list",
                        Violation.SHARE_OF_UNLISTED_GROUP,
                        s -> List.of(s.getFirst(), new KeyShareEntry(NamedGroup.X448, Bytes.wrap(new byte[56])))),
                shares(
                        "one that is a byte short",
                        Violation.BAD_KEY_SHARE,
                        s -> List.of(new KeyShareEntry(
                                s.getLast().group(), s.getLast().keyExchange().from(1)))),
                shares(
                        "one of zeros",
                        Violation.BAD_SHARED_SECRET,
                        s -> List.of(new KeyShareEntry(NamedGroup.X25519, Bytes.wrap(new byte[32])))),
                block(
                        "has an odd list of groups",
                        Violation.MALFORMED_EXTENSION,
                        e -> e.replace(raw(ExtensionType.SUPPORTED_GROUPS, "0003001d00"))),
                block(
                        "has an empty list of schemes",
                        Violation.MALFORMED_EXTENSION,
                        e -> e.replace(raw(ExtensionType.SIGNATURE_ALGORITHMS, "0000"))),
                block(
                        "wants two names",
                        Violation.BAD_SERVER_NAME,
                        e -> e.replace(new ServerNameList.Request(List.of(host("shop.lab"), host("mail.lab"))))),
                block(
                        "wants a name that is not ASCII",
                        Violation.BAD_SERVER_NAME,
                        e -> e.replace(new ServerNameList.Request(List.of(host("b\u00fccher.lab"))))),
                block(
                        "wants a name that is none",
                        Violation.BAD_SERVER_NAME,
                        e -> e.replace(ServerNameList.Request.of("no such name"))));
    }

    private static ServerNameList.Name host(String name) {
        return new ServerNameList.Name(
                ServerNameList.Name.HOST_NAME, Bytes.wrap(name.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static List<Misdeed> nothingInCommon() {
        return List.of(
                //= R4.2.1-4
                hello(
                        "has no suite of ours",
                        Violation.NO_COMMON_CIPHER_SUITE,
                        h -> new ClientHello(
                                h.legacyVersion(),
                                h.random(),
                                h.legacySessionId(),
                                List.of(new CipherSuite(0x1304), new CipherSuite(0x0a0a)),
                                h.legacyCompressionMethods(),
                                h.extensions())),
                //= R4.2.1-1
                //= R2.1-1
                block(
                        "has no group of ours",
                        Violation.NO_COMMON_GROUP,
                        e -> e.replace(new SupportedGroups(List.of(NamedGroup.X448)))
                                .replace(new KeyShare.ClientHello(List.of()))),
                block(
                        "has no scheme of ours",
                        Violation.NO_COMMON_SIGNATURE_SCHEME,
                        e -> e.replace(new SignatureAlgorithms(List.of(SignatureScheme.ED448)))),
                block(
                        "has no protocol of ours",
                        Violation.NO_COMMON_ALPN,
                        e -> e.replace(raw(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, "0003026833"))),
                with(
                        "brings a cookie of nobody's",
                        Violation.BAD_COOKIE,
                        s -> s.statelessRetry(StatelessRetry.of(CookieKeys.of(CookieKey.random(Lab.CRYPTO)))),
                        e -> e.with(new Cookie(Bytes.wrap(new byte[120])))),
                //= R9.2-15
                with(
                        "says no name where one is needed",
                        Violation.MISSING_SERVER_NAME,
                        s -> s.requireServerName(true),
                        e -> e.without(ExtensionType.SERVER_NAME)),
                new Misdeed("ClientHello wants another server", Violation.UNKNOWN_SERVER_NAME, () -> {
                    ServerConfig.Builder server = ServerConfig.builder(
                            Lab.CRYPTO,
                            FixedTime.NOON,
                            Credentials.onlyForTheirNames(
                                    Lab.INTERMEDIATE.leaf("other.lab").issue().credential()));
                    return new Relay(Scenario.PLAIN.client(), server).run().to(Side.SERVER);
                }),
                new Misdeed("client comes to a server without certificates", Violation.NO_CREDENTIALS, () -> {
                    ServerConfig.Builder server = ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.none());
                    return new Relay(Scenario.PLAIN.client(), server).run().to(Side.SERVER);
                }));
    }

    private static List<Misdeed> second() {
        List<Misdeed> misdeeds = new ArrayList<>(List.of(
                //= R4.2.2-2
                again(
                        "changes its random",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> new ClientHello(
                                h.legacyVersion(),
                                Bytes.wrap(new byte[32]),
                                h.legacySessionId(),
                                h.cipherSuites(),
                                h.legacyCompressionMethods(),
                                h.extensions())),
                again(
                        "changes its session id",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> new ClientHello(
                                h.legacyVersion(),
                                h.random(),
                                Bytes.EMPTY,
                                h.cipherSuites(),
                                h.legacyCompressionMethods(),
                                h.extensions())),
                again(
                        "changes its suites",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> new ClientHello(
                                h.legacyVersion(),
                                h.random(),
                                h.legacySessionId(),
                                h.cipherSuites().reversed(),
                                h.legacyCompressionMethods(),
                                h.extensions())),
                again(
                        "drops an extension",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions().without(ExtensionType.SERVER_NAME))),
                again(
                        "adds an extension",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions().with(raw(new ExtensionType(0xfaff), "")))),
                again(
                        "changes an extension",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions().replace(ServerNameList.Request.of("other.lab")))),
                again(
                        "changes the order of its extensions",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> h.withExtensions(
                                Extensions.of(h.extensions().list().reversed()))),
                again(
                        "has early data",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions().with(raw(ExtensionType.EARLY_DATA, "")))),
                again(
                        "brings a cookie that was not sent",
                        Violation.BAD_COOKIE,
                        h -> h.withExtensions(h.extensions().with(new Cookie(Bytes.ofHex("aa"))))),
                again(
                        "moves its key_share",
                        Violation.CHANGED_CLIENT_HELLO,
                        h -> h.withExtensions(moved(h.extensions(), ExtensionType.KEY_SHARE))),
                //= R4.3.8-14
                again(
                        "brings the old share",
                        Violation.WRONG_SHARE_AFTER_RETRY,
                        h -> h.withExtensions(h.extensions()
                                .replace(new KeyShare.ClientHello(
                                        List.of(new KeyShareEntry(NamedGroup.X25519, Bytes.wrap(new byte[32]))))))),
                again(
                        "brings no share",
                        Violation.WRONG_SHARE_AFTER_RETRY,
                        h -> h.withExtensions(h.extensions().replace(new KeyShare.ClientHello(List.of())))),
                again(
                        "has no key_share",
                        Violation.MISSING_KEY_SHARE,
                        h -> h.withExtensions(h.extensions().without(ExtensionType.KEY_SHARE)))));
        //= R4.3.2-2
        misdeeds.add(cookie("forgets the cookie", Violation.BAD_COOKIE, e -> e.without(ExtensionType.COOKIE)));
        misdeeds.add(cookie(
                "changes the cookie", Violation.BAD_COOKIE, e -> e.replace(new Cookie(Bytes.wrap(new byte[32])))));
        misdeeds.add(cookie(
                "changes its shares for a cookie",
                Violation.CHANGED_CLIENT_HELLO,
                e -> put(e, new KeyShare.ClientHello(List.of()))));
        return misdeeds;
    }

    /** The extension of {@code type} to the end. */
    private static Extensions moved(Extensions extensions, ExtensionType type) {
        return extensions.without(type).with(extensions.find(type).orElseThrow());
    }

    private static Misdeed hello(String name, Violation violation, UnaryOperator<ClientHello> change) {
        return Misdeed.changed(
                "ClientHello " + name,
                violation,
                Scenario.PLAIN::relay,
                Side.SERVER,
                HandshakeType.CLIENT_HELLO,
                change);
    }

    private static Misdeed bytes(String name, Violation violation, UnaryOperator<Bytes> change) {
        return Misdeed.changedBytes(
                "ClientHello " + name,
                violation,
                Scenario.PLAIN::relay,
                Side.SERVER,
                HandshakeType.CLIENT_HELLO,
                change);
    }

    private static Misdeed block(String name, Violation violation, UnaryOperator<Extensions> change) {
        return hello(name, violation, h -> h.withExtensions(change.apply(h.extensions())));
    }

    private static Misdeed with(
            String name,
            Violation violation,
            UnaryOperator<ServerConfig.Builder> server,
            UnaryOperator<Extensions> change) {
        return Misdeed.<ClientHello>changed(
                "ClientHello " + name,
                violation,
                () -> new Relay(Scenario.PLAIN.client(), server.apply(Scenario.PLAIN.server())),
                Side.SERVER,
                HandshakeType.CLIENT_HELLO,
                h -> h.withExtensions(change.apply(h.extensions())));
    }

    private static Misdeed shares(String name, Violation violation, UnaryOperator<List<KeyShareEntry>> change) {
        return block(
                "has shares, " + name,
                violation,
                e -> e.replace(new KeyShare.ClientHello(change.apply(
                        e.find(KeyShare.ClientHello.class).orElseThrow().clientShares()))));
    }

    private static Misdeed again(String name, Violation violation, UnaryOperator<ClientHello> change) {
        return again(name, violation, Scenario.RETRIED::relay, change);
    }

    private static Misdeed cookie(String name, Violation violation, UnaryOperator<Extensions> change) {
        return again(
                name,
                violation,
                () -> new Relay(Scenario.PLAIN.client(), Scenario.PLAIN.server().alwaysRetry(true)),
                h -> h.withExtensions(change.apply(h.extensions())));
    }

    private static Misdeed again(
            String name, Violation violation, Supplier<Relay> begin, UnaryOperator<ClientHello> change) {
        return Misdeed.changed(
                "second ClientHello " + name,
                violation,
                () -> {
                    Relay relay = begin.get();
                    relay.bringTo(Side.SERVER, "START_2");
                    return relay;
                },
                Side.SERVER,
                HandshakeType.CLIENT_HELLO,
                change);
    }

    private static ClientHello compressing(ClientHello hello, String methods) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                hello.cipherSuites(),
                Bytes.ofHex(methods),
                hello.extensions());
    }

    private static Extension psk() {
        return raw(ExtensionType.PRE_SHARED_KEY, "0007000101000000000021" + "20" + "00".repeat(32));
    }
}
