// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.registry.CertificateType;
import java.util.List;

/** Types of certificates as flags name them: by their numbers. */
final class CertificateTypes {
    private CertificateTypes() {}

    /** What {@code flag} lists; X.509 certificates if it is not there. */
    static List<CertificateType> of(Settings settings, String flag) {
        List<Integer> codes = settings.flags().numbers(flag);
        return codes.isEmpty()
                ? List.of(CertificateType.X509)
                : codes.stream().map(CertificateType::new).toList();
    }
}
