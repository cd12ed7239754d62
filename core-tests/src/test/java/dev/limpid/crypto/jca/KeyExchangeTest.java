// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyExchangeTest {
    /** Client share, server share and secret in bytes: RFC 9846 sections 4.3.8 and 7.4, and the drafts for ML-KEM. */
    private static final Map<NamedGroup, List<Integer>> LENGTHS = Map.ofEntries(
            Map.entry(NamedGroup.X25519, List.of(32, 32, 32)),
            Map.entry(NamedGroup.X448, List.of(56, 56, 56)),
            Map.entry(NamedGroup.SECP256R1, List.of(65, 65, 32)),
            Map.entry(NamedGroup.SECP384R1, List.of(97, 97, 48)),
            Map.entry(NamedGroup.SECP521R1, List.of(133, 133, 66)),
            Map.entry(NamedGroup.FFDHE2048, List.of(256, 256, 256)),
            Map.entry(NamedGroup.FFDHE3072, List.of(384, 384, 384)),
            Map.entry(NamedGroup.FFDHE4096, List.of(512, 512, 512)),
            Map.entry(NamedGroup.FFDHE6144, List.of(768, 768, 768)),
            Map.entry(NamedGroup.FFDHE8192, List.of(1024, 1024, 1024)),
            Map.entry(NamedGroup.MLKEM512, List.of(800, 768, 32)),
            Map.entry(NamedGroup.MLKEM768, List.of(1184, 1088, 32)),
            Map.entry(NamedGroup.MLKEM1024, List.of(1568, 1568, 32)),
            Map.entry(NamedGroup.X25519MLKEM768, List.of(1216, 1120, 64)),
            Map.entry(NamedGroup.SECP256R1MLKEM768, List.of(1249, 1153, 64)),
            Map.entry(NamedGroup.SECP384R1MLKEM1024, List.of(1665, 1665, 80)));

    private static final Set<NamedGroup> SLOW =
            Set.of(NamedGroup.FFDHE3072, NamedGroup.FFDHE4096, NamedGroup.FFDHE6144, NamedGroup.FFDHE8192);

    /** Each group from each provider; compositions that take it from the same one count once. */
    static Stream<Arguments> exchanges() {
        return LENGTHS.keySet().stream().flatMap(group -> distinct(group).map(one -> Arguments.of(one, group)));
    }

    /** All but the large finite fields, which take long and differ from the small ones in nothing but length. */
    static Stream<Arguments> quickExchanges() {
        return exchanges().filter(each -> !SLOW.contains((NamedGroup) each.get()[1]));
    }

    static Stream<Arguments> pairs() {
        return LENGTHS.keySet().stream()
                .flatMap(group -> distinct(group)
                        .flatMap(one ->
                                distinct(group).filter(two -> one != two).map(two -> Arguments.of(one, two, group))));
    }

    private static Stream<UnderTest> distinct(NamedGroup group) {
        Set<String> seen = new HashSet<>();
        return UnderTest.stream()
                .filter(one -> one.crypto().supportedGroups().contains(group))
                .filter(one -> seen.add(one.crypto().keyExchange(group).toString()));
    }

    @Test
    void theJdkAloneHasEveryGroup() {
        assertThat(UnderTest.JDK.crypto().supportedGroups()).containsExactlyInAnyOrderElementsOf(LENGTHS.keySet());
        assertThat(UnderTest.BOUNCY_CASTLE.crypto().supportedGroups())
                .containsExactlyInAnyOrderElementsOf(LENGTHS.keySet());
    }

    @Test
    void prefersTheHybridAndThenTheFastestCurve() {
        //= R9.1-3
        assertThat(UnderTest.JDK.crypto().groups())
                .containsExactly(
                        NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);
    }

    @Test
    void listsOnlyWhatTheProviderHas() {
        JcaCryptoProvider conscrypt = UnderTest.CONSCRYPT.crypto();
        assertThat(conscrypt.supportedGroups())
                .containsExactly(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);
        assertThatIllegalArgumentException().isThrownBy(() -> conscrypt.keyExchange(NamedGroup.X448));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void bothSidesGetOneSecret(UnderTest provider, NamedGroup group) {
        KeyExchange exchange = provider.crypto().keyExchange(group);
        PrivateShare client = exchange.generate();
        Encapsulated server = exchange.encapsulate(client.publicShare());
        byte[] secret = client.decapsulate(server.serverShare());

        assertThat(secret).isEqualTo(server.sharedSecret());
        assertThat(List.of(client.publicShare().length(), server.serverShare().length(), secret.length))
                .isEqualTo(LENGTHS.get(group));
    }

    @Test
    void aSecretKeepsItsLeadingZeros() {
        KeyExchange exchange = JcaCryptoProvider.best().keyExchange(NamedGroup.SECP256R1);
        PrivateShare client = exchange.generate();
        byte[] secret;
        int tries = 0;
        do {
            Encapsulated server = exchange.encapsulate(client.publicShare());
            secret = server.sharedSecret();
            assertThat(client.decapsulate(server.serverShare())).isEqualTo(secret);
            //= R7.4.2-1
            assertThat(secret).hasSize(32);
        } while (secret[0] != 0 && ++tries < 5000);

        assertThat(secret[0]).isZero();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void providersAgreeWithEachOther(UnderTest clients, UnderTest servers, NamedGroup group) {
        PrivateShare client = clients.crypto().keyExchange(group).generate();
        Encapsulated server = servers.crypto().keyExchange(group).encapsulate(client.publicShare());

        assertThat(client.decapsulate(server.serverShare())).isEqualTo(server.sharedSecret());
    }

    @ParameterizedTest
    @MethodSource("quickExchanges")
    void makesAnotherShareEachTime(UnderTest provider, NamedGroup group) {
        //= R4.3.8-6
        //= R4.3.8-10
        KeyExchange exchange = provider.crypto().keyExchange(group);
        assertThat(exchange.generate().publicShare())
                .isNotEqualTo(exchange.generate().publicShare());
    }

    @ParameterizedTest
    @MethodSource("quickExchanges")
    void acceptsThatThePeerReusesItsShare(UnderTest provider, NamedGroup group) {
        //= R4.3.8-11
        KeyExchange exchange = provider.crypto().keyExchange(group);
        PrivateShare client = exchange.generate();
        assertThat(exchange.encapsulate(client.publicShare()).serverShare())
                .isNotEqualTo(exchange.encapsulate(client.publicShare()).serverShare());
    }

    @ParameterizedTest
    @MethodSource("quickExchanges")
    void refusesSharesOfTheWrongLength(UnderTest provider, NamedGroup group) {
        KeyExchange exchange = provider.crypto().keyExchange(group);
        PrivateShare client = exchange.generate();
        Bytes clientShare = client.publicShare();
        Bytes serverShare = exchange.encapsulate(clientShare).serverShare();
        Bytes more = Bytes.of((byte) 0);

        for (Bytes bad : List.of(
                Bytes.EMPTY,
                clientShare.slice(0, clientShare.length() - 1),
                clientShare.then(more),
                more.then(clientShare))) {
            refuses(Violation.BAD_KEY_SHARE, () -> exchange.encapsulate(bad));
        }
        for (Bytes bad : List.of(
                Bytes.EMPTY,
                serverShare.slice(0, serverShare.length() - 1),
                serverShare.then(more),
                more.then(serverShare))) {
            refuses(Violation.BAD_KEY_SHARE, () -> client.decapsulate(bad));
        }
    }

    @ParameterizedTest
    @MethodSource("quickExchanges")
    void aDestroyedShareDoesNothingMore(UnderTest provider, NamedGroup group) {
        KeyExchange exchange = provider.crypto().keyExchange(group);
        PrivateShare client = exchange.generate();
        Bytes serverShare = exchange.encapsulate(client.publicShare()).serverShare();
        client.destroy();
        client.destroy();
        assertThatIllegalStateException().isThrownBy(() -> client.decapsulate(serverShare));
    }

    static void refuses(Violation violation, ThrowingCallable action) {
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(action)
                .returns(violation, ViolationException::violation);
    }
}
