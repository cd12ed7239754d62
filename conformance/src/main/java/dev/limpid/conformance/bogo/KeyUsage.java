// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;

/** What a certificate says that its key is for (RFC 5280 section 4.2.1.3). */
final class KeyUsage {
    private static final Bytes OID = Bytes.ofHex("551d0f");
    private static final int EXTENSIONS = DerReader.context(3);
    private static final int DIGITAL_SIGNATURE = 0x80;

    private KeyUsage() {}

    /** Whether {@code certificate} rules out signatures. One that cannot be read says nothing here. */
    static boolean forbidsSignatures(Bytes certificate) {
        try {
            DerReader body = DerReader.of("Certificate", certificate)
                    .inside(DerReader.SEQUENCE, "sequence")
                    .inside(DerReader.SEQUENCE, "tbsCertificate");
            while (body.hasMore() && !body.nextIs(EXTENSIONS)) {
                body.skip("field");
            }
            return body.hasMore()
                    && forbids(body.inside(EXTENSIONS, "extensions").inside(DerReader.SEQUENCE, "sequence"));
        } catch (DecodeException malformed) {
            return false;
        }
    }

    private static boolean forbids(DerReader extensions) {
        while (extensions.hasMore()) {
            DerReader extension = extensions.inside(DerReader.SEQUENCE, "extension");
            if (extension.content(DerReader.OID, "extnID").equals(OID)) {
                while (!extension.nextIs(DerReader.OCTET_STRING)) {
                    extension.skip("critical");
                }
                Bytes bits =
                        extension.inside(DerReader.OCTET_STRING, "extnValue").content(DerReader.BIT_STRING, "KeyUsage");
                return bits.length() < 2 || (bits.at(1) & DIGITAL_SIGNATURE) == 0;
            }
        }
        return false;
    }
}
