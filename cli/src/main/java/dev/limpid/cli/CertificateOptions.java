// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ConfigBuilder;
import dev.limpid.identity.CertificateCompressor;
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
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "zlib" -> CertificateCompressor.zlib();
            case "brotli", "zstd" ->
                throw Refusal.usage(
                        "--compress " + name + " needs a library that this command comes without",
                        "take zlib, which the JDK has");
            default ->
                throw Refusal.usage(
                        "there is no compression \"" + Refusal.quoted(name) + "\" for certificates", "take zlib");
        };
    }
}
