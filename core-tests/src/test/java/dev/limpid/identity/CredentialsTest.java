// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static dev.limpid.registry.SignatureScheme.ECDSA_SECP256R1_SHA256;
import static dev.limpid.registry.SignatureScheme.ECDSA_SHA1;
import static dev.limpid.registry.SignatureScheme.ED25519;
import static dev.limpid.registry.SignatureScheme.RSA_PKCS1_SHA256;
import static dev.limpid.registry.SignatureScheme.RSA_PSS_RSAE_SHA256;
import static dev.limpid.registry.SignatureScheme.RSA_PSS_RSAE_SHA512;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.ViolationException;
import dev.limpid.identity.CredentialChoice.Choice;
import dev.limpid.identity.CredentialChoice.NoCredential;
import dev.limpid.identity.CredentialChoice.Reason;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialsTest {
    private static final List<SignatureScheme> ALL =
            List.of(ECDSA_SECP256R1_SHA256, RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA512, RSA_PKCS1_SHA256, ED25519);

    private final TestCertificate root = TestPki.root("Lab Root CA").issue();
    private final Credential shop = root.leaf("shop.lab").issue().credential();
    private final Credential shopRsa = root.leaf("shop.lab")
            .key(TestKey.RSA_2048)
            .subject("CN=shop rsa")
            .issue()
            .credential();
    private final Credential wildcard =
            root.leaf("*.shop.lab").subject("CN=wildcard").issue().credential();
    private final Credential bank = root.leaf("bank.lab").issue().credential();

    private static CredentialRequest asked(String name, List<SignatureScheme> schemes) {
        return new CredentialRequest(
                Side.SERVER,
                CertificateType.X509,
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                schemes,
                List.of(),
                List.of(),
                List.of());
    }

    private static Choice chosen(CredentialChoice choice) {
        assertThat(choice).isInstanceOf(Choice.class);
        return (Choice) choice;
    }

    @Test
    void choosesByNameBeforeOrder() {
        Credentials all = Credentials.of(bank, wildcard, shop);
        assertThat(chosen(all.choose(asked("shop.lab", ALL))).credential()).isSameAs(shop);
        assertThat(chosen(all.choose(asked("SHOP.lab.", ALL))).credential()).isSameAs(shop);
        assertThat(chosen(all.choose(asked("www.shop.lab", ALL))).credential()).isSameAs(wildcard);
        assertThat(chosen(all.choose(asked("bank.lab", ALL))).credential()).isSameAs(bank);
        assertThat(chosen(all.choose(asked("www.shop.lab", ALL))).reason())
                .isEqualTo("is for the name asked for, by a wildcard");
    }

    @Test
    void prefersAnExactNameToAWildcard() {
        Credential exact = root.leaf("www.shop.lab").issue().credential();
        CredentialChoice choice = Credentials.of(wildcard, exact).choose(asked("www.shop.lab", ALL));
        assertThat(chosen(choice).credential()).isSameAs(exact);
        assertThat(choice.rejected())
                .containsExactly(new CredentialChoice.Rejected(
                        "CN=wildcard", Reason.NO_NAME_MATCH, "another names the server exactly"));
    }

    @Test
    void takesTheFirstWhenNoNameFitsOrNoneWasAsked() {
        Credentials all = Credentials.of(bank, shop);
        assertThat(chosen(all.choose(asked("other.lab", ALL))).credential()).isSameAs(bank);
        assertThat(chosen(all.choose(asked("other.lab", ALL))).reason())
                .isEqualTo("no certificate is for the name asked for");
        assertThat(chosen(all.choose(asked("", ALL))).credential()).isSameAs(bank);
        assertThat(chosen(all.choose(asked("not a name!", ALL))).credential()).isSameAs(bank);
    }

    @Test
    void refusesUnknownNamesWhenItShould() {
        Credentials strict = Credentials.onlyForTheirNames(bank, shop);
        NoCredential none = (NoCredential) strict.choose(asked("other.lab", ALL));
        assertThat(none.reason()).isEqualTo(Reason.NO_NAME_MATCH);
        assertThat(none.rejected())
                .extracting(CredentialChoice.Rejected::text)
                .containsExactly("is for DNS:bank.lab", "is for DNS:shop.lab");
        assertThat(chosen(strict.choose(asked("", ALL))).credential()).isSameAs(bank);
    }

    @Test
    void choosesByTheSchemesOfThePeer() {
        //= R4.5.1.2-2
        Credentials both = Credentials.of(shop, shopRsa);
        assertThat(chosen(both.choose(asked("shop.lab", List.of(RSA_PSS_RSAE_SHA512, RSA_PSS_RSAE_SHA256))))
                        .credential())
                .isSameAs(shopRsa);
        assertThat(chosen(both.choose(asked("shop.lab", List.of(RSA_PSS_RSAE_SHA512, RSA_PSS_RSAE_SHA256))))
                        .scheme())
                .isEqualTo(RSA_PSS_RSAE_SHA256);
        assertThat(chosen(both.choose(asked("shop.lab", List.of(RSA_PSS_RSAE_SHA512))))
                        .scheme())
                .isEqualTo(RSA_PSS_RSAE_SHA512);
        assertThat(chosen(both.choose(asked("shop.lab", ALL))).credential()).isSameAs(shop);
    }

    @Test
    void neverSignsTheHandshakeWithAPkcs1Scheme() {
        NoCredential none = (NoCredential) Credentials.of(shopRsa).choose(asked("shop.lab", List.of(RSA_PKCS1_SHA256)));
        assertThat(none.reason()).isEqualTo(Reason.NO_SCHEME);
    }

    @Test
    void saysWhyEachWasRejected() {
        NoCredential none = (NoCredential) Credentials.of(shop, shopRsa).choose(asked("shop.lab", List.of(ED25519)));
        assertThat(none.reason()).isEqualTo(Reason.NO_SCHEME);
        assertThat(none.rejected())
                .extracting(rejected -> rejected.alias() + " | " + rejected.text())
                .containsExactly(
                        "shop.lab | its key signs with ecdsa_secp256r1_sha256, which the peer does not accept",
                        "CN=shop rsa | its key signs with rsa_pss_rsae_sha256, rsa_pss_rsae_sha384,"
                                + " rsa_pss_rsae_sha512, which the peer does not accept");
        assertThat(((NoCredential) Credentials.none().choose(asked("shop.lab", ALL))).reason())
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void prefersAChainThatThePeerCanVerifyButFallsBack() {
        //= R4.5.1.2-7
        //= R4.5.1.2-9
        TestCertificate rsaRoot = TestPki.root("RSA Root").key(TestKey.RSA_2048).issue();
        Credential signedByRsa = rsaRoot.leaf("shop.lab").issue().credential();
        List<SignatureScheme> ecdsaOnly = List.of(ECDSA_SECP256R1_SHA256);
        assertThat(chosen(Credentials.of(signedByRsa, shop).choose(asked("shop.lab", ecdsaOnly)))
                        .credential())
                .isSameAs(shop);
        Choice fallback = chosen(Credentials.of(signedByRsa).choose(asked("shop.lab", ecdsaOnly)));
        assertThat(fallback.credential()).isSameAs(signedByRsa);
        assertThat(fallback.reason()).contains("there is no better one");
        CredentialRequest separate = new CredentialRequest(
                Side.SERVER,
                CertificateType.X509,
                Optional.of("shop.lab"),
                ecdsaOnly,
                List.of(RSA_PKCS1_SHA256),
                List.of(),
                List.of());
        assertThat(chosen(Credentials.of(shop, signedByRsa).choose(separate)).credential())
                .isSameAs(signedByRsa);
    }

    @Test
    void neverFallsBackToSha1UnlessThePeerAsksForIt() {
        //= R4.5.1.2-10
        //= R4.3.3-16
        Credential old =
                root.leaf("shop.lab").signedWith("SHA1withECDSA").issue().credential();
        NoCredential none = (NoCredential) Credentials.of(old).choose(asked("shop.lab", ALL));
        assertThat(none.reason()).isEqualTo(Reason.CHAIN_NOT_ACCEPTED);
        CredentialRequest willing = new CredentialRequest(
                Side.SERVER,
                CertificateType.X509,
                Optional.empty(),
                ALL,
                List.of(ECDSA_SECP256R1_SHA256, ECDSA_SHA1),
                List.of(),
                List.of());
        assertThat(chosen(Credentials.of(old).choose(willing)).credential()).isSameAs(old);
    }

    @Test
    void prefersTheAuthoritiesThatThePeerLists() {
        //= R4.5.1.2-4
        //= R4.3.4-1
        Credential other = TestPki.root("Other Root").issue().leaf("me").issue().credential();
        List<Bytes> authorities =
                List.of(Bytes.wrap(root.certificate().getSubjectX500Principal().getEncoded()));
        CredentialRequest request = new CredentialRequest(
                Side.CLIENT, CertificateType.X509, Optional.empty(), ALL, List.of(), authorities, List.of());
        CredentialChoice choice = Credentials.of(other, shop).choose(request);
        assertThat(chosen(choice).credential()).isSameAs(shop);
        assertThat(chosen(choice).reason()).isEqualTo("comes from an authority that the peer lists");
        assertThat(choice.rejected())
                .extracting(CredentialChoice.Rejected::reason)
                .containsExactly(Reason.NO_AUTHORITY);
        assertThat(chosen(Credentials.of(other).choose(request)).reason()).contains("none of the authorities");
    }

    @Test
    void doesNotSignWithAKeyThatMayNot() {
        //= R4.5.1.2-3
        Credential encipherOnly =
                root.leaf("shop.lab").keyUsage(KeyUsage.keyEncipherment).issue().credential();
        NoCredential none = (NoCredential) Credentials.of(encipherOnly).choose(asked("shop.lab", ALL));
        assertThat(none.rejected().getFirst().text()).isEqualTo("its key usage does not allow signatures");
    }

    @ParameterizedTest
    @EnumSource(value = TestKey.class, names = "DSA", mode = EnumSource.Mode.EXCLUDE)
    void acceptsTheKeyOfACertificateAndNoOther(TestKey kind) {
        TestCertificate own = root.leaf("own").key(kind).issue();
        TestCertificate same = root.leaf("same kind").key(kind).issue();
        assertThat(own.credential().chain()).containsExactly(own.der());
        assertThatThrownBy(() -> Credential.of("shop", own.chain(), same.privateKey()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("shop: the private key");
        TestKey another = kind == TestKey.P256 ? TestKey.ED25519 : TestKey.P256;
        assertThatThrownBy(() ->
                        Credential.of("shop", own.chain(), another.generate().getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("shop: the private key");
    }

    @Test
    void refusesWhatCanNeverServe() {
        TestCertificate dsa = root.leaf("shop.lab").key(TestKey.DSA).issue();
        assertThatThrownBy(dsa::credential)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fits no signature scheme");
        assertThatThrownBy(() -> Credential.of("shop", List.of(), dsa.privateKey()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Credential.of("shop", List.of(Bytes.ofUtf8("nothing")), dsa.privateKey()))
                .isInstanceOf(ViolationException.class);
    }

    @Test
    void neverShowsTheKey() {
        assertThat(shop.toString()).isEqualTo("shop.lab (EC secp256r1, 1 certificates)");
    }
}
