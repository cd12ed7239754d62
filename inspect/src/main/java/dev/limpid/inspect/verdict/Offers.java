// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.Extension;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.inspect.Story;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Event.CertificateUncompressed;
import dev.limpid.observe.Event.MessageSeen;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.Grease;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What the messages of a story say about who offered and sent what. Values of RFC 8701 are no offer and left out. */
final class Offers {
    /** What fits into one TCP segment of an Ethernet frame with time stamps. */
    static final int SEGMENT = 1448;

    private static final int RECORD_HEADER = 5;

    private final Story story;
    private final Optional<ClientHello> hello;

    private Offers(Story story, Optional<ClientHello> hello) {
        this.story = story;
        this.hello = hello;
    }

    static Offers of(Story story) {
        return new Offers(
                story, messages(story, Side.CLIENT, ClientHello.class).stream().findFirst());
    }

    /** Whether the ClientHello was seen. */
    boolean hasHello() {
        return hello.isPresent();
    }

    /** Whether the first ClientHello, in its record, needs more than one TCP segment. */
    boolean isHelloLong() {
        return helloLength() + RECORD_HEADER > SEGMENT;
    }

    /** The first ClientHello's length; 0 if none was seen. */
    int helloLength() {
        return story.all(MessageSeen.class).stream()
                .filter(e -> e.message() instanceof ClientHello)
                .mapToInt(MessageSeen::length)
                .findFirst()
                .orElse(0);
    }

    List<CipherSuite> suites() {
        return meant(hello.map(ClientHello::cipherSuites).orElse(List.of()), CipherSuite::code);
    }

    List<ProtocolVersion> versions() {
        return meant(
                from(SupportedVersions.ClientHello.class, SupportedVersions.ClientHello::versions),
                ProtocolVersion::code);
    }

    List<NamedGroup> groups() {
        return meant(from(SupportedGroups.class, SupportedGroups::namedGroupList), NamedGroup::code);
    }

    List<NamedGroup> shares() {
        List<NamedGroup> shares = from(KeyShare.ClientHello.class, KeyShare.ClientHello::clientShares).stream()
                .map(KeyShareEntry::group)
                .toList();
        return meant(shares, NamedGroup::code);
    }

    List<SignatureScheme> schemes() {
        return meant(
                from(SignatureAlgorithms.class, SignatureAlgorithms::supportedSignatureAlgorithms),
                SignatureScheme::code);
    }

    List<String> protocols() {
        return from(
                        ApplicationLayerProtocolNegotiation.ClientHello.class,
                        ApplicationLayerProtocolNegotiation.ClientHello::protocolNameList)
                .stream()
                .filter(name -> !Grease.is(name))
                .map(Bytes::toLatin1)
                .toList();
    }

    /** The name that the client asked for. */
    Optional<String> serverName() {
        return hello.flatMap(h -> h.extensions().find(ServerNameList.Request.class))
                .flatMap(ServerNameList.Request::hostName)
                .map(Bytes::toLatin1);
    }

    /** Whether any message of the server was seen. */
    boolean serverSpoke() {
        return story.all(MessageSeen.class).stream().anyMatch(e -> e.sender() == Side.SERVER);
    }

    /** Whether the server asked for a certificate. */
    boolean certificateRequested() {
        return !messages(story, Side.SERVER, CertificateRequest.class).isEmpty();
    }

    /** How many certificates {@code side} sent; 0 for an empty list, nothing if it sent none at all. */
    Optional<Integer> certificates(Side side) {
        return certificate(side).map(c -> c.certificateList().size());
    }

    /** Whether the server listed CAs, and the issuer of the certificate that the client sent is none of them, nor itself. */
    boolean isClientIssuedByOther() {
        List<Bytes> authorities = messages(story, Side.SERVER, CertificateRequest.class).stream()
                .flatMap(request -> request.extensions().find(CertificateAuthorities.class).stream())
                .flatMap(listed -> listed.authorities().stream())
                .toList();
        Optional<X509Certificate> sent = certificate(Side.CLIENT)
                .filter(c -> !c.certificateList().isEmpty())
                .flatMap(c -> parsed(c.certificateList().getFirst().data()));
        return !authorities.isEmpty()
                && sent.filter(c -> !c.getIssuerX500Principal().equals(c.getSubjectX500Principal()))
                        .map(c -> Bytes.wrap(c.getIssuerX500Principal().getEncoded()))
                        .filter(issuer -> !authorities.contains(issuer))
                        .isPresent();
    }

    private Optional<Certificate> certificate(Side side) {
        return messages(story, side, Certificate.class).stream()
                .findFirst()
                .or(() -> story.all(CertificateUncompressed.class).stream()
                        .filter(e -> e.sender() == side)
                        .map(CertificateUncompressed::certificate)
                        .findFirst());
    }

    /** Whether the server said that what {@code side} shows is a raw public key (RFC 7250). */
    boolean isRawKey(Side side) {
        return messages(story, Side.SERVER, EncryptedExtensions.class).stream()
                .map(EncryptedExtensions::extensions)
                .flatMap(extensions -> switch (side) {
                    case SERVER ->
                        extensions
                                .find(ServerCertificateType.EncryptedExtensions.class)
                                .map(ServerCertificateType.EncryptedExtensions::certificateType)
                                .stream();
                    case CLIENT ->
                        extensions
                                .find(ClientCertificateType.EncryptedExtensions.class)
                                .map(ClientCertificateType.EncryptedExtensions::certificateType)
                                .stream();
                })
                .anyMatch(CertificateType.RAW_PUBLIC_KEY::equals);
    }

    private static Optional<X509Certificate> parsed(Bytes der) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray())));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }

    private <E extends Extension, T> List<T> from(Class<E> form, Function<E, List<T>> values) {
        return hello.flatMap(h -> h.extensions().find(form)).map(values).orElse(List.of());
    }

    private static <T> List<T> meant(List<T> values, ToIntFunction<T> code) {
        return values.stream()
                .filter(value -> !Grease.is(code.applyAsInt(value)))
                .toList();
    }

    private static <M extends HandshakeMessage> List<M> messages(Story story, Side sender, Class<M> type) {
        return story.all(MessageSeen.class).stream()
                .filter(e -> e.sender() == sender)
                .map(MessageSeen::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
