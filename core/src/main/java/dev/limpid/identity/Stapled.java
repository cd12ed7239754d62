// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import java.util.List;

/**
 * What came with a peer's certificate (RFC 9846 section 4.5.1.1).
 *
 * @param statusRequested whether this side asked for an OCSP response
 * @param ocspResponse in DER, or {@link Bytes#EMPTY}
 * @param timestamps serialized signed certificate timestamps (RFC 6962), for a verifier that has a policy for them; usually none
 */
public record Stapled(boolean statusRequested, Bytes ocspResponse, List<Bytes> timestamps) {
    /** Nothing came, and nothing was asked for. */
    public static final Stapled NOTHING = new Stapled(false, Bytes.EMPTY, List.of());

    /** A value that keeps a copy of {@code timestamps}. */
    public Stapled {
        timestamps = List.copyOf(timestamps);
    }
}
