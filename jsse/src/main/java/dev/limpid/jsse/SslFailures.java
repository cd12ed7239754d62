// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.observe.TlsException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;

/**
 * From the stack's one exception to those of JSSE. Its code, section, alert and report travel along as the cause, whose cause in turn
 * is what a trust manager threw: see {@link LimpidFailure}.
 */
final class SslFailures {
    /** What can only be about the handshake, even if it comes when this side thinks that it is over (RFC 9846 section 4.5.3). */
    private static final Set<AlertDescription> ABOUT_HANDSHAKE = Set.of(
            AlertDescription.HANDSHAKE_FAILURE,
            AlertDescription.BAD_CERTIFICATE,
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            AlertDescription.CERTIFICATE_REVOKED,
            AlertDescription.CERTIFICATE_EXPIRED,
            AlertDescription.CERTIFICATE_UNKNOWN,
            AlertDescription.UNKNOWN_CA,
            AlertDescription.ACCESS_DENIED,
            AlertDescription.DECRYPT_ERROR,
            AlertDescription.CERTIFICATE_REQUIRED,
            AlertDescription.NO_APPLICATION_PROTOCOL);

    private SslFailures() {}

    /**
     * The exception for a JSSE application.
     *
     * @param established whether the handshake was complete
     * @param refusal what the trust manager threw, if it did
     */
    static SSLException of(TlsException failure, boolean established, Optional<CertificateException> refusal) {
        synchronized (failure) {
            if (refusal.isPresent() && failure.getCause() == null) {
                failure.initCause(refusal.get());
            }
        }
        SSLException told = kind(failure, established);
        told.initCause(failure);
        return told;
    }

    /** What was set on an engine or socket cannot be: nothing is left to negotiate, or a function of the application failed. */
    static SSLException ofSettings(RuntimeException unusable) {
        SSLException told = new SSLHandshakeException(String.valueOf(unusable.getMessage()));
        told.initCause(unusable);
        return told;
    }

    private static SSLException kind(TlsException failure, boolean established) {
        String message = failure.getMessage();
        boolean aboutHandshake = failure.peerAlert()
                .map(Alert::description)
                .filter(ABOUT_HANDSHAKE::contains)
                .isPresent();
        if (!established || aboutHandshake) {
            return new SSLHandshakeException(message);
        }
        return failure.violation().isPresent() ? new SSLProtocolException(message) : new SSLException(message);
    }
}
