// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.RecordSizeLimit;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.EndOfEarlyData;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.message.ServerHello;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a message says, in words. A peer's texts are made harmless here. */
final class MessageText {
    private static final int LISTED = 12;
    private static final int LONGEST_RECORD = (1 << 14) + 1;

    private MessageText() {}

    /** A few words beside the message. */
    static String remark(HandshakeMessage message) {
        return switch (message) {
            case ClientHello _, ServerHello _, Finished _ -> "";
            case EndOfEarlyData _ -> "the last under the early keys";
            case HelloRetryRequest _ -> "asks for another ClientHello";
            case EncryptedExtensions m -> agreed(m);
            case CertificateRequest _ -> "asks for the client's certificate";
            case Certificate m -> certificates(m.certificateList());
            case CompressedCertificate m -> "with " + m.algorithm();
            case CertificateVerify m -> m.algorithm().toString();
            case NewSessionTicket m ->
                "valid " + duration(m.ticketLifetime()) + ", 0-RTT "
                        + (m.extensions().contains(ExtensionType.EARLY_DATA) ? "yes" : "no");
            case KeyUpdate m -> m.updateRequested() ? "asks the peer to do the same" : "";
        };
    }

    /** Why a server asks for another ClientHello. */
    static String reason(HelloRetryRequest retry) {
        return retry.extensions().contains(ExtensionType.KEY_SHARE)
                ? "the first ClientHello had no key share for the group that the server wanted. Offering that group first"
                        + " avoids it."
                : "the server wanted its cookie back, which proves that the client can be reached where it says.";
    }

    /** Lines under the message, in the story. */
    static List<String> story(HandshakeMessage message) {
        return switch (message) {
            case ClientHello m ->
                m.extensions()
                        .find(PreSharedKey.ClientHello.class)
                        .map(keys -> List.of(offer(m), psks(keys, m)))
                        .orElse(List.of(offer(m)));
            case ServerHello m -> List.of(picked(m));
            case HelloRetryRequest m ->
                List.of("wants "
                        + m.extensions()
                                .find(KeyShare.HelloRetryRequest.class)
                                .map(k -> "a share for " + k.selectedGroup())
                                .orElse("the ClientHello again, with its cookie"));
            case EncryptedExtensions _,
                    CertificateRequest _,
                    Certificate _,
                    CompressedCertificate _,
                    CertificateVerify _,
                    Finished _,
                    EndOfEarlyData _,
                    NewSessionTicket _,
                    KeyUpdate _ -> List.of();
        };
    }

    /** What the thirteen steps say of the hellos. */
    static List<String> article(HandshakeMessage message) {
        return switch (message) {
            case ClientHello _ -> List.of("a share is aG: the client made a secret number a, and a never leaves it");
            case ServerHello _ -> List.of("the share is bG: the server made a secret number b, and b never leaves it");
            case HelloRetryRequest _,
                    EncryptedExtensions _,
                    CertificateRequest _,
                    Certificate _,
                    CompressedCertificate _,
                    CertificateVerify _,
                    Finished _,
                    EndOfEarlyData _,
                    NewSessionTicket _,
                    KeyUpdate _ -> List.of();
        };
    }

    /** More lines: what the story leaves out of the hellos and other messages. */
    static List<String> reasons(HandshakeMessage message) {
        return switch (message) {
            case ClientHello m ->
                List.of(
                        "versions "
                                + list(from(m.extensions(), SupportedVersions.ClientHello.class)
                                        .flatMap(v -> v.versions().stream())
                                        .toList())
                                + " · suites " + list(m.cipherSuites()),
                        "random " + halves(m.random()),
                        "schemes "
                                + list(from(m.extensions(), SignatureAlgorithms.class)
                                        .flatMap(s -> s.supportedSignatureAlgorithms().stream())
                                        .toList()));
            case ServerHello m -> List.of("random " + halves(m.random()));
            case CertificateRequest m ->
                List.of("schemes "
                        + list(from(m.extensions(), SignatureAlgorithms.class)
                                .flatMap(s -> s.supportedSignatureAlgorithms().stream())
                                .toList()));
            case HelloRetryRequest _,
                    EncryptedExtensions _,
                    Certificate _,
                    CompressedCertificate _,
                    CertificateVerify _,
                    Finished _,
                    EndOfEarlyData _,
                    NewSessionTicket _,
                    KeyUpdate _ -> List.of();
        };
    }

    /** Every extension and field, as values print themselves; long ones cut. */
    static List<String> fields(HandshakeMessage message) {
        List<String> lines = new ArrayList<>();
        for (Extension extension : extensions(message)) {
            lines.add(extension.type() + " (" + extension.body().length() + " bytes) " + brief(extension.body()));
        }
        switch (message) {
            case Certificate m ->
                m.certificateList().forEach(e -> lines.add(e.data().length() + " bytes of DER " + brief(e.data())));
            case CertificateVerify m -> lines.add("signature " + brief(m.signature()));
            case Finished m -> lines.add("verify_data " + m.verifyData());
            case NewSessionTicket m -> lines.add("ticket " + m.ticket().length() + " bytes");
            default -> {
                // all there is are extensions
            }
        }
        return lines;
    }

    private static Extensions extensions(HandshakeMessage message) {
        return switch (message) {
            case ClientHello m -> m.extensions();
            case ServerHello m -> m.extensions();
            case HelloRetryRequest m -> m.extensions();
            case EncryptedExtensions m -> m.extensions();
            case CertificateRequest m -> m.extensions();
            case NewSessionTicket m -> m.extensions();
            case Certificate _,
                    CompressedCertificate _,
                    CertificateVerify _,
                    Finished _,
                    EndOfEarlyData _,
                    KeyUpdate _ -> Extensions.NONE;
        };
    }

    /** Values of RFC 8701 stay out of the offer: they mean nothing. {@link #reasons} has them. */
    private static String offer(ClientHello hello) {
        Set<NamedGroup> shares = from(hello.extensions(), KeyShare.ClientHello.class)
                .flatMap(k -> k.clientShares().stream())
                .map(KeyShareEntry::group)
                .collect(Collectors.toSet());
        String groups = from(hello.extensions(), SupportedGroups.class)
                .flatMap(g -> g.namedGroupList().stream())
                .filter(g -> !Grease.is(g.code()))
                .limit(LISTED)
                .map(g -> g + (shares.contains(g) ? "★" : ""))
                .collect(Collectors.joining(" "));
        String name = hello.extensions()
                .find(ServerNameList.Request.class)
                .flatMap(ServerNameList.Request::hostName)
                .map(n -> "sni " + Text.peer(n.toLatin1()))
                .orElse("no sni");
        List<String> alpn = from(hello.extensions(), ApplicationLayerProtocolNegotiation.ClientHello.class)
                .flatMap(a -> a.protocolNameList().stream())
                .filter(b -> !Grease.is(b))
                .map(b -> Text.peer(b.toLatin1()))
                .toList();
        return name
                + (alpn.isEmpty() ? "" : " · ALPN " + list(alpn))
                + (groups.isEmpty() ? " · no groups" : " · groups " + groups + " (★ key share sent)");
    }

    private static String picked(ServerHello hello) {
        String version = from(hello.extensions(), SupportedVersions.Selected.class)
                .map(v -> v.selectedVersion() + ", ")
                .findFirst()
                .orElse("");
        return "picked " + version + hello.cipherSuite()
                + hello.extensions()
                        .find(KeyShare.ServerHello.class)
                        .map(k -> ", " + k.serverShare().group())
                        .orElse(", no key exchange")
                + hello.extensions()
                        .find(PreSharedKey.ServerHello.class)
                        .map(k -> ", key " + k.selectedIdentity())
                        .orElse("");
    }

    private static String psks(PreSharedKey.ClientHello keys, ClientHello hello) {
        String labels = keys.identities().stream()
                .map(i -> i.identity().length() + " B")
                .collect(Collectors.joining(", "));
        int count = keys.identities().size();
        return "pre_shared_key: " + (count == 1 ? "a label of " + labels : count + " labels of " + labels) + " with "
                + (count == 1 ? "its binder" : "their binders")
                + from(hello.extensions(), PskKeyExchangeModes.class)
                        .map(m -> " · "
                                + list(m.keModes().stream()
                                        .filter(mode -> !mode.toString().startsWith("GREASE"))
                                        .toList()))
                        .findFirst()
                        .orElse("")
                + (hello.extensions().contains(ExtensionType.EARLY_DATA) ? " · early data follows" : "");
    }

    private static String alpn(EncryptedExtensions message) {
        return message.extensions()
                .find(ApplicationLayerProtocolNegotiation.EncryptedExtensions.class)
                .map(a -> Text.peer(a.protocolName().toLatin1()))
                .orElse("");
    }

    /** What of EncryptedExtensions concerns everybody. */
    private static String agreed(EncryptedExtensions message) {
        String words = alpn(message).isEmpty() ? "no ALPN" : "ALPN " + alpn(message);
        words += from(message.extensions(), RecordSizeLimit.class)
                .filter(r -> r.recordSizeLimit() < LONGEST_RECORD)
                .map(r -> ", takes records of ≤ " + (r.recordSizeLimit() - 1) + " B")
                .findFirst()
                .orElse("");
        return message.extensions().contains(ExtensionType.EARLY_DATA) ? words + ", takes early data" : words;
    }

    private static String certificates(List<CertificateEntry> entries) {
        int count = entries.size();
        String words = count == 0 ? "none" : count == 1 ? "1 cert" : count + " certs";
        boolean stapled = entries.stream().anyMatch(e -> e.extensions().contains(ExtensionType.STATUS_REQUEST));
        return stapled ? words + ", OCSP stapled" : words;
    }

    /** {@code 2 h}, {@code 7 d}. */
    static String duration(long seconds) {
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + " d";
        }
        return seconds >= 3_600 ? seconds / 3_600 + " h" : seconds + " s";
    }

    private static String brief(Bytes bytes) {
        return bytes.length() <= 16 ? bytes.toHex() : bytes.slice(0, 16).toHex() + "…";
    }

    private static String list(Collection<?> values) {
        String shown = values.stream().limit(LISTED).map(Object::toString).collect(Collectors.joining(" "));
        int more = values.size() - LISTED;
        return values.isEmpty() ? "none" : more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static <E extends Extension> java.util.stream.Stream<E> from(Extensions extensions, Class<E> form) {
        return extensions.find(form).stream();
    }

    /** Thirty-two bytes in two groups, so that a narrow screen breaks them in the middle. */
    private static String halves(Bytes random) {
        return random.slice(0, 16) + " " + random.from(16);
    }
}
