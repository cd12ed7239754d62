// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a peer sent, parsed. The leaf has to be readable; of the others, whatever is not is set aside, since senders may add
 * extraneous certificates.
 *
 * @param certificates the leaf first, each once
 * @param unreadable why the first unreadable one among the others is so; in the way only if no path is found without it
 */
record PresentedChain(List<X509Certificate> certificates, Optional<ViolationException> unreadable) {
    private static final int MAX_CERTIFICATES = 16;
    private static final int MAX_BYTES = 1 << 16;

    /**
     * The certificates of {@code chain}.
     *
     * @throws ViolationException if the leaf cannot be used, or there are too many or too large ones
     */
    static PresentedChain read(List<Bytes> chain) {
        if (chain.isEmpty()) {
            throw new ViolationException(Violation.EMPTY_CERTIFICATE);
        }
        if (chain.size() > MAX_CERTIFICATES) {
            throw new ViolationException(
                    Violation.CERTIFICATE_UNACCEPTABLE,
                    chain.size() + " certificates sent, at most " + MAX_CERTIFICATES + " are looked at");
        }
        for (Bytes der : chain) {
            if (der.length() > MAX_BYTES) {
                throw new ViolationException(
                        Violation.CERTIFICATE_UNACCEPTABLE,
                        "a certificate of " + der.length() + " bytes, at most " + MAX_BYTES + " are read");
            }
        }
        //= R4.5.1-9
        //= R4.5.1-12
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        certificates.add(X509.parse(chain.getFirst()));
        Optional<ViolationException> unreadable = Optional.empty();
        for (int i = 1; i < chain.size(); i++) {
            try {
                certificates.add(X509.parse(chain.get(i)));
            } catch (ViolationException cause) {
                String detail = "certificate " + (i + 1) + " of " + chain.size() + ": " + cause.detail();
                unreadable = unreadable.or(() -> Optional.of(new ViolationException(cause.violation(), detail)));
            }
        }
        return new PresentedChain(List.copyOf(certificates), unreadable);
    }

    /** The peer's own certificate. */
    X509Certificate leaf() {
        return certificates.getFirst();
    }
}
