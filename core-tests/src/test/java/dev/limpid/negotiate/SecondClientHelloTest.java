// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.extension.Unknown;
import dev.limpid.message.ClientHello;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What section 4.2.2 lets a second ClientHello change, with the first at hand and with its cookie alone. */
class SecondClientHelloTest {
    private static final ServerConfig SERVER = Lab.server().build();
    private static final Bytes COOKIE = Bytes.ofHex("c00c1e");
    private static final Extension EARLY_DATA = new Unknown(ExtensionType.EARLY_DATA, Bytes.EMPTY);
    private static final ClientHello FIRST = hello(Extensions.of(
            ServerNameList.Request.of("shop.lab"),
            new SupportedGroups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)),
            new KeyShare.ClientHello(List.of(share(NamedGroup.X25519))),
            new Unknown(ExtensionType.PADDING, Bytes.ofHex("0000")),
            new SignatureAlgorithms(List.of(SignatureScheme.ED25519)),
            new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)),
            new PskKeyExchangeModes(List.of(PskKeyExchangeMode.PSK_DHE_KE)),
            EARLY_DATA,
            psks("aa", "bb", "cc")));
    private static final Extension OTHER_SHARE = new KeyShare.ClientHello(List.of(share(NamedGroup.SECP256R1)));

    static Stream<Arguments> allowed() {
        return Stream.of(
                allowed("what was asked for", e -> e),
                allowed("no padding", e -> e.without(ExtensionType.PADDING)),
                allowed("more padding", e -> e.replace(new Unknown(ExtensionType.PADDING, Bytes.wrap(new byte[99])))),
                allowed("padding elsewhere", e -> before(e.without(ExtensionType.PADDING), padding())),
                allowed("other ages and binders", e -> e.replace(psk(7, "aa", "bb", "cc"))),
                allowed("without the first PSK", e -> e.replace(psks("bb", "cc"))),
                allowed("with the second PSK alone", e -> e.replace(psks("bb"))),
                allowed("without PSKs", e -> e.without(ExtensionType.PRE_SHARED_KEY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allowed")
    void mayBring(String what, UnaryOperator<Extensions> change) {
        ClientHello second = FIRST.withExtensions(change.apply(asAsked()));

        assertThat(stateful(second)).isEmpty();
        assertThat(stateless(FIRST, second)).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("early data again", e -> before(e, EARLY_DATA)),
                refused("another name", e -> e.replace(ServerNameList.Request.of("other.lab"))),
                refused("no name", e -> e.without(ExtensionType.SERVER_NAME)),
                refused("a new extension", e -> before(e, new Unknown(new ExtensionType(0xfafa), Bytes.EMPTY))),
                refused("other groups", e -> e.replace(new SupportedGroups(List.of(NamedGroup.SECP256R1)))),
                refused("other schemes", e -> e.replace(new SignatureAlgorithms(List.of(SignatureScheme.ED448)))),
                refused("other versions", e -> e.replace(versions())),
                refused("other modes", e -> e.replace(modes())),
                refused("key_share first", e -> first(e.without(ExtensionType.KEY_SHARE), OTHER_SHARE)),
                refused("the name last", e -> before(e.without(ExtensionType.SERVER_NAME), name())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void mayNotBring(String what, UnaryOperator<Extensions> change) {
        ClientHello second = FIRST.withExtensions(change.apply(asAsked()));

        //= R4.2.2-2
        //= R4.3.10-6
        assertThat(stateful(second)).contains(Violation.CHANGED_CLIENT_HELLO);
        assertThat(stateless(FIRST, second)).contains(Violation.CHANGED_CLIENT_HELLO);
    }

    @Test
    void mayNotBringOtherPsksThanBefore() {
        for (PreSharedKey.ClientHello other :
                List.of(psks("dd"), psks("aa", "dd"), psks("cc", "aa"), psks("aa", "aa"))) {
            assertThat(stateful(FIRST.withExtensions(asAsked().replace(other))))
                    .as(other.toString())
                    .contains(Violation.CHANGED_CLIENT_HELLO);
        }
    }

    @Test
    void mayNotBeginToOfferPsks() {
        ClientHello first = FIRST.withExtensions(FIRST.extensions().without(ExtensionType.PRE_SHARED_KEY));
        ClientHello second = first.withExtensions(asAsked());

        assertThat(stateless(first, second)).contains(Violation.CHANGED_CLIENT_HELLO);
        assertThat(violation(() -> ClientHelloRules.checkSecond(first, demand(), second)))
                .contains(Violation.CHANGED_CLIENT_HELLO);
    }

    @Test
    void mayNotChangeItsOtherFields() {
        List<ClientHello> changed = List.of(
                hello(ProtocolVersion.TLS13, "11", "22", CipherSuite.TLS_AES_128_GCM_SHA256, "00"),
                hello(ProtocolVersion.TLS12, "12", "22", CipherSuite.TLS_AES_128_GCM_SHA256, "00"),
                hello(ProtocolVersion.TLS12, "11", "23", CipherSuite.TLS_AES_128_GCM_SHA256, "00"),
                hello(ProtocolVersion.TLS12, "11", "22", CipherSuite.TLS_AES_256_GCM_SHA384, "00"),
                hello(ProtocolVersion.TLS12, "11", "22", CipherSuite.TLS_AES_128_GCM_SHA256, "0001"));
        for (ClientHello second : changed) {
            assertThat(stateful(second)).contains(Violation.CHANGED_CLIENT_HELLO);
            assertThat(stateless(FIRST, second)).contains(Violation.CHANGED_CLIENT_HELLO);
        }
    }

    @Test
    void bringsTheDemandedShareAndTheCookie() {
        for (Extension share : List.of(
                new KeyShare.ClientHello(List.of()),
                new KeyShare.ClientHello(List.of(share(NamedGroup.X25519))),
                new KeyShare.ClientHello(List.of(share(NamedGroup.SECP256R1), share(NamedGroup.X25519))))) {
            ClientHello second = FIRST.withExtensions(asAsked().replace(share));
            //= R4.3.8-14
            assertThat(stateful(second)).contains(Violation.WRONG_SHARE_AFTER_RETRY);
            assertThat(stateless(FIRST, second)).contains(Violation.WRONG_SHARE_AFTER_RETRY);
        }
        ClientHello without = FIRST.withExtensions(asAsked().without(ExtensionType.COOKIE));
        //= R4.3.2-2
        assertThat(stateful(without)).contains(Violation.BAD_COOKIE);
        assertThat(stateless(FIRST, without)).contains(Violation.BAD_COOKIE);
    }

    @Test
    void keepsItsSharesIfNoneWasAskedFor() {
        RetryDemand cookieAlone =
                new RetryDemand(CipherSuite.TLS_AES_128_GCM_SHA256, Optional.empty(), Optional.of(COOKIE));
        ClientHello other = FIRST.withExtensions(asAsked());
        ClientHello same = FIRST.withExtensions(asAsked()
                .replace(FIRST.extensions().find(KeyShare.ClientHello.class).orElseThrow()));

        assertThat(violation(() -> ClientHelloRules.checkSecond(FIRST, cookieAlone, same)))
                .isEmpty();
        assertThat(violation(() -> ClientHelloRules.checkSecond(FIRST, cookieAlone, other)))
                .contains(Violation.CHANGED_CLIENT_HELLO);
        RetryCookie cookie = RetryCookie.of(SERVER, FIRST, cookieAlone, Bytes.wrap(new byte[32]));
        assertThat(violation(() -> ClientHelloRules.checkSecond(Lab.CRYPTO, cookie, cookieAlone, same)))
                .isEmpty();
        assertThat(violation(() -> ClientHelloRules.checkSecond(Lab.CRYPTO, cookie, cookieAlone, other)))
                .contains(Violation.CHANGED_CLIENT_HELLO);
    }

    private static RetryDemand demand() {
        return new RetryDemand(
                CipherSuite.TLS_AES_128_GCM_SHA256, Optional.of(NamedGroup.SECP256R1), Optional.of(COOKIE));
    }

    private static Optional<Violation> stateful(ClientHello second) {
        return violation(() -> ClientHelloRules.checkSecond(FIRST, demand(), second));
    }

    private static Optional<Violation> stateless(ClientHello first, ClientHello second) {
        RetryCookie cookie = RetryCookie.of(SERVER, first, demand(), Bytes.wrap(new byte[32]));
        return violation(() -> ClientHelloRules.checkSecond(Lab.CRYPTO, cookie, demand(), second));
    }

    private static Optional<Violation> violation(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (ViolationException broken) {
            return Optional.of(broken.violation());
        }
    }

    /** The extensions of a second ClientHello that does all that was asked for, and nothing else. */
    private static Extensions asAsked() {
        Extensions changed =
                FIRST.extensions().without(ExtensionType.EARLY_DATA).replace(OTHER_SHARE);
        return before(changed, new Cookie(COOKIE));
    }

    /** With {@code extension} before pre_shared_key, if there is one. */
    private static Extensions before(Extensions extensions, Extension extension) {
        List<Extension> list = new ArrayList<>(extensions.list());
        boolean psk = list.getLast().type().equals(ExtensionType.PRE_SHARED_KEY);
        list.add(list.size() - (psk ? 1 : 0), extension);
        return Extensions.of(list);
    }

    private static Extensions first(Extensions extensions, Extension extension) {
        List<Extension> list = new ArrayList<>(extensions.list());
        list.addFirst(extension);
        return Extensions.of(list);
    }

    private static Extension padding() {
        return new Unknown(ExtensionType.PADDING, Bytes.ofHex("00"));
    }

    private static Extension name() {
        return ServerNameList.Request.of("shop.lab");
    }

    private static Extension versions() {
        return new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12));
    }

    private static Extension modes() {
        return new PskKeyExchangeModes(List.of(PskKeyExchangeMode.PSK_KE));
    }

    private static PreSharedKey.ClientHello psks(String... identities) {
        return psk(1, identities);
    }

    private static PreSharedKey.ClientHello psk(int seed, String... identities) {
        return new PreSharedKey.ClientHello(
                Stream.of(identities)
                        .map(identity -> new PreSharedKey.Identity(Bytes.ofHex(identity), seed))
                        .toList(),
                Stream.of(identities)
                        .map(identity -> Bytes.ofHex("0" + seed).then(Bytes.wrap(new byte[31])))
                        .toList());
    }

    private static KeyShareEntry share(NamedGroup group) {
        return new KeyShareEntry(group, Bytes.ofHex("5a"));
    }

    private static ClientHello hello(Extensions extensions) {
        return hello(ProtocolVersion.TLS12, "11", "22", CipherSuite.TLS_AES_128_GCM_SHA256, "00", extensions);
    }

    private static ClientHello hello(
            ProtocolVersion version, String random, String session, CipherSuite suite, String compression) {
        return hello(version, random, session, suite, compression, asAsked());
    }

    private static ClientHello hello(
            ProtocolVersion version,
            String random,
            String session,
            CipherSuite suite,
            String compression,
            Extensions extensions) {
        return new ClientHello(
                version,
                Bytes.ofHex(random.repeat(32)),
                Bytes.ofHex(session.repeat(32)),
                List.of(suite),
                Bytes.ofHex(compression),
                extensions);
    }

    private static Arguments allowed(String what, UnaryOperator<Extensions> change) {
        return Arguments.of(what, change);
    }

    private static Arguments refused(String what, UnaryOperator<Extensions> change) {
        return Arguments.of(what, change);
    }
}
