// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.identity.CertificateCompressor;
import dev.limpid.registry.CertificateCompression;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The algorithms for compressed certificates (RFC 8879) that can be used here. The JDK has zlib; brotli needs the library brotli4j and
 * its part for this machine, zstd needs zstd-jni. Both are optional: without them this class finds less, and nothing fails. As modules
 * they have to be named, {@code --add-modules com.aayushatharva.brotli4j,com.github.luben.zstd_jni}, and both load native code, which the
 * JDK wants to be allowed, {@code --enable-native-access}. Thread-safe.
 */
public final class CertificateCompressors {
    // Lambdas, since a method reference would link the class, and so need its library, outside of the method that
    // expects it to be missing
    private static final List<CertificateCompressor> AVAILABLE = Stream.of(
                    found(() -> Brotli.compressor()),
                    found(() -> Zstandard.compressor()),
                    Optional.of(CertificateCompressor.zlib()))
            .flatMap(Optional::stream)
            .toList();

    private CertificateCompressors() {}

    /** All that can be used, the one that makes certificates shortest first: brotli, zstd, zlib. */
    public static List<CertificateCompressor> available() {
        return AVAILABLE;
    }

    /** The one for {@code algorithm}; empty if its library is not there. */
    public static Optional<CertificateCompressor> find(CertificateCompression algorithm) {
        return AVAILABLE.stream()
                .filter(compressor -> compressor.algorithm().equals(algorithm))
                .findFirst();
    }

    /** What {@code library} gives, unless its classes or its native code are missing or do not fit this machine. */
    private static Optional<CertificateCompressor> found(Supplier<CertificateCompressor> library) {
        try {
            return Optional.of(library.get());
        } catch (LinkageError missing) {
            return Optional.empty();
        }
    }
}
