// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import static dev.limpid.extension.ExtensionContext.CERTIFICATE;
import static dev.limpid.extension.ExtensionContext.CERTIFICATE_REQUEST;
import static dev.limpid.extension.ExtensionContext.CLIENT_HELLO;
import static dev.limpid.extension.ExtensionContext.ENCRYPTED_EXTENSIONS;
import static dev.limpid.extension.ExtensionContext.HELLO_RETRY_REQUEST;
import static dev.limpid.extension.ExtensionContext.NEW_SESSION_TICKET;
import static dev.limpid.extension.ExtensionContext.SERVER_HELLO;

import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** Every form of every extension: the value, and the bytes worked out by hand from the RFC's syntax. Unknown code points included. */
public final class ExtensionSamples {
    private static final String BINDER = "5a".repeat(32);

    private static final List<Sample> SAMPLES = List.of(
            // Requests and indications of a ClientHello
            sample(CLIENT_HELLO, ServerNameList.Request.of("a.example"), "000c 00 0009 612e6578616d706c65"),
            sample(
                    CLIENT_HELLO,
                    new ServerNameList.Request(List.of(
                            new ServerNameList.Name(7, Bytes.EMPTY), new ServerNameList.Name(0, Bytes.ofUtf8("b")))),
                    "0007 07 0000 00 0001 62"),
            sample(CLIENT_HELLO, new MaxFragmentLength(4), "04"),
            sample(CLIENT_HELLO, new StatusRequest.OcspRequest(List.of(), Bytes.EMPTY), "01 0000 0000"),
            sample(
                    CLIENT_HELLO,
                    new StatusRequest.OcspRequest(List.of(Bytes.ofHex("aa"), Bytes.ofHex("bbcc")), Bytes.ofHex("3000")),
                    "01 0007 0001aa 0002bbcc 0002 3000"),
            sample(CLIENT_HELLO, new StatusRequest.OtherRequest(9, Bytes.ofHex("0102")), "09 0102"),
            sample(
                    CLIENT_HELLO,
                    new SupportedGroups(List.of(new NamedGroup(0xdada), NamedGroup.X25519MLKEM768, NamedGroup.X25519)),
                    "0006 dada 11ec 001d"),
            sample(
                    CLIENT_HELLO,
                    new SignatureAlgorithms(List.of(SignatureScheme.ED25519, new SignatureScheme(0xfefe))),
                    "0004 0807 fefe"),
            sample(
                    CLIENT_HELLO,
                    new ApplicationLayerProtocolNegotiation.ClientHello(
                            List.of(Bytes.ofUtf8("h2"), Bytes.ofHex("0a0a"))),
                    "0006 02 6832 02 0a0a"),
            sample(CLIENT_HELLO, new SignedCertificateTimestamp.Request(), ""),
            sample(
                    CLIENT_HELLO,
                    new ClientCertificateType.ClientHello(
                            List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)),
                    "02 02 00"),
            sample(CLIENT_HELLO, new ServerCertificateType.ClientHello(List.of(new CertificateType(77))), "01 4d"),
            sample(CLIENT_HELLO, Padding.of(3), "000000"),
            sample(CLIENT_HELLO, new Padding(Bytes.ofHex("0001")), "0001"),
            sample(
                    CLIENT_HELLO,
                    new CompressCertificate(List.of(CertificateCompression.ZLIB, new CertificateCompression(0x1234))),
                    "04 0001 1234"),
            sample(CLIENT_HELLO, new RecordSizeLimit(16385), "4001"),
            sample(
                    CLIENT_HELLO,
                    new PreSharedKey.ClientHello(
                            List.of(
                                    new PreSharedKey.Identity(Bytes.ofHex("01"), 0xfffffffeL),
                                    new PreSharedKey.Identity(Bytes.ofHex("0203"), 0)),
                            List.of(Bytes.ofHex(BINDER), Bytes.ofHex(BINDER + "01"))),
                    "000f 0001 01 fffffffe 0002 0203 00000000 0043 20" + BINDER + "21" + BINDER + "01"),
            sample(CLIENT_HELLO, new EarlyData.Indication(), ""),
            sample(
                    CLIENT_HELLO,
                    new SupportedVersions.ClientHello(List.of(new ProtocolVersion(0x7a7a), ProtocolVersion.TLS13)),
                    "04 7a7a 0304"),
            sample(CLIENT_HELLO, new Cookie(Bytes.ofHex("c0")), "0001 c0"),
            sample(
                    CLIENT_HELLO,
                    new PskKeyExchangeModes(List.of(PskKeyExchangeMode.PSK_DHE_KE, new PskKeyExchangeMode(0x0b))),
                    "02 01 0b"),
            sample(
                    CLIENT_HELLO,
                    new CertificateAuthorities(List.of(Bytes.ofHex("3000"), Bytes.ofHex("31"))),
                    "0007 0002 3000 0001 31"),
            sample(CLIENT_HELLO, new PostHandshakeAuth(), ""),
            sample(CLIENT_HELLO, new SignatureAlgorithmsCert(List.of(SignatureScheme.MLDSA65)), "0002 0905"),
            sample(CLIENT_HELLO, new KeyShare.ClientHello(List.of()), "0000"),
            sample(
                    CLIENT_HELLO,
                    new KeyShare.ClientHello(List.of(
                            new KeyShareEntry(new NamedGroup(0x0a0a), Bytes.ofHex("00")),
                            new KeyShareEntry(NamedGroup.SECP256R1, Bytes.ofHex("04aabb")))),
                    "000c 0a0a 0001 00 0017 0003 04aabb"),
            sample(CLIENT_HELLO, new TicketRequest.ClientHello(2, 255), "02ff"),
            sample(CLIENT_HELLO, new Unknown(new ExtensionType(0x3a3a), Bytes.ofHex("00")), "00"),
            sample(CLIENT_HELLO, new Unknown(ExtensionType.EC_POINT_FORMATS, Bytes.ofHex("0100")), "0100"),

            // A server's answers
            sample(SERVER_HELLO, new SupportedVersions.Selected(ProtocolVersion.TLS13), "0304"),
            sample(
                    SERVER_HELLO,
                    new KeyShare.ServerHello(new KeyShareEntry(NamedGroup.X25519, Bytes.ofHex("aabb"))),
                    "001d 0002 aabb"),
            sample(SERVER_HELLO, new PreSharedKey.ServerHello(1), "0001"),
            sample(HELLO_RETRY_REQUEST, new SupportedVersions.Selected(new ProtocolVersion(0x0305)), "0305"),
            sample(HELLO_RETRY_REQUEST, new KeyShare.HelloRetryRequest(NamedGroup.SECP384R1), "0018"),
            sample(HELLO_RETRY_REQUEST, new Cookie(Bytes.ofHex("010203")), "0003 010203"),
            sample(ENCRYPTED_EXTENSIONS, new ServerNameList.Acknowledgement(), ""),
            sample(ENCRYPTED_EXTENSIONS, new MaxFragmentLength(255), "ff"),
            sample(ENCRYPTED_EXTENSIONS, new SupportedGroups(List.of(NamedGroup.MLKEM1024)), "0002 0202"),
            sample(
                    ENCRYPTED_EXTENSIONS,
                    new ApplicationLayerProtocolNegotiation.EncryptedExtensions(Bytes.ofUtf8("h2")),
                    "0003 02 6832"),
            sample(
                    ENCRYPTED_EXTENSIONS,
                    new ClientCertificateType.EncryptedExtensions(CertificateType.RAW_PUBLIC_KEY),
                    "02"),
            sample(ENCRYPTED_EXTENSIONS, new ServerCertificateType.EncryptedExtensions(CertificateType.X509), "00"),
            sample(ENCRYPTED_EXTENSIONS, new RecordSizeLimit(64), "0040"),
            sample(ENCRYPTED_EXTENSIONS, new EarlyData.Indication(), ""),
            sample(ENCRYPTED_EXTENSIONS, new TicketRequest.EncryptedExtensions(4), "04"),
            sample(ENCRYPTED_EXTENSIONS, new Unknown(new ExtensionType(0xabcd), Bytes.EMPTY), ""),

            // Certificates and tickets
            sample(CERTIFICATE, new StatusRequest.OcspResponse(Bytes.ofHex("3003")), "01 000002 3003"),
            sample(CERTIFICATE, new StatusRequest.OtherStatus(2, Bytes.ofHex("00")), "02 00"),
            sample(
                    CERTIFICATE,
                    new SignedCertificateTimestamp.Timestamps(List.of(Bytes.ofHex("00"), Bytes.ofHex("0102"))),
                    "0007 0001 00 0002 0102"),
            sample(CERTIFICATE, new Unknown(new ExtensionType(34), Bytes.ofHex("aa")), "aa"),
            sample(CERTIFICATE_REQUEST, ServerNameList.Request.of("c"), "0004 00 0001 63"),
            sample(CERTIFICATE_REQUEST, new StatusRequest.ServerRequest(), ""),
            sample(
                    CERTIFICATE_REQUEST,
                    new SignatureAlgorithms(List.of(SignatureScheme.ECDSA_SECP384R1_SHA384)),
                    "0002 0503"),
            sample(CERTIFICATE_REQUEST, new SignedCertificateTimestamp.Request(), ""),
            sample(CERTIFICATE_REQUEST, new CompressCertificate(List.of(CertificateCompression.ZSTD)), "02 0003"),
            sample(CERTIFICATE_REQUEST, new CertificateAuthorities(List.of(Bytes.ofHex("30"))), "0003 0001 30"),
            sample(CERTIFICATE_REQUEST, new OidFilters(List.of()), "0000"),
            sample(
                    CERTIFICATE_REQUEST,
                    new OidFilters(List.of(
                            new OidFilters.Filter(Bytes.ofHex("551d0f"), Bytes.ofHex("0302")),
                            new OidFilters.Filter(Bytes.ofHex("01"), Bytes.EMPTY))),
                    "000c 03 551d0f 0002 0302 01 01 0000"),
            sample(
                    CERTIFICATE_REQUEST,
                    new SignatureAlgorithmsCert(List.of(SignatureScheme.RSA_PKCS1_SHA256)),
                    "0002 0401"),
            sample(CERTIFICATE_REQUEST, new Unknown(new ExtensionType(0x1a1a), Bytes.EMPTY), ""),
            sample(NEW_SESSION_TICKET, new EarlyData.NewSessionTicket(0xffffffffL), "ffffffff"),
            sample(NEW_SESSION_TICKET, new Unknown(new ExtensionType(0xfafa), Bytes.ofHex("01")), "01"));

    private ExtensionSamples() {}

    public static Stream<Sample> all() {
        return SAMPLES.stream();
    }

    /** One extension of each type that {@code context} may have, pre_shared_key last. */
    public static Extensions block(ExtensionContext context) {
        Extensions block = Extensions.NONE;
        for (Sample sample : SAMPLES) {
            ExtensionType type = sample.extension().type();
            if (sample.context() == context && !block.contains(type) && !type.equals(ExtensionType.PRE_SHARED_KEY)) {
                block = block.with(sample.extension());
            }
        }
        for (Sample sample : SAMPLES) {
            if (sample.context() == context && sample.extension() instanceof PreSharedKey psk) {
                block = block.with(psk);
            }
        }
        return block;
    }

    private static Sample sample(ExtensionContext context, Extension extension, String body) {
        return new Sample(context, extension, Bytes.ofHex(body));
    }

    public record Sample(ExtensionContext context, Extension extension, Bytes body) {
        /** Whether any bytes at all are a body of this extension. */
        boolean isOpaque() {
            return extension instanceof Unknown
                    || extension instanceof Padding
                    || extension instanceof StatusRequest.OtherRequest
                    || extension instanceof StatusRequest.OtherStatus;
        }

        @Override
        public String toString() {
            return extension.type() + " in " + context + ": " + extension;
        }
    }
}
