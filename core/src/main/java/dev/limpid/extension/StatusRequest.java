// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code status_request} extension (RFC 6066 section 8, RFC 9846 section 4.5.1.1): OCSP stapling. */
public sealed interface StatusRequest extends Extension {
    /** The status type ocsp, the only one that is defined for this extension. */
    int OCSP = 1;

    @Override
    default ExtensionType type() {
        return ExtensionType.STATUS_REQUEST;
    }

    /**
     * In ClientHello.
     *
     * @param responderIds the responders that the client trusts, DER-encoded; none means by arrangement
     * @param requestExtensions DER-encoded, or empty
     */
    record OcspRequest(List<Bytes> responderIds, Bytes requestExtensions) implements StatusRequest {
        public OcspRequest {
            responderIds = List.copyOf(responderIds);
        }

        static StatusRequest decode(WireReader reader) {
            int statusType = reader.uint8();
            if (statusType != OCSP) {
                return new OtherRequest(statusType, reader.rest());
            }
            return new OcspRequest(
                    reader.vector16("responder_id_list", r -> r.list(e -> e.opaque16("responder_id", 1))),
                    reader.opaque16("request_extensions", 0));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(OCSP)
                    .vector16(v -> v.each(responderIds, WireWriter::opaque16))
                    .opaque16(requestExtensions));
        }
    }

    /** In ClientHello: a request of another {@code statusType} than {@link #OCSP}, kept as bytes. */
    record OtherRequest(int statusType, Bytes request) implements StatusRequest {
        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(statusType).bytes(request));
        }
    }

    /** In CertificateRequest: the server asks the client for a status. */
    record ServerRequest() implements StatusRequest {
        static ServerRequest decode(WireReader reader) {
            return new ServerRequest();
        }

        @Override
        public Bytes body() {
            return Bytes.EMPTY;
        }
    }

    /** In a CertificateEntry: a CertificateStatus that holds the DER-encoded {@code response}. */
    record OcspResponse(Bytes response) implements StatusRequest {
        static StatusRequest decode(WireReader reader) {
            int statusType = reader.uint8();
            return statusType == OCSP
                    ? new OcspResponse(reader.opaque24("ocsp_response", 1))
                    : new OtherStatus(statusType, reader.rest());
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(OCSP).opaque24(response));
        }
    }

    /** In a CertificateEntry: a status of another {@code statusType} than {@link #OCSP}, kept as bytes. */
    record OtherStatus(int statusType, Bytes status) implements StatusRequest {
        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(statusType).bytes(status));
        }
    }
}
