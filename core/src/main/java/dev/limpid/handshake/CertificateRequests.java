// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.extension.Extensions;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.transcript.Transcript;
import dev.limpid.wire.Bytes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A server's requests for authentication after the handshake (section 4.7.2) that are not settled: that the client has not answered,
 * or whose answer is being judged. The writing thread asks, the reading thread finds out what an answer belongs to.
 */
//= R4.7.2-7
public final class CertificateRequests {
    /** The most that may be unsettled at a time, on either side. */
    public static final int MOST = 8;

    private static final int CONTEXT_LENGTH = 32;

    private final CryptoProvider crypto;
    private final Extensions extensions;
    private final Transcript handshake;
    private final Map<Bytes, Outstanding> outstanding = new LinkedHashMap<>();
    private final Set<Bytes> unsettled = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A request without an answer.
     *
     * @param transcript through the CertificateRequest
     */
    public record Outstanding(CertificateRequest request, ClientAuthentication wanted, Transcript transcript) {
        /** certificate_request_context. */
        public Bytes context() {
            return request.certificateRequestContext();
        }
    }

    /**
     * @param extensions of each CertificateRequest
     * @param handshake through the client's Finished
     */
    public CertificateRequests(CryptoProvider crypto, Extensions extensions, Transcript handshake) {
        this.crypto = crypto;
        this.extensions = extensions;
        this.handshake = handshake;
    }

    /**
     * A new request, which is to be sent at once.
     *
     * @throws IllegalStateException if {@value #MOST} are unsettled
     */
    public CertificateRequest next(ClientAuthentication wanted) {
        byte[] random = new byte[CONTEXT_LENGTH];
        //= R4.4.2-3
        //= R4.4.2-5
        crypto.random(random);
        Bytes context = Bytes.wrap(random);
        CertificateRequest request = new CertificateRequest(context, extensions);
        lock.lock();
        try {
            if (unsettled.size() >= MOST) {
                throw new IllegalStateException(MOST + " requests to the client are unsettled already");
            }
            Transcript transcript = handshake.fork().add(HandshakeCodec.encode(request));
            if (outstanding.putIfAbsent(context, new Outstanding(request, wanted, transcript)) != null) {
                throw new IllegalStateException("the source of randomness repeats itself");
            }
            unsettled.add(context);
            return request;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The request that the client answers, in whatever order it likes; it can't be answered again.
     *
     * @throws ViolationException if there is none
     */
    public Outstanding take(Bytes context) {
        lock.lock();
        try {
            if (outstanding.isEmpty()) {
                throw new ViolationException(Violation.UNSOLICITED_CERTIFICATE, "after the handshake");
            }
            //= R4.7.2-8
            Outstanding found = outstanding.remove(context);
            if (found == null) {
                throw new ViolationException(Violation.BAD_CERTIFICATE_REQUEST_CONTEXT, "no such request");
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** It is known what the answer to this request is worth. */
    public void settle(Bytes context) {
        lock.lock();
        try {
            unsettled.remove(context);
        } finally {
            lock.unlock();
        }
    }

    /** Whether this request was sent, and it is not known yet what the answer is worth. */
    public boolean isUnsettled(Bytes context) {
        lock.lock();
        try {
            return unsettled.contains(context);
        } finally {
            lock.unlock();
        }
    }
}
