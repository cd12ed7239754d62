// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ConfigBuilder;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.net.CertificateCompressors;
import dev.limpid.registry.CertificateCompression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** In which form certificates travel. */
final class CertificateOptions {
    @Option(
            names = "--compress",
            split = ",",
            paramLabel = "ALGORITHM",
            description =
                    "Compress certificates, and take compressed ones (RFC 8879), in order of preference: --compress zlib")
    private List<String> compression = new ArrayList<>();

    /** Puts what was asked for into {@code builder}. */
    void applyTo(ConfigBuilder<?> builder) {
        if (compression.stream().distinct().count() < compression.size()) {
            throw Refusal.usage("--compress names an algorithm twice", "name each once");
        }
        builder.certificateCompression(
                compression.stream().map(CertificateOptions::compressor).toList());
    }

    private static CertificateCompressor compressor(String name) {
        CertificateCompression algorithm = switch (name.toLowerCase(Locale.ROOT)) {
            case "zlib" -> CertificateCompression.ZLIB;
            case "brotli" -> CertificateCompression.BROTLI;
            case "zstd" -> CertificateCompression.ZSTD;
            default ->
                throw Refusal.usage(
                        "there is no compression \"" + Refusal.quoted(name) + "\" for certificates", "take zlib");
        };
        return CertificateCompressors.find(algorithm)
                .orElseThrow(() -> Refusal.usage(
                        "--compress " + algorithm + " needs a library that is not on the class path",
                        "take zlib, which the JDK has"));
    }
}
