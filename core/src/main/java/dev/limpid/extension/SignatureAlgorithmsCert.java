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
 * The {@code signature_algorithms_cert} extension (RFC 9846 section 4.3.3): the schemes that the sender verifies in certificates.
 *
 * @param supportedSignatureAlgorithms in order of preference
 */
public record SignatureAlgorithmsCert(List<SignatureScheme> supportedSignatureAlgorithms) implements Extension {
    public SignatureAlgorithmsCert {
        supportedSignatureAlgorithms = List.copyOf(supportedSignatureAlgorithms);
    }

    static SignatureAlgorithmsCert decode(WireReader reader) {
        return new SignatureAlgorithmsCert(reader.vector16(
                "supported_signature_algorithms", r -> r.atLeast(2).list(e -> SignatureScheme.of(e.uint16()))));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNATURE_ALGORITHMS_CERT;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w ->
                w.vector16(v -> v.each(supportedSignatureAlgorithms, (e, each) -> e.uint16(each.code()))));
    }
}
