// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.OidFilters;
import dev.limpid.extension.OidFilters.Filter;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Certificates of the wrong type (RFC 7250), against oid_filters, and with a status that is not satisfactory. */
final class CertificateTypeMisdeeds {
    private static final Bytes KEY_USAGE = Bytes.ofHex("0603551d0f");
    private static final Bytes EXTENDED_KEY_USAGE = Bytes.ofHex("0603551d25");
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    private CertificateTypeMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(types(), rawKeys(), filters(), statuses()).flatMap(List::stream);
    }

    private static List<Misdeed> types() {
        return List.of(
                parameters(
                        "selects a raw public key for itself that was not offered",
                        Violation.UNSOLICITED_EXTENSION,
                        Scenario.PLAIN::relay,
                        e -> e.with(new ServerCertificateType.EncryptedExtensions(CertificateType.RAW_PUBLIC_KEY))),
                parameters(
                        "selects a raw public key for the client that was not offered",
                        Violation.UNSOLICITED_EXTENSION,
                        Scenario.CLIENT_ASKED::relay,
                        e -> e.with(new ClientCertificateType.EncryptedExtensions(CertificateType.RAW_PUBLIC_KEY))),
                //= R4.5.1-14
                parameters(
                        "selects OpenPGP",
                        Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE,
                        CertificateTypeMisdeeds::raw,
                        e -> e.replace(new ServerCertificateType.EncryptedExtensions(new CertificateType(1)))),
                parameters(
                        "selects OpenPGP for the client",
                        Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE,
                        CertificateTypeMisdeeds::raw,
                        e -> e.replace(new ClientCertificateType.EncryptedExtensions(new CertificateType(1)))),
                parameters(
                        "selects certificates, which were not offered",
                        Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE,
                        CertificateTypeMisdeeds::raw,
                        e -> e.replace(new ServerCertificateType.EncryptedExtensions(CertificateType.X509))),
                parameters(
                        "selects certificates for the client, which were not offered",
                        Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE,
                        CertificateTypeMisdeeds::raw,
                        e -> e.replace(new ClientCertificateType.EncryptedExtensions(CertificateType.X509))),
                //= R4.5.1.2-1
                new Misdeed(
                        "server goes on with certificates where only raw public keys are taken",
                        Violation.NO_COMMON_CERTIFICATE_TYPE,
                        CertificateTypeMisdeeds::goOnWithCertificates),
                new Misdeed(
                        "client takes only raw public keys, and the server has a certificate",
                        Violation.NO_COMMON_CERTIFICATE_TYPE,
                        () -> new Relay(rawClient(), Lab.server()).run().to(Side.SERVER)),
                new Misdeed(
                        "client takes only certificates, and the server has a raw public key",
                        Violation.NO_CREDENTIALS,
                        () -> new Relay(Lab.client(), rawServer()).run().to(Side.SERVER)),
                new Misdeed(
                        "client shows only a certificate where a raw public key is needed",
                        Violation.NO_COMMON_CERTIFICATE_TYPE,
                        () -> new Relay(rawClient().credentials(Credentials.of(CLIENT.credential())), rawServer())
                                .run()
                                .to(Side.SERVER)));
    }

    private static Impostor goOnWithCertificates() {
        Relay relay = raw();
        Impostor impostor = parameters(
                        "name no type",
                        Violation.NO_COMMON_CERTIFICATE_TYPE,
                        () -> relay,
                        e -> Extensions.of(e.list().stream()
                                .filter(each -> !(each instanceof ServerCertificateType))
                                .toList()))
                .act()
                .get();
        relay.run();
        return impostor;
    }

    private static List<Misdeed> rawKeys() {
        return List.of(
                // A raw public key that was not negotiated is no certificate (OpenSSL 2024-12797 took it unverified)
                certificate(
                        Side.CLIENT,
                        "is a raw public key that was not negotiated",
                        Violation.CERTIFICATE_MALFORMED,
                        Scenario.PLAIN::relay,
                        entries(Lab.SHOP.rawKey())),
                certificate(
                        Side.SERVER,
                        "is a raw public key that was not negotiated",
                        Violation.CERTIFICATE_MALFORMED,
                        Scenario.CLIENT_ASKED::relay,
                        entries(CLIENT.rawKey())),
                certificate(
                        Side.CLIENT,
                        "is a certificate where a raw public key was negotiated",
                        Violation.MALFORMED_MESSAGE,
                        CertificateTypeMisdeeds::raw,
                        entries(Lab.SHOP.der())),
                certificate(
                        Side.CLIENT,
                        "is another raw public key",
                        Violation.CERTIFICATE_UNACCEPTABLE,
                        CertificateTypeMisdeeds::raw,
                        entries(CLIENT.rawKey())),
                certificate(
                        Side.SERVER,
                        "is another raw public key",
                        Violation.CERTIFICATE_UNACCEPTABLE,
                        CertificateTypeMisdeeds::raw,
                        entries(Lab.SHOP.rawKey())),
                //= R4.5.1-13
                certificate(
                        Side.CLIENT,
                        "is two raw public keys",
                        Violation.SEVERAL_RAW_PUBLIC_KEYS,
                        CertificateTypeMisdeeds::raw,
                        entries(Lab.SHOP.rawKey(), Lab.SHOP.rawKey())),
                certificate(
                        Side.SERVER,
                        "is two raw public keys",
                        Violation.SEVERAL_RAW_PUBLIC_KEYS,
                        CertificateTypeMisdeeds::raw,
                        entries(CLIENT.rawKey(), CLIENT.rawKey())));
    }

    private static List<Misdeed> filters() {
        return List.of(
                //= R4.3.5-6
                request("names an OID twice", new Filter(KEY_USAGE, Bytes.EMPTY), new Filter(KEY_USAGE, Bytes.EMPTY)),
                //= R4.3.5-7
                request("asks for any purpose", new Filter(EXTENDED_KEY_USAGE, Bytes.ofHex("30060604551d2500"))),
                request("asks for malformed purposes", new Filter(EXTENDED_KEY_USAGE, Bytes.ofHex("30050604551d25"))),
                request("asks for a malformed usage", new Filter(KEY_USAGE, Bytes.ofHex("0302"))),
                //= R4.3.5-5
                certificate(
                        Side.SERVER,
                        "lacks a key usage that was asked for",
                        Violation.CERTIFICATE_AGAINST_FILTERS,
                        () -> new Relay(
                                Scenario.CLIENT_ASKED.client(),
                                Scenario.CLIENT_ASKED
                                        .server()
                                        .oidFilters(List.of(new Filter(KEY_USAGE, Bytes.ofHex("03020780"))))),
                        entries(Lab.ROOT.leaf("client.lab").keyUsage(0).issue().der())));
    }

    private static List<Misdeed> statuses() {
        TestOcsp good = TestOcsp.about(Lab.SHOP, FixedTime.NOON.now());
        return List.of(
                stapled("is not an OCSP response", Violation.BAD_STATUS_RESPONSE, Bytes.ofHex("3000")),
                stapled(
                        "is of another certificate",
                        Violation.BAD_STATUS_RESPONSE,
                        TestOcsp.about(Lab.INTERMEDIATE.leaf("shop.lab").issue(), FixedTime.NOON.now())
                                .issue()),
                stapled(
                        "has a wrong signature",
                        Violation.BAD_STATUS_RESPONSE,
                        good.tampered().issue()),
                stapled(
                        "says that it is revoked",
                        Violation.CERTIFICATE_REVOKED,
                        TestOcsp.about(Lab.SHOP, FixedTime.NOON.now())
                                .revoked(FixedTime.NOON.now())
                                .issue()));
    }

    private static Misdeed stapled(String name, Violation violation, Bytes response) {
        return new Misdeed(
                "server's stapled status " + name,
                violation,
                () -> new Relay(
                                Lab.client(),
                                ServerConfig.builder(
                                        Lab.CRYPTO,
                                        FixedTime.NOON,
                                        Credentials.of(Lab.SHOP.credential().withOcspResponse(() -> response))))
                        .run()
                        .to(Side.CLIENT));
    }

    private static Misdeed request(String name, Filter... filters) {
        return Misdeed.changed(
                "server's oid_filters " + name,
                Violation.BAD_OID_FILTERS,
                Scenario.CLIENT_ASKED::relay,
                Side.CLIENT,
                HandshakeType.CERTIFICATE_REQUEST,
                (CertificateRequest r) ->
                        new CertificateRequest(Bytes.EMPTY, r.extensions().with(new OidFilters(List.of(filters)))));
    }

    private static Misdeed parameters(
            String name, Violation violation, Supplier<Relay> relay, UnaryOperator<Extensions> change) {
        return Misdeed.changed(
                "server's EncryptedExtensions " + name,
                violation,
                relay,
                Side.CLIENT,
                HandshakeType.ENCRYPTED_EXTENSIONS,
                (EncryptedExtensions e) -> new EncryptedExtensions(change.apply(e.extensions())));
    }

    private static Misdeed certificate(
            Side victim, String name, Violation violation, Supplier<Relay> relay, Certificate instead) {
        return Misdeed.changed(
                victim.peer() + "'s Certificate " + name,
                violation,
                relay,
                victim,
                HandshakeType.CERTIFICATE,
                (Certificate c) -> instead);
    }

    private static Certificate entries(Bytes... data) {
        return new Certificate(
                Bytes.EMPTY,
                Stream.of(data)
                        .map(each -> new CertificateEntry(each, Extensions.NONE))
                        .toList());
    }

    private static Relay raw() {
        return new Relay(rawClient(), rawServer());
    }

    private static ClientConfig.Builder rawClient() {
        return ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey())))
                .credentials(Credentials.of(CLIENT.rawCredential()));
    }

    private static ServerConfig.Builder rawServer() {
        Credential credential = Lab.SHOP.rawCredential();
        return ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(credential))
                .clientAuthentication(ClientAuthentication.NEED, RawKeyVerifier.accepting(List.of(CLIENT.rawKey())));
    }
}
