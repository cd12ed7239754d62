// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * The {@code signature_algorithms} extension (RFC 9846 section 4.3.3): the schemes that the sender verifies in CertificateVerify, and in
 * certificates too unless {@link SignatureAlgorithmsCert} says otherwise.
 *
 * @param supportedSignatureAlgorithms in order of preference
 */
public record SignatureAlgorithms(List<SignatureScheme> supportedSignatureAlgorithms) implements Extension {
    public SignatureAlgorithms {
        supportedSignatureAlgorithms = List.copyOf(supportedSignatureAlgorithms);
    }

    static SignatureAlgorithms decode(WireReader reader) {
        return new SignatureAlgorithms(reader.vector16(
                "supported_signature_algorithms", r -> r.atLeast(2).list(e -> SignatureScheme.of(e.uint16()))));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNATURE_ALGORITHMS;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w ->
                w.vector16(v -> v.each(supportedSignatureAlgorithms, (e, each) -> e.uint16(each.code()))));
    }
}
