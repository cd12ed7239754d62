// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateCompressorsTest {
    private static final Bytes MESSAGE = message();

    private static Bytes message() {
        TestCertificate leaf = TestPki.root("Lab Root CA")
                .issue()
                .ca("Lab Intermediate CA")
                .issue()
                .leaf("shop.lab")
                .issue();
        return leaf.chain().stream().reduce(Bytes.EMPTY, Bytes::then);
    }

    static List<CertificateCompressor> all() {
        return CertificateCompressors.available();
    }

    @Test
    void findsThoseWhoseLibraryIsThereShortestFirst() {
        assertThat(all())
                .extracting(CertificateCompressor::algorithm)
                .containsExactly(
                        CertificateCompression.BROTLI, CertificateCompression.ZSTD, CertificateCompression.ZLIB);
        assertThat(CertificateCompressors.find(CertificateCompression.ZSTD)).contains(all().get(1));
        assertThat(CertificateCompressors.find(new CertificateCompression(77))).isEmpty();
    }

    @Test
    void findsOnlyZlibWhereNoLibraryIs() throws Exception {
        assertThat(without("brotli4j|zstd-jni")).containsExactly("zlib");
        assertThat(without("brotli4j")).containsExactly("zstd", "zlib");
        assertThat(without("native-linux|native-osx|native-windows")).containsExactly("zstd", "zlib");
    }

    @ParameterizedTest
    @MethodSource("all")
    void restoresWhatItCompressed(CertificateCompressor compressor) {
        Bytes random = random(5000);
        for (Bytes message : List.of(MESSAGE, random, Bytes.wrap(new byte[100_000]), Bytes.ofHex("00"), Bytes.EMPTY)) {
            assertThat(compressor.decompress(compressor.compress(message), message.length()))
                    .isEqualTo(message);
        }
        assertThat(compressor.compress(MESSAGE).length()).isLessThan(MESSAGE.length());
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnyOtherLengthThanTheClaimed(CertificateCompressor compressor) {
        Bytes compressed = compressor.compress(MESSAGE);
        for (int claimed : new int[] {0, 1, MESSAGE.length() - 1, MESSAGE.length() + 1, 2 * MESSAGE.length()}) {
            refuses(compressor, compressed, claimed);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesABombAtItsClaimedLength(CertificateCompressor compressor) {
        Bytes bomb = compressor.compress(Bytes.wrap(new byte[64 << 20]));
        refuses(compressor, bomb, 1000);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEveryStrictPrefixAndWhatIsLeftOver(CertificateCompressor compressor) {
        Bytes compressed = compressor.compress(MESSAGE);
        for (int length = 0; length < compressed.length(); length++) {
            refuses(compressor, compressed.slice(0, length), MESSAGE.length());
        }
        refuses(compressor, compressed.then(Bytes.ofHex("00")), MESSAGE.length());
        refuses(compressor, compressed.then(compressed), MESSAGE.length());
    }

    @ParameterizedTest
    @MethodSource("all")
    void survivesWhateverComes(CertificateCompressor compressor) {
        byte[] compressed = compressor.compress(MESSAGE).toArray();
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = compressed.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                assertThat(compressor
                                .decompress(Bytes.wrap(changed), MESSAGE.length())
                                .length())
                        .isEqualTo(MESSAGE.length());
            } catch (ViolationException refused) {
                assertThat(refused.violation()).isEqualTo(Violation.BAD_COMPRESSED_CERTIFICATE);
            }
            refusesOrNot(compressor, random(100));
        }
    }

    private static void refusesOrNot(CertificateCompressor compressor, Bytes anything) {
        try {
            assertThat(compressor.decompress(anything, 1000).length()).isEqualTo(1000);
        } catch (ViolationException refused) {
            assertThat(refused.violation()).isEqualTo(Violation.BAD_COMPRESSED_CERTIFICATE);
        }
    }

    private static void refuses(CertificateCompressor compressor, Bytes compressed, int length) {
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> compressor.decompress(compressed, length))
                .satisfies(refused -> assertThat(refused.violation()).isEqualTo(Violation.BAD_COMPRESSED_CERTIFICATE));
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** The names of what is found by a class path without the jars whose names match. */
    private static List<String> without(String jars) throws Exception {
        URL[] path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().matches("(" + jars + ").*") && !isServiceOf(entry, jars))
                .map(CertificateCompressorsTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Object found = loader.loadClass(CertificateCompressors.class.getName())
                    .getMethod("available")
                    .invoke(null);
            return ((List<?>) found)
                    .stream().map(CertificateCompressorsTest::algorithm).toList();
        }
    }

    private static boolean isServiceOf(String entry, String jars) {
        return jars.contains("brotli4j") && entry.contains("brotli4j") && entry.endsWith(".jar");
    }

    private static String algorithm(Object compressor) {
        try {
            Class<?> type = compressor.getClass().getInterfaces()[0];
            return type.getMethod("algorithm").invoke(compressor).toString();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such method", e);
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
