// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ClientConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PostHandshakeAuth;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
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
 */
public record ClientOffer(ClientHello hello, Optional<RetryDemand> retry) {
    /**
     * The first offer.
     *
     * @param random 32 fresh bytes
     * @param sessionId 32 fresh bytes in compatibility mode, otherwise empty
     * @param shares in the order of the configured groups
     */
    public static ClientOffer first(
            ClientConfig config, ServerName server, Bytes random, Bytes sessionId, List<KeyShareEntry> shares) {
        //= RE.5-8
        //= R4.3.2-3
        ClientHello hello = new ClientHello(
                ProtocolVersion.TLS12, //= R4.2.2-6
                random,
                sessionId,
                config.cipherSuites(),
                ClientHello.NULL_COMPRESSION, //= R4.2.2-14
                Extensions.of(extensions(config, server, shares)));
        return new ClientOffer(hello, Optional.empty());
    }

    /**
     * The second offer: the first, but for what section 4.2.2 allows to change.
     *
     * @param share for the group that was demanded; there if one was
     */
    public ClientOffer second(RetryDemand demand, Optional<KeyShareEntry> share) {
        //= R4.2.2-2
        Extensions extensions = hello.extensions();
        if (share.isPresent()) {
            //= R4.3.8-14
            extensions = extensions.replace(new KeyShare.ClientHello(List.of(share.get())));
        }
        if (demand.cookie().isPresent()) {
            //= R4.3.2-2
            extensions = extensions.with(new Cookie(demand.cookie().get()));
        }
        return new ClientOffer(hello.withExtensions(extensions), Optional.of(demand));
    }

    /** The groups that the server may select for the shares at hand. */
    List<NamedGroup> sharedGroups() {
        return hello.extensions()
                .find(KeyShare.ClientHello.class)
                .map(share ->
                        share.clientShares().stream().map(KeyShareEntry::group).toList())
                .orElse(List.of());
    }

    /** The groups that the server may ask a share for. */
    List<NamedGroup> groups() {
        return hello.extensions()
                .find(SupportedGroups.class)
                .map(SupportedGroups::namedGroupList)
                .orElse(List.of());
    }

    /** The application protocols that the server may select. */
    List<Bytes> protocols() {
        return hello.extensions()
                .find(ApplicationLayerProtocolNegotiation.ClientHello.class)
                .map(ApplicationLayerProtocolNegotiation.ClientHello::protocolNameList)
                .orElse(List.of());
    }

    private static List<Extension> extensions(ClientConfig config, ServerName server, List<KeyShareEntry> shares) {
        List<Extension> extensions = new ArrayList<>();
        if (config.sendServerName() && server.isDns()) {
            //= R4.5.1.2-6
            //= R9.2-13
            extensions.add(ServerNameList.Request.of(server.text()));
        }
        //= R4.3.1-1
        //= RE.5-4
        //= R9.2-3
        extensions.add(new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)));
        extensions.add(new SupportedGroups(config.groups()));
        extensions.add(new KeyShare.ClientHello(shares));
        //= R4.3.3-2
        extensions.add(new SignatureAlgorithms(config.signatureSchemes()));
        List<SignatureScheme> inCertificates = certificateSchemes(config);
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

    /** What may sign certificates: the schemes for CertificateVerify, then those that may only be found there. */
    public static List<SignatureScheme> certificateSchemes(dev.limpid.config.TlsConfig config) {
        List<SignatureScheme> schemes = new ArrayList<>(config.signatureSchemes());
        for (SignatureScheme scheme : config.crypto().certificateSignatureSchemes()) {
            if (!config.crypto().signatureSchemes().contains(scheme)) {
                schemes.add(scheme);
            }
        }
        return schemes;
    }

    /** The types of the extensions that this offer holds. */
    List<ExtensionType> extensionTypes() {
        return hello.extensions().types();
    }
}
