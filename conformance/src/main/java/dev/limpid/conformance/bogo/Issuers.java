// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DerReader;
import java.util.List;

/** Who issued the certificates of a chain. */
final class Issuers {
    private static final int VERSION = DerReader.context(0);

    private Issuers() {}

    /** Whether one of {@code chain} was issued by one of {@code authorities}, which are names in DER. */
    static boolean match(List<Bytes> chain, List<Bytes> authorities) {
        return chain.stream().map(Issuers::issuer).anyMatch(authorities::contains);
    }

    /** The issuer's name in DER (RFC 5280 section 4.1). */
    private static Bytes issuer(Bytes certificate) {
        DerReader body = DerReader.of("Certificate", certificate)
                .inside(DerReader.SEQUENCE, "sequence")
                .inside(DerReader.SEQUENCE, "tbsCertificate");
        if (body.nextIs(VERSION)) {
            body.skip("version");
        }
        body.content(DerReader.INTEGER, "serialNumber");
        body.content(DerReader.SEQUENCE, "signature");
        return body.element(DerReader.SEQUENCE, "issuer");
    }
}
