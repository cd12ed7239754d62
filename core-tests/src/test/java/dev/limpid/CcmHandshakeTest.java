// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.CipherSuite;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AES-CCM, where a provider has it. */
class CcmHandshakeTest {
    private static final CryptoProvider CRYPTO =
            JcaCryptoProvider.builder().ccm(new BouncyCastleProvider()).build();

    static List<CipherSuite> suites() {
        return List.of(CipherSuite.TLS_AES_128_CCM_SHA256, CipherSuite.TLS_AES_128_CCM_8_SHA256);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void carriesDataBothWaysAndUpdatesKeys(CipherSuite suite) {
        Pair pair = new Pair(
                        Lab.client(CRYPTO).cipherSuites(List.of(suite)).build(),
                        Lab.server(CRYPTO).cipherSuites(List.of(suite)).build())
                .handshake();
        assertThat(pair.client().connection().facts().orElseThrow().cipherSuite())
                .isEqualTo(suite);
        Bytes request = Bytes.wrap(new byte[40_000]);
        pair.server().receive(pair.client().seal(request));
        assertThat(pair.server().received()).isEqualTo(request);
        pair.server().connection().updateKeys(true);
        pair.run();
        pair.client().receive(pair.server().seal(Bytes.ofUtf8("answer")));
        assertThat(pair.client().received()).isEqualTo(Bytes.ofUtf8("answer"));
    }

    @Test
    void shortTagsAreForWhoAsksForThem() {
        assertThat(Lab.client(CRYPTO).build().cipherSuites()).hasSize(4).endsWith(CipherSuite.TLS_AES_128_CCM_SHA256);
        assertThat(Lab.server(CRYPTO).build().cipherSuites()).hasSize(4);
        assertThat(CRYPTO.cipherSuites()).contains(CipherSuite.TLS_AES_128_CCM_8_SHA256);
    }

    @Test
    void whoHasNoneDoesNotOfferIt() {
        //= R9.3-4
        assertThat(Lab.client().build().cipherSuites()).noneMatch(CipherSuite::isCcm);
        assertThatIllegalArgumentException().isThrownBy(() -> Lab.client().cipherSuites(suites()));
    }
}
