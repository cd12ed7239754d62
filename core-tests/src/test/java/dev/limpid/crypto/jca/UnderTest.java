// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

/** The compositions that every test of primitives runs with. */
enum UnderTest {
    JDK(JcaCryptoProvider.jdk()),
    BOUNCY_CASTLE(JcaCryptoProvider.only(new BouncyCastleProvider())),
    JDK_WITH_BOUNCY_CASTLE_CCM(
            JcaCryptoProvider.builder().ccm(new BouncyCastleProvider()).build()),
    CONSCRYPT(JcaCryptoProvider.only(Conscrypt.newProvider())),
    JDK_WITH_BOUNCY_CASTLE_CURVES(
            JcaCryptoProvider.builder().curves(new BouncyCastleProvider()).build()),
    JDK_WITH_CONSCRYPT_CURVES(
            JcaCryptoProvider.builder().curves(Conscrypt.newProvider()).build());

    private final JcaCryptoProvider crypto;

    UnderTest(JcaCryptoProvider crypto) {
        this.crypto = crypto;
    }

    JcaCryptoProvider crypto() {
        return crypto;
    }

    static List<UnderTest> all() {
        return List.of(values());
    }

    static Stream<UnderTest> stream() {
        return all().stream();
    }
}
