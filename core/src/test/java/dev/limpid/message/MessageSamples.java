// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.ExtensionSamples;
import dev.limpid.extension.Extensions;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** Every message, with every extension that it may carry and with code points that nobody knows. */
final class MessageSamples {
    static final Bytes RANDOM = Bytes.ofHex("a5".repeat(32));

    private MessageSamples() {}

    static Stream<HandshakeMessage> all() {
        return Stream.of(
                clientHello(ExtensionSamples.block(ExtensionContext.CLIENT_HELLO)),
                clientHello(Extensions.NONE),
                clientHello(Extensions.ABSENT),
                serverHello(ExtensionSamples.block(ExtensionContext.SERVER_HELLO)),
                serverHello(Extensions.ABSENT),
                new HelloRetryRequest(
                        ProtocolVersion.TLS12,
                        Bytes.ofHex("00".repeat(32)),
                        CipherSuite.TLS_AES_256_GCM_SHA384,
                        0,
                        ExtensionSamples.block(ExtensionContext.HELLO_RETRY_REQUEST)),
                new EncryptedExtensions(ExtensionSamples.block(ExtensionContext.ENCRYPTED_EXTENSIONS)),
                new EncryptedExtensions(Extensions.NONE),
                new CertificateRequest(
                        Bytes.ofHex("c0ffee"), ExtensionSamples.block(ExtensionContext.CERTIFICATE_REQUEST)),
                new Certificate(Bytes.EMPTY, List.of()),
                new Certificate(
                        Bytes.ofHex("01"),
                        List.of(
                                new CertificateEntry(
                                        Bytes.ofHex("3003020101"),
                                        ExtensionSamples.block(ExtensionContext.CERTIFICATE)),
                                new CertificateEntry(Bytes.ofHex("30"), Extensions.NONE))),
                new CompressedCertificate(new CertificateCompression(0x4242), 0xffffff, Bytes.ofHex("789c03")),
                new CertificateVerify(new SignatureScheme(0xfe01), Bytes.ofHex("0102030405")),
                new CertificateVerify(SignatureScheme.ED25519, Bytes.EMPTY),
                new Finished(Bytes.ofHex("0f".repeat(48))),
                new EndOfEarlyData(),
                new NewSessionTicket(
                        604801,
                        0xffffffffL,
                        Bytes.ofHex("00"),
                        Bytes.ofHex("7e57"),
                        ExtensionSamples.block(ExtensionContext.NEW_SESSION_TICKET)),
                new KeyUpdate(true),
                new KeyUpdate(false));
    }

    static ClientHello clientHello(Extensions extensions) {
        return new ClientHello(
                new ProtocolVersion(0x0399),
                RANDOM,
                Bytes.ofHex("01020304"),
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256, new CipherSuite(0x2a2a), new CipherSuite(0xc02b)),
                Bytes.ofHex("0100"),
                extensions);
    }

    static ServerHello serverHello(Extensions extensions) {
        return new ServerHello(
                new ProtocolVersion(0x0300), RANDOM, Bytes.EMPTY, new CipherSuite(0xabcd), 7, extensions);
    }
}
