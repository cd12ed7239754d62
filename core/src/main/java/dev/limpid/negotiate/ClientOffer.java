// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ClientConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.EarlyData;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PostHandshakeAuth;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the client offers, as the ClientHello says it, and the frame within which every answer must stay. Pure: the random values
 * and the public shares are arguments.
 *
 * @param retry what a HelloRetryRequest fixed, if this is the second ClientHello
 * @param psks the keys of pre_shared_key, in its order
 */
public record ClientOffer(ClientHello hello, Optional<RetryDemand> retry, List<OfferedPsk> psks) {
    public ClientOffer {
        psks = List.copyOf(psks);
    }

    /** An offer without keys. */
    public ClientOffer(ClientHello hello, Optional<RetryDemand> retry) {
        this(hello, retry, List.of());
    }

    /**
     * The first offer.
     *
     * @param random 32 fresh bytes
     * @param sessionId 32 fresh bytes in compatibility mode, otherwise empty
     * @param shares in the order of the configured groups
     * @param psks in order of preference; their binders are blank until {@link #withBinders}
     * @param earlyData whether early data comes under the first of them
     */
    public static ClientOffer first(
            ClientConfig config,
            ServerName server,
            Bytes random,
            Bytes sessionId,
            List<KeyShareEntry> shares,
            List<OfferedPsk> psks,
            boolean earlyData) {
        //= RE.5-8
        //= R4.3.2-3
        ClientHello hello = new ClientHello(
                ProtocolVersion.TLS12, //= R4.2.2-6
                random,
                sessionId,
                config.cipherSuites(),
                ClientHello.NULL_COMPRESSION, //= R4.2.2-14
                Extensions.of(extensions(config, server, shares)));
        Extensions all = hello.extensions();
        if (!config.pskModes().isEmpty()) {
            //= R9.2-7
            //= R9.2-8
            //= R4.3.9-1
            //= R4.3.9-2
            all = all.with(new PskKeyExchangeModes(config.pskModes()));
        }
        if (config.ticketRequest().isPresent()) {
            all = all.with(config.ticketRequest().get());
        }
        if (earlyData) {
            //= R4.3.10-1
            //= R4.3.10-2
            all = all.with(new EarlyData.Indication());
        }
        return new ClientOffer(hello.withExtensions(withPsks(all, psks)), Optional.empty(), psks);
    }

    /**
     * The second offer: the first, but for what section 4.2.2 allows to change.
     *
     * @param share for the group that was demanded; there if one was
     * @param fresh the keys once more, with their ages of now; those that do not fit the suite are not offered again
     */
    public ClientOffer second(RetryDemand demand, Optional<KeyShareEntry> share, List<OfferedPsk> fresh) {
        //= R4.2.2-2
        //= R4.3.10-6
        Extensions extensions =
                hello.extensions().without(ExtensionType.EARLY_DATA).without(ExtensionType.PRE_SHARED_KEY);
        if (share.isPresent()) {
            //= R4.3.8-14
            extensions = extensions.replace(new KeyShare.ClientHello(List.of(share.get())));
        }
        if (demand.cookie().isPresent()) {
            //= R4.3.2-2
            extensions = extensions.with(new Cookie(demand.cookie().get()));
        }
        List<OfferedPsk> fitting = fresh.stream()
                .filter(psk -> psk.key().fits(demand.cipherSuite()))
                .toList();
        return new ClientOffer(hello.withExtensions(withPsks(extensions, fitting)), Optional.of(demand), fitting);
    }

    /** This offer with what is left to chance; before binders cover it. */
    public ClientOffer varied(HelloVariation variation) {
        return new ClientOffer(variation.of(hello), retry, psks);
    }

    /** This offer with the binders that prove its keys (section 4.3.11.2). */
    public ClientOffer withBinders(List<Bytes> binders) {
        if (binders.isEmpty()) {
            return this;
        }
        Extensions bound = hello.extensions()
                .replace(new PreSharedKey.ClientHello(
                        psks.stream().map(OfferedPsk::identity).toList(), binders));
        return new ClientOffer(hello.withExtensions(bound), retry, psks);
    }

    /** Whether early data comes with it. */
    public boolean offersEarlyData() {
        return hello.extensions().contains(ExtensionType.EARLY_DATA);
    }

    /** How the client is willing to use its keys. */
    List<PskKeyExchangeMode> pskModes() {
        return hello.extensions()
                .find(PskKeyExchangeModes.class)
                .map(PskKeyExchangeModes::keModes)
                .orElse(List.of());
    }

    //= R4.3.11-15
    private static Extensions withPsks(Extensions extensions, List<OfferedPsk> psks) {
        return psks.isEmpty()
                ? extensions
                : extensions.with(new PreSharedKey.ClientHello(
                        psks.stream().map(OfferedPsk::identity).toList(),
                        psks.stream().map(OfferedPsk::blankBinder).toList()));
    }

    /** Whether the server may select {@code suite}. */
    boolean offers(CipherSuite suite) {
        return hello.cipherSuites().contains(suite) && !Grease.is(suite.code());
    }

    /** The groups that the server may select for the shares at hand. */
    List<NamedGroup> sharedGroups() {
        return hello.extensions()
                .find(KeyShare.ClientHello.class)
                .map(share -> share.clientShares().stream()
                        .map(KeyShareEntry::group)
                        .filter(group -> !Grease.is(group.code()))
                        .toList())
                .orElse(List.of());
    }

    /** The groups that the server may ask a share for. */
    List<NamedGroup> groups() {
        return hello
                .extensions()
                .find(SupportedGroups.class)
                .map(SupportedGroups::namedGroupList)
                .orElse(List.of())
                .stream()
                .filter(group -> !Grease.is(group.code()))
                .toList();
    }

    /** The application protocols that the server may select. */
    List<Bytes> protocols() {
        return hello
                .extensions()
                .find(ApplicationLayerProtocolNegotiation.ClientHello.class)
                .map(ApplicationLayerProtocolNegotiation.ClientHello::protocolNameList)
                .orElse(List.of())
                .stream()
                .filter(name -> !Grease.is(name))
                .toList();
    }

    private static List<Extension> extensions(ClientConfig config, ServerName server, List<KeyShareEntry> shares) {
        List<Extension> extensions = new ArrayList<>();
        if (config.sendServerName() && server.isDns()) {
            //= R4.5.1.2-6
            //= R9.2-13
            extensions.add(ServerNameList.Request.of(server.text()));
        }
        //= R4.3.1-1
        //= RE.5-12
        //= R9.2-1
        //= R9.2-2
        //= RE.5-4
        //= R9.2-3
        extensions.add(new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)));
        //= R9.2-5
        extensions.add(new SupportedGroups(config.groups()));
        //= R9.2-6
        extensions.add(new KeyShare.ClientHello(shares));
        //= R9.2-4
        //= R9.2-9
        //= R4.3.3-2
        extensions.add(new SignatureAlgorithms(config.signatureSchemes()));
        List<SignatureScheme> inCertificates = config.certificateSignatureSchemes();
        if (!inCertificates.equals(config.signatureSchemes())) {
            //= R4.3.3-5
            extensions.add(new SignatureAlgorithmsCert(inCertificates));
        }
        if (!config.alpn().isEmpty()) {
            extensions.add(new ApplicationLayerProtocolNegotiation.ClientHello(
                    config.alpn().stream().map(Bytes::ofUtf8).toList()));
        }
        if (config.postHandshakeAuthentication()) {
            extensions.add(new PostHandshakeAuth());
        }
        extensions.addAll(RecordSizeAgreement.offered(config));
        extensions.addAll(CertificateWishes.of(config));
        return extensions;
    }

    /** The types of the extensions that this offer holds. */
    List<ExtensionType> extensionTypes() {
        return hello.extensions().types();
    }
}
