// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryTest {
    @ParameterizedTest
    @MethodSource("registries")
    void keepsUnknownCodePointsAndPrintsThemAsHex(IntFunction<Record> registry, int size, String unknown) {
        assertThat(registry.apply(0x77)).hasToString(unknown);
    }

    @ParameterizedTest
    @MethodSource("registries")
    void refusesWhatDoesNotFitTheWire(IntFunction<Record> registry, int size, String unknown) {
        assertThat(registry.apply(size - 1)).isNotNull();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> registry.apply(size));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> registry.apply(-1));
    }

    @ParameterizedTest
    @MethodSource("registries")
    void namesItsConstantsByTheirNames(IntFunction<Record> registry, int size, String unknown) throws Exception {
        List<Record> constants = constants(registry.apply(0).getClass());
        assertThat(constants).isNotEmpty().doesNotHaveDuplicates();
        assertThat(constants)
                .extracting(Record::toString)
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.startsWith("0x"));
    }

    @Test
    void marksGrease() {
        assertThat(new ExtensionType(0x2a2a)).hasToString("GREASE (0x2a2a)");
        assertThat(new NamedGroup(0x2a2b)).hasToString("0x2a2b");
        assertThat(new NamedGroup(0x2a3a)).hasToString("0x2a3a");
        for (int i = 0; i < 16; i++) {
            assertThat(Grease.is(Grease.value(i))).isTrue();
        }
        assertThat(Grease.value(15)).isEqualTo(0xfafa);
        assertThat(java.util.stream.IntStream.range(0, 0x10000)
                        .filter(Grease::is)
                        .count())
                .isEqualTo(16);
    }

    @Test
    void knowsTheHashOfTheSuitesOfTls13Only() {
        assertThat(CipherSuite.TLS_AES_128_GCM_SHA256.hash()).contains(HashAlgorithm.SHA256);
        assertThat(CipherSuite.TLS_AES_256_GCM_SHA384.hash()).contains(HashAlgorithm.SHA384);
        assertThat(CipherSuite.TLS_CHACHA20_POLY1305_SHA256.hash()).contains(HashAlgorithm.SHA256);
        assertThat(CipherSuite.TLS_FALLBACK_SCSV.hash()).isEmpty();
        assertThat(new CipherSuite(0x1306).hash()).isEmpty();
        assertThat(new CipherSuite(0xc02f).hash()).isEmpty();
    }

    static Stream<Arguments> registries() {
        return Stream.of(
                registry(CertificateCompression::new, 0x10000, "0x0077"),
                registry(CertificateType::new, 0x100, "0x77"),
                registry(CipherSuite::new, 0x10000, "0x0077"),
                registry(ContentType::new, 0x100, "0x77"),
                registry(ExtensionType::new, 0x10000, "0x0077"),
                registry(HandshakeType::new, 0x100, "0x77"),
                registry(NamedGroup::new, 0x10000, "0x0077"),
                registry(ProtocolVersion::new, 0x10000, "0x0077"),
                registry(PskKeyExchangeMode::new, 0x100, "0x77"),
                registry(SignatureScheme::new, 0x10000, "0x0077"));
    }

    private static Arguments registry(IntFunction<Record> registry, int size, String unknown) {
        return Arguments.of(registry, size, unknown);
    }

    private static List<Record> constants(Class<?> type) throws IllegalAccessException {
        List<Record> constants = new ArrayList<>();
        for (var field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                constants.add((Record) field.get(null));
            }
        }
        return constants;
    }
}
