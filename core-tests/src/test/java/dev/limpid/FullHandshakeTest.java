// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.identity.Credentials;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A full handshake in memory, both ends ours. */
class FullHandshakeTest {
    @Test
    void agreesByDefaultOnTheHybridGroup() {
        Pair pair = Pair.established();
        assertThat(pair.client().connection().facts().orElseThrow().group()).contains(NamedGroup.X25519MLKEM768);
        assertThat(pair.client().connection().facts())
                .map(facts -> facts.cipherSuite())
                .contains(CipherSuite.TLS_AES_128_GCM_SHA256);
    }

    @ParameterizedTest
    @MethodSource("suitesAndGroups")
    void carriesDataBothWays(CipherSuite suite, NamedGroup group) {
        Pair pair = new Pair(
                        Lab.client()
                                .cipherSuites(List.of(suite))
                                .groups(List.of(group))
                                .build(),
                        Lab.server().groups(Lab.CRYPTO.supportedGroups()).build())
                .handshake();
        Bytes request = Bytes.wrap(new byte[40_000]);
        pair.server().receive(pair.client().seal(request));
        assertThat(pair.server().received()).isEqualTo(request);
        pair.client().receive(pair.server().seal(Bytes.ofUtf8("answer")));
        assertThat(pair.client().received()).isEqualTo(Bytes.ofUtf8("answer"));
    }

    static Stream<Arguments> suitesAndGroups() {
        return Lab.CRYPTO.cipherSuites().stream()
                .flatMap(suite -> Lab.CRYPTO.supportedGroups().stream().map(group -> Arguments.of(suite, group)));
    }

    @Test
    void retriesForAGroupWithoutAShare() {
        Pair pair = new Pair(
                        Lab.client().keyShares(List.of(NamedGroup.X25519)).build(),
                        Lab.server().groups(List.of(NamedGroup.SECP256R1)).build())
                .handshake();
        assertThat(pair.client().connection().facts().orElseThrow().retried()).isTrue();
        assertThat(pair.server().connection().facts().orElseThrow().group()).contains(NamedGroup.SECP256R1);
    }

    @Test
    void retriesForACookieAlone() {
        Pair pair =
                new Pair(Lab.client().build(), Lab.server().alwaysRetry(true).build()).handshake();
        assertThat(pair.server().connection().facts().orElseThrow().retried()).isTrue();
    }

    @Test
    void authenticatesAClientThatIsAsked() {
        Pair pair = new Pair(
                        Lab.client()
                                .credentials(Credentials.of(
                                        Lab.ROOT.leaf("client.lab").issue().credential()))
                                .build(),
                        Lab.server()
                                .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                                .build())
                .handshake();
        assertThat(pair.server().connection().facts().orElseThrow().clientAuthenticated())
                .isTrue();
        assertThat(pair.server().connection().peerCertificates()).hasSize(1);
    }

    @Test
    void updatesKeysBothWaysWhenAsked() {
        Pair pair = Pair.established();
        pair.client().connection().updateKeys(true);
        pair.run();
        pair.server().receive(pair.client().seal(Bytes.ofUtf8("after")));
        pair.client().receive(pair.server().seal(Bytes.ofUtf8("so am I")));
        assertThat(pair.server().received()).isEqualTo(Bytes.ofUtf8("after"));
        assertThat(pair.client().received()).isEqualTo(Bytes.ofUtf8("so am I"));
    }

    @Test
    void sendsNoDataBeforeTheClientsFinished() {
        //= RF.5-4
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        Pair.carry(pair.client(), pair.server());
        //= R2-2
        assertThat(pair.server().connection().isWritable()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> pair.server().seal(Bytes.ofUtf8("too early")));
        assertThatIllegalStateException().isThrownBy(() -> pair.client().seal(Bytes.ofUtf8("too early")));
    }

    @Test
    void closesEachHalfOnItsOwn() {
        //= R6.1-6
        Pair pair = Pair.established();
        pair.client().connection().closeWrite();
        pair.run();
        assertThat(pair.server().connection().isReadClosed()).isTrue();
        pair.client().receive(pair.server().seal(Bytes.ofUtf8("still here")));
        assertThat(pair.client().received()).isEqualTo(Bytes.ofUtf8("still here"));
        pair.server().connection().closeWrite();
        pair.run();
        assertThat(pair.client().connection().step()).isInstanceOf(Step.Closed.class);
        assertThat(pair.client().failure()).isEmpty();
    }
}
