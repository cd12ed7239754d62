// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.extension.Unknown;
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

/**
 * Values that mean nothing, wherever a client lists code points (RFC 8701 section 3.1): a server that knows its trade passes over them.
 *
 * @param by a random byte for each place
 */
record Greasing(Bytes by) {
    private static final Bytes SHARE = Bytes.of((byte) 0);

    ClientHello of(ClientHello hello) {
        List<Extension> extensions = new ArrayList<>();
        ExtensionType first = new ExtensionType(value(0));
        extensions.add(new Unknown(first, Bytes.EMPTY));
        hello.extensions().forEach(each -> extensions.add(greased(each)));
        int end = hello.extensions().find(PreSharedKey.ClientHello.class).isPresent()
                ? extensions.size() - 1
                : extensions.size();
        extensions.add(end, new Unknown(otherThan(first), SHARE));
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                before(new CipherSuite(value(2)), hello.cipherSuites()),
                hello.legacyCompressionMethods(),
                Extensions.of(extensions));
    }

    private Extension greased(Extension extension) {
        return switch (extension) {
            case SupportedVersions.ClientHello(List<ProtocolVersion> versions) ->
                new SupportedVersions.ClientHello(before(new ProtocolVersion(value(3)), versions));
            case SupportedGroups(List<NamedGroup> groups) -> new SupportedGroups(before(group(), groups));
            // A client without shares wants to be asked for one
            case KeyShare.ClientHello(List<KeyShareEntry> shares)
            when !shares.isEmpty() -> new KeyShare.ClientHello(before(new KeyShareEntry(group(), SHARE), shares));
            case SignatureAlgorithms(List<SignatureScheme> schemes) ->
                new SignatureAlgorithms(before(scheme(), schemes));
            case SignatureAlgorithmsCert(List<SignatureScheme> schemes) ->
                new SignatureAlgorithmsCert(before(scheme(), schemes));
            case PskKeyExchangeModes(List<PskKeyExchangeMode> modes) ->
                new PskKeyExchangeModes(before(new PskKeyExchangeMode(Grease.pskMode(by.at(6))), modes));
            case ApplicationLayerProtocolNegotiation.ClientHello(List<Bytes> names) ->
                new ApplicationLayerProtocolNegotiation.ClientHello(before(protocol(), names));
            default -> extension;
        };
    }

    private NamedGroup group() {
        return new NamedGroup(value(4));
    }

    private SignatureScheme scheme() {
        return new SignatureScheme(value(5));
    }

    private Bytes protocol() {
        int value = value(7);
        return Bytes.of((byte) (value >>> 8), (byte) value);
    }

    /** A block may not have an extension twice. */
    //= R4.3-9
    private ExtensionType otherThan(ExtensionType first) {
        int other = value(1);
        return new ExtensionType(other == first.code() ? Grease.value(by.at(1) + 1) : other);
    }

    private int value(int place) {
        return Grease.value(by.at(place));
    }

    static <T> List<T> before(T first, List<T> others) {
        List<T> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
