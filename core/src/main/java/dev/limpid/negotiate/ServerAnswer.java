// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What the server selected, checked against what was offered (RFC 9846 sections 4.2.3, 4.2.4 and 4.3.11).
 *
 * @param share the server's, of a group for which the client has a private share; empty if a PSK is the only secret
 * @param psk the index of the offered key that it uses, if any
 */
public record ServerAnswer(CipherSuite cipherSuite, Optional<KeyShareEntry> share, Optional<Integer> psk) {
    private static final Bytes DOWNGRADE = Bytes.ofHex("444f574e475244");

    /** @throws ViolationException if {@code hello} goes beyond {@code offer} */
    public static ServerAnswer of(ClientOffer offer, ServerHello hello) {
        checkVersion(hello.extensions(), hello.random());
        checkFrame(
                offer,
                hello.legacyVersion(),
                hello.legacySessionIdEcho(),
                hello.cipherSuite(),
                hello.legacyCompressionMethod(),
                hello.extensions());
        offer.retry()
                //= R4.2.4-10
                .ifPresent(demand -> require(
                        demand.cipherSuite().equals(hello.cipherSuite()),
                        Violation.SELECTED_OTHER_SUITE_AFTER_RETRY,
                        hello.cipherSuite() + " after " + demand.cipherSuite()));
        Optional<KeyShareEntry> share =
                hello.extensions().find(KeyShare.ServerHello.class).map(KeyShare.ServerHello::serverShare);
        Optional<Integer> psk =
                hello.extensions().find(PreSharedKey.ServerHello.class).map(PreSharedKey.ServerHello::selectedIdentity);
        psk.ifPresent(index -> checkPsk(offer, index, hello.cipherSuite(), share.isPresent()));
        boolean demanded = offer.retry().flatMap(RetryDemand::group).isPresent();
        //= R4.3.9-8
        require(share.isPresent() || (psk.isPresent() && !demanded), Violation.MISSING_KEY_SHARE, "in ServerHello");
        share.ifPresent(entry -> checkGroup(offer, entry.group()));
        return new ServerAnswer(hello.cipherSuite(), share, psk);
    }

    //= R4.3.11-11
    //= R4.3.11-12
    private static void checkPsk(ClientOffer offer, int index, CipherSuite suite, boolean withShare) {
        List<OfferedPsk> psks = offer.psks();
        require(index < psks.size(), Violation.SELECTED_UNOFFERED_PSK, index + " of " + psks.size());
        //= R4.7.1-6
        require(psks.get(index).key().fits(suite), Violation.SELECTED_PSK_OF_OTHER_HASH, suite.toString());
        PskKeyExchangeMode mode = withShare ? PskKeyExchangeMode.PSK_DHE_KE : PskKeyExchangeMode.PSK_KE;
        require(offer.pskModes().contains(mode), Violation.SELECTED_UNOFFERED_PSK_MODE, mode.toString());
    }

    /** @throws ViolationException if {@code request} goes beyond {@code offer}, changes nothing, or is the second one */
    public static RetryDemand of(ClientOffer offer, HelloRetryRequest request) {
        //= R4.2.4-6
        require(offer.retry().isEmpty(), Violation.SECOND_HELLO_RETRY_REQUEST, "");
        checkVersion(request.extensions(), Bytes.EMPTY);
        //= R4.2.4-4
        checkFrame(
                offer,
                request.legacyVersion(),
                request.legacySessionIdEcho(),
                request.cipherSuite(),
                request.legacyCompressionMethod(),
                request.extensions());
        Optional<NamedGroup> group = request.extensions()
                .find(KeyShare.HelloRetryRequest.class)
                .map(KeyShare.HelloRetryRequest::selectedGroup);
        Optional<Bytes> cookie = request.extensions().find(Cookie.class).map(Cookie::cookie);
        //= R4.2.4-5
        require(group.isPresent() || cookie.isPresent(), Violation.RETRY_WITHOUT_CHANGE, "neither group nor cookie");
        group.ifPresent(selected -> checkRetryGroup(offer, selected));
        return new RetryDemand(request.cipherSuite(), group, cookie);
    }

    /**
     * The application protocol that the server selected, if it did.
     *
     * @throws ViolationException if {@code extensions} goes beyond {@code offer}
     */
    public static Optional<String> protocol(ClientOffer offer, EncryptedExtensions extensions) {
        checkSolicited(offer, extensions.extensions());
        Optional<Bytes> selected = extensions
                .extensions()
                .find(ApplicationLayerProtocolNegotiation.EncryptedExtensions.class)
                .map(ApplicationLayerProtocolNegotiation.EncryptedExtensions::protocolName);
        selected.ifPresent(protocol ->
                require(offer.protocols().contains(protocol), Violation.SELECTED_UNOFFERED_ALPN, Rules.text(protocol)));
        return selected.map(Rules::text);
    }

    private static void checkVersion(Extensions extensions, Bytes random) {
        Optional<ProtocolVersion> selected =
                extensions.find(SupportedVersions.Selected.class).map(SupportedVersions.Selected::selectedVersion);
        if (selected.isEmpty()) {
            //= R4.2.3-15
            //= R4.2.3-17
            require(!isDowngrade(random), Violation.DOWNGRADED, "its random says so");
            //= RE.1-3
            //= RE.3-1
            throw new ViolationException(Violation.UNSUPPORTED_VERSION, "the server answered as TLS 1.2 or older");
        }
        //= R4.3.1-13
        require(
                //= R4.3.1-12
                //= R4.2.4-12
                selected.get().equals(ProtocolVersion.TLS13),
                Violation.SELECTED_BAD_VERSION,
                selected.get().toString());
    }

    private static boolean isDowngrade(Bytes random) {
        return random.length() == 32 && random.slice(24, 7).equals(DOWNGRADE) && random.at(31) <= 1;
    }

    private static void checkFrame(
            ClientOffer offer,
            ProtocolVersion legacyVersion,
            Bytes sessionIdEcho,
            CipherSuite suite,
            int compression,
            Extensions extensions) {
        //= R4.2.3-2
        require(legacyVersion.equals(ProtocolVersion.TLS12), Violation.BAD_LEGACY_VERSION, legacyVersion.toString());
        //= R4.2.3-5
        require(sessionIdEcho.equals(offer.hello().legacySessionId()), Violation.BAD_SESSION_ID_ECHO, "");
        //= R4.2.3-6
        //= R4.2.4-8
        require(offer.offers(suite), Violation.SELECTED_UNOFFERED_SUITE, suite.toString());
        //= R4.2.3-8
        require(compression == 0, Violation.BAD_COMPRESSION_METHODS, "method " + compression);
        checkSolicited(offer, extensions);
    }

    private static void checkSolicited(ClientOffer offer, Extensions answer) {
        //= R4.3-6
        List<ExtensionType> unsolicited = answer.unsolicited(offer.hello().extensions());
        require(unsolicited.isEmpty(), Violation.UNSOLICITED_EXTENSION, unsolicited.toString());
    }

    private static void checkGroup(ClientOffer offer, NamedGroup group) {
        offer.retry()
                .flatMap(RetryDemand::group)
                //= R4.3.8-17
                //= R4.3.8-18
                .ifPresent(demanded -> require(
                        demanded.equals(group),
                        Violation.SELECTED_OTHER_GROUP_AFTER_RETRY,
                        group + " after " + demanded));
        //= R2-1
        require(offer.sharedGroups().contains(group), Violation.SELECTED_UNOFFERED_GROUP, group.toString());
    }

    private static void checkRetryGroup(ClientOffer offer, NamedGroup selected) {
        //= R4.3.8-12
        //= R4.3.8-13
        require(offer.groups().contains(selected), Violation.SELECTED_UNOFFERED_GROUP, selected.toString());
        require(!offer.sharedGroups().contains(selected), Violation.RETRY_FOR_SHARE_ALREADY_SENT, selected.toString());
    }
}
