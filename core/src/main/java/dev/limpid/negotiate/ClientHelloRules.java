// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.CompressCertificate;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.ClientHello;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every ClientHello must obey, and the second one above that (RFC 9846 sections 4.2.2, 4.3.8 and 9.2). */
public final class ClientHelloRules {
    private ClientHelloRules() {}

    /**
     * The rules for each of them alone.
     *
     * @throws dev.limpid.alert.ViolationException if it breaks one
     */
    public static void check(ClientHello hello) {
        checkVersion(hello);
        //= R4.2.2-15
        require(
                hello.legacyCompressionMethods().equals(ClientHello.NULL_COMPRESSION),
                Violation.BAD_COMPRESSION_METHODS,
                "");
        checkMandatoryExtensions(hello.extensions());
        List<NamedGroup> groups = hello.extensions()
                .find(SupportedGroups.class)
                .map(SupportedGroups::namedGroupList)
                .orElse(List.of());
        //= R4.3.7-2
        Set<NamedGroup> distinct = new HashSet<>(groups);
        require(distinct.size() == groups.size(), Violation.DUPLICATE_GROUP, "");
        checkShares(
                hello.extensions()
                        .find(KeyShare.ClientHello.class)
                        .map(KeyShare.ClientHello::clientShares)
                        .orElse(List.of()),
                distinct);
        hello.extensions().find(PreSharedKey.ClientHello.class).ifPresent(ClientHelloRules::checkBinders);
        checkCertificates(hello.extensions());
    }

    /**
     * The rules for the second, which may change only what section 4.2.2 lists.
     *
     * @throws dev.limpid.alert.ViolationException if it changes more, or lacks what was demanded
     */
    public static void checkSecond(ClientHello first, RetryDemand demand, ClientHello second) {
        checkMandatoryExtensions(second.extensions());
        //= R4.2.2-2
        boolean otherShare = demand.group().isPresent();
        require(
                KeptHello.of(first, otherShare).equals(KeptHello.of(second, otherShare)),
                Violation.CHANGED_CLIENT_HELLO,
                "");
        require(isRestOf(psks(first), psks(second)), Violation.CHANGED_CLIENT_HELLO, "other PSKs");
        checkChanges(demand, second);
    }

    /**
     * The same rules where the first ClientHello is known by a cookie only.
     *
     * @throws dev.limpid.alert.ViolationException if it changes more, or lacks what was demanded
     */
    public static void checkSecond(CryptoProvider crypto, RetryCookie cookie, RetryDemand demand, ClientHello second) {
        checkMandatoryExtensions(second.extensions());
        Bytes kept = KeptHello.of(second, demand.group().isPresent()).digest(crypto);
        //= R4.2.2-2
        require(kept.equals(cookie.kept()), Violation.CHANGED_CLIENT_HELLO, "");
        require(cookie.offeredPsk() || psks(second).isEmpty(), Violation.CHANGED_CLIENT_HELLO, "other PSKs");
        checkChanges(demand, second);
    }

    private static void checkCertificates(Extensions extensions) {
        extensions
                .find(CompressCertificate.class)
                .map(CompressCertificate::algorithms)
                .ifPresent(algorithms -> require(
                        new HashSet<>(algorithms).size() == algorithms.size(), Violation.DUPLICATE_COMPRESSION, ""));
        extensions.find(ClientCertificateType.ClientHello.class).ifPresent(list -> checkTypes(list.certificateTypes()));
        extensions.find(ServerCertificateType.ClientHello.class).ifPresent(list -> checkTypes(list.certificateTypes()));
    }

    private static void checkTypes(List<CertificateType> types) {
        require(!types.equals(List.of(CertificateType.X509)), Violation.NEEDLESS_CERTIFICATE_TYPES, "");
    }

    private static void checkChanges(RetryDemand demand, ClientHello second) {
        //= R4.3.10-6
        require(
                !second.extensions().contains(ExtensionType.EARLY_DATA),
                Violation.CHANGED_CLIENT_HELLO,
                "early_data after a HelloRetryRequest");
        //= R4.3.2-2
        require(
                second.extensions().find(Cookie.class).map(Cookie::cookie).equals(demand.cookie()),
                Violation.BAD_COOKIE,
                "");
        demand.group().ifPresent(group -> checkDemandedShare(second, group));
    }

    private static void checkVersion(ClientHello hello) {
        Optional<SupportedVersions.ClientHello> versions = hello.extensions().find(SupportedVersions.ClientHello.class);
        //= R4.3.1-4
        //= R4.3.1-7
        //= R4.3.1-5
        //= RE.2-1
        boolean offersTls13 = versions.isPresent() && versions.get().versions().contains(ProtocolVersion.TLS13);
        if (!offersTls13) {
            require(
                    !hello.cipherSuites().contains(CipherSuite.TLS_FALLBACK_SCSV),
                    Violation.INAPPROPRIATE_FALLBACK,
                    "");
            //= RE.2-3
            require(false, Violation.UNSUPPORTED_VERSION, "the client offers " + offered(hello, versions));
        }
        //= R4.2.2-7
        require(
                //= RE.5-9
                hello.legacyVersion().equals(ProtocolVersion.TLS12),
                Violation.BAD_LEGACY_VERSION,
                hello.legacyVersion().toString());
    }

    private static String offered(ClientHello hello, Optional<SupportedVersions.ClientHello> versions) {
        return versions.map(v -> v.versions().toString()).orElse("at most " + hello.legacyVersion());
    }

    //= R9.2-10
    //= R9.2-12
    private static void checkMandatoryExtensions(Extensions extensions) {
        boolean psk = extensions.find(PreSharedKey.ClientHello.class).isPresent();
        boolean groups = extensions.find(SupportedGroups.class).isPresent();
        boolean shares = extensions.find(KeyShare.ClientHello.class).isPresent();
        //= R4.3.3-3
        require(
                psk || extensions.find(SignatureAlgorithms.class).isPresent(),
                Violation.MISSING_SIGNATURE_ALGORITHMS,
                "");
        require(groups || (psk && !shares), Violation.MISSING_SUPPORTED_GROUPS, "");
        //= R9.2-11
        require(shares || (psk && !groups), Violation.MISSING_KEY_SHARE, "in ClientHello");
        //= R4.3.9-3
        require(!psk || extensions.find(PskKeyExchangeModes.class).isPresent(), Violation.MISSING_PSK_MODES, "");
    }

    //= R4.3.11-9
    private static void checkBinders(PreSharedKey.ClientHello offer) {
        require(
                offer.binders().size() == offer.identities().size(),
                Violation.BINDERS_DO_NOT_PAIR,
                offer.binders().size() + " for " + offer.identities().size());
    }

    private static void checkShares(List<KeyShareEntry> shares, Set<NamedGroup> groups) {
        Set<NamedGroup> seen = new HashSet<>();
        for (KeyShareEntry share : shares) {
            //= R4.3.8-9
            require(
                    seen.add(share.group()),
                    Violation.DUPLICATE_KEY_SHARE,
                    share.group().toString());
            require(
                    groups.contains(share.group()),
                    Violation.SHARE_OF_UNLISTED_GROUP,
                    share.group().toString());
        }
    }

    private static void checkDemandedShare(ClientHello second, NamedGroup group) {
        List<NamedGroup> shared =
                second.extensions().find(KeyShare.ClientHello.class).orElseThrow().clientShares().stream()
                        .map(KeyShareEntry::group)
                        .toList();
        require(
                shared.equals(List.of(group)),
                Violation.WRONG_SHARE_AFTER_RETRY,
                "wanted " + group + ", got " + shared);
    }

    private static List<Bytes> psks(ClientHello hello) {
        return hello.extensions()
                .find(PreSharedKey.ClientHello.class)
                .map(offer -> offer.identities().stream()
                        .map(PreSharedKey.Identity::identity)
                        .toList())
                .orElse(List.of());
    }

    /** Whether {@code rest} is what some left out of {@code all}: PSKs of another hash may go, the others keep their order. */
    private static boolean isRestOf(List<Bytes> all, List<Bytes> rest) {
        int found = 0;
        for (Bytes each : all) {
            if (found < rest.size() && rest.get(found).equals(each)) {
                found++;
            }
        }
        return found == rest.size();
    }
}
