// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.EarlyData;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What neither side must do with keys that both have: sections 4.3.9 to 4.3.11 and 4.7.1. */
final class PskMisdeeds {
    private static final CipherSuite AES_256 = CipherSuite.TLS_AES_256_GCM_SHA384;

    private PskMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(answers(), offers(), tickets(), earlyData()).flatMap(List::stream);
    }

    private static List<Misdeed> answers() {
        return List.of(
                //= R4.3.11-11
                //= R4.3.11-12
                answer(
                        "selects a key that was not offered",
                        Violation.SELECTED_UNOFFERED_PSK,
                        h -> extended(h, h.extensions().replace(new PreSharedKey.ServerHello(1)))),
                answer(
                        "selects a suite with another hash than the key's",
                        Violation.SELECTED_PSK_OF_OTHER_HASH,
                        h -> new ServerHello(
                                h.legacyVersion(), h.random(), h.legacySessionIdEcho(), AES_256, 0, h.extensions())),
                answer(
                        "uses the key alone where that was not offered",
                        Violation.SELECTED_UNOFFERED_PSK_MODE,
                        h -> extended(h, h.extensions().without(ExtensionType.KEY_SHARE))),
                //= RE.3-1
                Misdeed.<ServerHello>changed(
                        "server answers early data as TLS 1.2",
                        Violation.UNSUPPORTED_VERSION,
                        Scenario.EARLY::relay,
                        Side.CLIENT,
                        HandshakeType.SERVER_HELLO,
                        h -> extended(h, h.extensions().without(ExtensionType.SUPPORTED_VERSIONS))),
                answer(
                        "sends psk_key_exchange_modes",
                        Violation.MISPLACED_EXTENSION,
                        h -> extended(
                                h, h.extensions().with(Misdeed.raw(ExtensionType.PSK_KEY_EXCHANGE_MODES, "0101")))),
                Misdeed.<ServerHello>changed(
                        "server goes back to the key alone after a HelloRetryRequest for a group",
                        Violation.MISSING_KEY_SHARE,
                        PskMisdeeds::retriedForAGroup,
                        Side.CLIENT,
                        HandshakeType.SERVER_HELLO,
                        h -> extended(h, h.extensions().without(ExtensionType.KEY_SHARE))),
                Misdeed.<ServerHello>changed(
                        "server uses none of the keys of a client that wants nothing else",
                        Violation.PSK_NOT_SELECTED,
                        () -> new Relay(Scenario.KEYED.client().pskOnly(true), Scenario.KEYED.server()),
                        Side.CLIENT,
                        HandshakeType.SERVER_HELLO,
                        h -> extended(h, h.extensions().without(ExtensionType.PRE_SHARED_KEY))));
    }

    private static List<Misdeed> offers() {
        return List.of(
                //= R4.3.11-9
                offer(
                        "has a wrong binder",
                        Violation.BAD_BINDER,
                        psks -> new PreSharedKey.ClientHello(psks.identities(), List.of(Bytes.wrap(new byte[32])))),
                offer(
                        "has a binder too many",
                        Violation.BINDERS_DO_NOT_PAIR,
                        psks -> new PreSharedKey.ClientHello(
                                psks.identities(),
                                List.of(
                                        psks.binders().getFirst(),
                                        psks.binders().getFirst()))),
                offer("has a binder too few", Violation.BINDERS_DO_NOT_PAIR, psks -> {
                    List<PreSharedKey.Identity> identities = new ArrayList<>(psks.identities());
                    identities.addFirst(new PreSharedKey.Identity(Bytes.ofUtf8("nobody"), 0));
                    return new PreSharedKey.ClientHello(identities, psks.binders());
                }),
                //= R4.3.9-3
                hello(
                        "says nothing of how its keys may be used",
                        Violation.MISSING_PSK_MODES,
                        Scenario.KEYED.server(),
                        e -> e.without(ExtensionType.PSK_KEY_EXCHANGE_MODES)),
                hello(
                        "has no key where one is wanted",
                        Violation.UNKNOWN_PSK,
                        Scenario.KEYED.server().pskOnly(true),
                        e -> e.without(ExtensionType.PRE_SHARED_KEY)),
                hello(
                        "changes what its binder is over",
                        Violation.BAD_BINDER,
                        Scenario.KEYED.server(),
                        e -> e.replace(new PskKeyExchangeModes(
                                List.of(PskKeyExchangeMode.PSK_DHE_KE, PskKeyExchangeMode.PSK_KE)))),
                //= R4.3.11-15
                //= R4.3.11-16
                hello(
                        "has an extension behind its keys",
                        Violation.PSK_NOT_LAST,
                        Scenario.KEYED.server(),
                        e -> e.with(Misdeed.raw(new ExtensionType(0xfaff), ""))),
                hello(
                        "has a key that will not do and no signature_algorithms",
                        Violation.MISSING_SIGNATURE_ALGORITHMS,
                        Scenario.PLAIN.server(),
                        e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS)),
                //= R4.2.2-2
                Misdeed.<ClientHello>changed(
                        "client leaves out the key that was selected before a HelloRetryRequest",
                        Violation.CHANGED_CLIENT_HELLO,
                        PskMisdeeds::retried,
                        Side.SERVER,
                        HandshakeType.CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions().without(ExtensionType.PRE_SHARED_KEY))),
                Misdeed.<ClientHello>changed(
                        "client binds wrongly after a HelloRetryRequest",
                        Violation.BAD_BINDER,
                        PskMisdeeds::retried,
                        Side.SERVER,
                        HandshakeType.CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions()
                                .replace(new PreSharedKey.ClientHello(
                                        h.extensions()
                                                .find(PreSharedKey.ClientHello.class)
                                                .orElseThrow()
                                                .identities(),
                                        List.of(Bytes.wrap(new byte[32])))))));
    }

    private static List<Misdeed> tickets() {
        return List.of(
                //= R4.7.1-11
                new Misdeed("server's ticket lives longer than a week", Violation.TICKET_LIFETIME_TOO_LONG, () -> {
                    Impostor impostor = Scenario.EARLY.relay().run().to(Side.CLIENT);
                    impostor.say(new NewSessionTicket(604_801, 0, Bytes.EMPTY, Bytes.ofHex("01"), Extensions.NONE));
                    return impostor;
                }));
    }

    private static List<Misdeed> earlyData() {
        return List.of(
                parameters(
                        "takes early data and another protocol",
                        e -> e.replace(
                                new ApplicationLayerProtocolNegotiation.EncryptedExtensions(Bytes.ofUtf8("h2")))),
                parameters(
                        "takes early data and no protocol",
                        e -> e.without(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION)),
                //= R4.3.11-13
                //= R4.3.11-14
                new Misdeed(
                        "server takes early data under another key than it selects",
                        Violation.EARLY_DATA_UNDER_OTHER_TERMS,
                        () -> takingUnselected(Scenario.secondKeySelected())),
                //= R4.7.1-17
                new Misdeed("client sends more early data than it may", Violation.TOO_MUCH_EARLY_DATA, () -> {
                    Relay relay = Scenario.EARLY.relay();
                    relay.bringTo(Side.SERVER, "WAIT_EOED");
                    Bytes half = Bytes.wrap(new byte[(int) Acquaintance.EARLY_DATA / 2 + 1]);
                    relay.to(Side.SERVER).say(ContentType.APPLICATION_DATA, half);
                    relay.to(Side.SERVER).say(ContentType.APPLICATION_DATA, half);
                    return relay.to(Side.SERVER);
                }),
                //= R4.3.10-11
                //= R4.3.10-12
                new Misdeed("client's early data does not open", Violation.BAD_RECORD_MAC, () -> {
                    Relay relay = Scenario.EARLY.relay();
                    relay.bringTo(Side.SERVER, "WAIT_EOED");
                    relay.to(Side.SERVER)
                            .victim()
                            .receive(Bytes.ofHex("1703030020").then(Bytes.wrap(new byte[32])));
                    return relay.to(Side.SERVER);
                }),
                new Misdeed("client sends data without early_data", Violation.EARLY_APPLICATION_DATA, () -> {
                    Relay relay = Scenario.KEYED.relay();
                    relay.bringTo(Side.SERVER, "WAIT_FINISHED");
                    relay.to(Side.SERVER).say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("too soon"));
                    return relay.to(Side.SERVER);
                }),
                //= R4.3.10-6
                Misdeed.<ClientHello>changed(
                        "client offers early data after a HelloRetryRequest",
                        Violation.CHANGED_CLIENT_HELLO,
                        PskMisdeeds::retried,
                        Side.SERVER,
                        HandshakeType.CLIENT_HELLO,
                        h -> h.withExtensions(h.extensions()
                                .without(ExtensionType.PRE_SHARED_KEY)
                                .with(new EarlyData.Indication())
                                .with(h.extensions()
                                        .find(PreSharedKey.ClientHello.class)
                                        .orElseThrow()))));
    }

    private static Impostor takingUnselected(Relay relay) {
        relay.bringToMessage(Side.CLIENT, HandshakeType.ENCRYPTED_EXTENSIONS);
        EncryptedExtensions real =
                (EncryptedExtensions) relay.queue(Side.CLIENT).remove().message();
        relay.to(Side.CLIENT).say(new EncryptedExtensions(real.extensions().with(new EarlyData.Indication())));
        return relay.to(Side.CLIENT);
    }

    private static Relay retried() {
        Relay relay = new Relay(Scenario.KEYED.client(), Scenario.KEYED.server().alwaysRetry(true));
        relay.bringTo(Side.SERVER, "START_2");
        return relay;
    }

    private static Relay retriedForAGroup() {
        List<PskKeyExchangeMode> both = List.of(PskKeyExchangeMode.PSK_DHE_KE, PskKeyExchangeMode.PSK_KE);
        Relay relay = new Relay(
                Scenario.KEYED.client().pskModes(both),
                Scenario.KEYED.server().groups(List.of(dev.limpid.registry.NamedGroup.SECP256R1)));
        relay.bringTo(Side.CLIENT, "WAIT_SH_2");
        return relay;
    }

    private static Misdeed answer(String name, Violation violation, UnaryOperator<ServerHello> change) {
        return Misdeed.changed(
                "server " + name, violation, Scenario.KEYED::relay, Side.CLIENT, HandshakeType.SERVER_HELLO, change);
    }

    private static Misdeed offer(String name, Violation violation, UnaryOperator<PreSharedKey.ClientHello> change) {
        return hello(
                name,
                violation,
                Scenario.KEYED.server(),
                e -> e.replace(
                        change.apply(e.find(PreSharedKey.ClientHello.class).orElseThrow())));
    }

    private static Misdeed hello(
            String name, Violation violation, ServerConfig.Builder server, UnaryOperator<Extensions> change) {
        return Misdeed.<ClientHello>changed(
                "client " + name,
                violation,
                () -> new Relay(Scenario.KEYED.client(), server),
                Side.SERVER,
                HandshakeType.CLIENT_HELLO,
                h -> h.withExtensions(change.apply(h.extensions())));
    }

    private static Misdeed parameters(String name, UnaryOperator<Extensions> change) {
        return Misdeed.<EncryptedExtensions>changed(
                "server " + name,
                Violation.EARLY_DATA_UNDER_OTHER_TERMS,
                Scenario.EARLY::relay,
                Side.CLIENT,
                HandshakeType.ENCRYPTED_EXTENSIONS,
                message -> new EncryptedExtensions(change.apply(message.extensions())));
    }

    private static ServerHello extended(ServerHello hello, Extensions extensions) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionIdEcho(), hello.cipherSuite(), 0, extensions);
    }
}
