// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.Optional;

/**
 * What a peer showed when it last authenticated itself, which flags expect of resumed connections too.
 *
 * @param ocspResponse in DER, or nothing
 * @param timestamps a SignedCertificateTimestampList, or nothing
 */
record PeerPapers(Optional<SignatureScheme> scheme, Bytes ocspResponse, Bytes timestamps) {
    /** Of a peer that has shown nothing yet. */
    static final PeerPapers NONE = new PeerPapers(Optional.empty(), Bytes.EMPTY, Bytes.EMPTY);
}
