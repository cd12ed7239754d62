// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** Signed certificate timestamps as flags give them: a SignedCertificateTimestampList (RFC 6962 section 3.3). */
final class Timestamps {
    private Timestamps() {}

    /** @throws Refusal if the list or one of them is empty, or it is none */
    static List<Bytes> of(Bytes list) {
        try {
            return WireReader.decode(
                    "SignedCertificateTimestampList",
                    list,
                    reader -> reader.vector16(
                            "list", inner -> inner.atLeast(1).list(each -> each.opaque16("timestamp", 1))));
        } catch (DecodeException malformed) {
            throw new Refusal(":INVALID_SCT_LIST:");
        }
    }

    /** The list of {@code timestamps}; nothing if there are none. */
    static Bytes list(List<Bytes> timestamps) {
        return timestamps.isEmpty()
                ? Bytes.EMPTY
                : WireWriter.encode(writer -> writer.vector16(inner -> inner.each(timestamps, WireWriter::opaque16)));
    }
}
