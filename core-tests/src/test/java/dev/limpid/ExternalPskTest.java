// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.ResumptionTest.facts;
import static dev.limpid.ResumptionTest.missed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.identity.Credentials;
import dev.limpid.message.ClientHello;
import dev.limpid.message.ServerHello;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.negotiate.PskFitness;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that were provisioned outside of TLS (section 2.2). */
class ExternalPskTest {
    private static final ExternalPsk ANNA = key("anna", 1);
    private static final ExternalPsk BERT = key("bert", 2);

    static ExternalPsk key(String identity, int filling) {
        return key(identity, filling, HashAlgorithm.SHA256);
    }

    static ExternalPsk key(String identity, int filling, HashAlgorithm hash) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return ExternalPsk.of(Bytes.ofUtf8(identity), Psk.of(bytes), hash);
    }

    @Test
    void agreesByAKeyAndAKeyExchangeWithoutACertificate() {
        //= R4.3.9-1
        //= R4.3.9-8
        Pair pair =
                pair(client(ANNA), server(ANNA).credentials(Credentials.none())).handshake();
        for (End end : List.of(pair.client(), pair.server())) {
            assertThat(facts(end).signatureScheme()).isEmpty();
            assertThat(facts(end).resumed()).isFalse();
            assertThat(facts(end).group()).contains(NamedGroup.X25519MLKEM768);
            assertThat(end.connection().peerCertificates()).isEmpty();
        }
        pair.client().receive(pair.server().seal(Bytes.ofUtf8("hello")));
        assertThat(pair.client().received()).isEqualTo(Bytes.ofUtf8("hello"));
    }

    @Test
    void takesTheFirstKeyThatItKnows() {
        //= R4.3.11-5
        Pair pair =
                pair(client(key("nobody", 3), BERT, ANNA), server(ANNA, BERT)).handshake();
        assertThat(ResumptionTest.events(pair.server(), dev.limpid.observe.Event.PskAccepted.class))
                .containsExactly(new dev.limpid.observe.Event.PskAccepted(1, false));
        assertThat(ResumptionTest.events(pair.client(), dev.limpid.observe.Event.PskAccepted.class))
                .containsExactly(new dev.limpid.observe.Event.PskAccepted(1, false));
    }

    @Test
    void choosesTheSuiteThatFitsTheKey() {
        //= R4.3.11-2
        //= R4.3.11-3
        //= R4.3.11-7
        ExternalPsk longer = key("anna", 1, HashAlgorithm.SHA384);
        Pair pair = pair(client(longer), server(longer)).handshake();
        assertThat(facts(pair.server()).cipherSuite()).isEqualTo(CipherSuite.TLS_AES_256_GCM_SHA384);
        assertThat(facts(pair.server()).signatureScheme()).isEmpty();

        Pair without = pair(client(longer), server(longer).cipherSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)))
                .handshake();
        assertThat(facts(without.server()).signatureScheme()).isPresent();
        assertThat(missed(without.server())).containsExactly("no suite in common has its hash: SHA384");
    }

    @Test
    void refusesTheSameLabelWithAnotherKey() {
        //= R4.3.11-8
        //= R4.3.11-9
        Pair pair = pair(client(key("anna", 9)), server(ANNA)).run();
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.BAD_BINDER);
        assertThat(pair.client().failure()).isPresent();
    }

    @Test
    void goesOnWithACertificateWhereTheKeyIsUnknown() {
        //= R4.3.11-6
        Pair pair = pair(client(ANNA), server(BERT)).handshake();
        assertThat(facts(pair.client()).signatureScheme()).isPresent();
    }

    @Test
    void goesOnWithNothingElseIfThatIsWanted() {
        Pair unknown = pair(client(ANNA), server(BERT).pskOnly(true)).run();
        assertThat(unknown.server().failure().orElseThrow().violation()).contains(Violation.UNKNOWN_PSK);
        Pair unused = pair(client(ANNA).pskOnly(true), server(BERT)).run();
        assertThat(unused.client().failure().orElseThrow().violation()).contains(Violation.PSK_NOT_SELECTED);
        pair(client(ANNA).pskOnly(true), server(ANNA).pskOnly(true)).handshake();
        assertThatIllegalStateException()
                .isThrownBy(() -> Lab.client().pskOnly(true).build());
    }

    @Test
    void asksAClientWithAKeyForNoCertificate() {
        //= RF.1-1
        //= R4.4.2-9
        Pair pair = pair(
                        client(ANNA).postHandshakeAuthentication(true),
                        server(ANNA).clientAuthentication(ClientAuthentication.NEED, Lab.verifier()))
                .handshake();
        assertThat(facts(pair.server()).clientAuthenticated()).isFalse();
        assertThat(pair.server().connection().mayRequestClientCertificate()).isFalse();
    }

    @Test
    void hasNoAgeAndIsAskedForNone() {
        //= R4.3.11-1
        Pair pair = pair(client(ANNA), server(ANNA)).handshake();
        ClientHello hello = ResumptionTest.said(pair.client(), ClientHello.class);
        PreSharedKey.ClientHello offered =
                hello.extensions().find(PreSharedKey.ClientHello.class).orElseThrow();
        assertThat(offered.identities()).containsExactly(new PreSharedKey.Identity(ANNA.identity(), 0));

        PreSharedKey.ClientHello aged = new PreSharedKey.ClientHello(
                List.of(new PreSharedKey.Identity(ANNA.identity(), 77)), offered.binders());
        assertThat(PskFitness.objection(
                        server(ANNA).build(),
                        hello.withExtensions(hello.extensions().replace(aged)),
                        Optional.empty(),
                        new KnownPsk.External(ANNA)))
                .isEmpty();
    }

    @Test
    void usesTheKeyAloneOnlyIfBothAllowIt() {
        //= R4.2.1-2
        //= R4.3.8-16
        //= R4.3.9-4
        //= R4.3.9-7
        List<PskKeyExchangeMode> alone = List.of(PskKeyExchangeMode.PSK_KE);
        Pair pair =
                pair(client(ANNA).pskModes(alone), server(ANNA).pskModes(alone)).handshake();
        assertThat(facts(pair.client()).group()).isEmpty();
        assertThat(ResumptionTest.said(pair.server(), ServerHello.class)
                        .extensions()
                        .contains(ExtensionType.KEY_SHARE))
                .isFalse();
        Pair refused = pair(client(ANNA).pskModes(alone), server(ANNA)).handshake();
        assertThat(facts(refused.client()).signatureScheme()).isPresent();
        assertThat(missed(refused.server())).containsExactly("no mode in common: the client lists [psk_ke]");
    }

    @Test
    void retriesForAGroupAndBindsAnew() {
        Pair pair = pair(
                        client(ANNA, key("bert", 2, HashAlgorithm.SHA384))
                                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                                .keyShares(List.of(NamedGroup.X25519)),
                        server(ANNA).groups(List.of(NamedGroup.SECP256R1)))
                .handshake();
        assertThat(facts(pair.client()).retried()).isTrue();
        assertThat(facts(pair.client()).signatureScheme()).isEmpty();
    }

    static ClientConfig.Builder client(ExternalPsk... keys) {
        return Lab.client().externalPsks(List.of(keys));
    }

    static ServerConfig.Builder server(ExternalPsk... keys) {
        return Lab.server().externalPsks(ExternalPsks.of(List.of(keys)));
    }

    private static Pair pair(ClientConfig.Builder client, ServerConfig.Builder server) {
        return new Pair(client.build(), server.build());
    }
}
