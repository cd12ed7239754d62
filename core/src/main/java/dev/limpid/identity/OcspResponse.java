// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DerReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A successful OCSP response with its parts (RFC 6960 section 4.2.1), read and not yet believed.
 *
 * @param signed what the signature covers
 * @param responder who says to have signed
 * @param algorithm of the signature, an AlgorithmIdentifier in DER
 * @param certificates what the responder sent to prove its key with
 */
record OcspResponse(
        Bytes signed,
        Responder responder,
        List<Single> responses,
        Bytes algorithm,
        Bytes signature,
        List<Bytes> certificates) {
    private static final int ENUMERATED = 0x0a;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int BOOLEAN = 0x01;
    private static final int GOOD = 0x80;
    private static final int REVOKED = 0xa1;
    private static final int UNKNOWN = 0x82;
    private static final Bytes BASIC = Bytes.ofHex("2b0601050507300101");
    /** A response is for one certificate; some responders add a few more. */
    private static final int MAX_RESPONSES = 32;

    private static final int MAX_CERTIFICATES = 4;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

    OcspResponse {
        responses = List.copyOf(responses);
        certificates = List.copyOf(certificates);
    }

    /** Who signed: a distinguished name in DER, or the SHA-1 of a key. */
    record Responder(boolean byName, Bytes value) {}

    /** For which certificate a status is: hashes of its issuer's name and key, and its serial number as an INTEGER's content. */
    record CertId(String hash, Bytes issuerNameHash, Bytes issuerKeyHash, Bytes serialNumber) {}

    /** What the responder says about a certificate. */
    enum Status {
        KNOWN_GOOD,
        WITHDRAWN,
        NOT_KNOWN
    }

    /** The status of one certificate, as of {@code thisUpdate}. */
    record Single(
            CertId id, Status status, Optional<Instant> revokedAt, Instant thisUpdate, Optional<Instant> nextUpdate) {}

    /** @throws dev.limpid.wire.DecodeException if it is no response, or the responder answers that it has none */
    static OcspResponse decode(Bytes der) {
        DerReader outer = DerReader.of("OCSPResponse", der);
        DerReader response = outer.inside(DerReader.SEQUENCE, "sequence");
        outer.end();
        int status = enumerated(response);
        if (status != 0) {
            throw response.error("responseStatus", "the responder had no answer: " + status);
        }
        DerReader explicit = response.inside(DerReader.context(0), "responseBytes");
        response.end();
        DerReader bytes = explicit.inside(DerReader.SEQUENCE, "sequence");
        explicit.end();
        if (!bytes.content(DerReader.OID, "responseType").equals(BASIC)) {
            throw bytes.error("responseType", "only basic responses are understood");
        }
        Bytes basic = bytes.content(DerReader.OCTET_STRING, "response");
        bytes.end();
        return basic(basic);
    }

    private static int enumerated(DerReader response) {
        Bytes status = response.content(ENUMERATED, "responseStatus");
        return status.length() == 1 ? status.at(0) : -1;
    }

    private static OcspResponse basic(Bytes der) {
        DerReader outer = DerReader.of("BasicOCSPResponse", der);
        DerReader basic = outer.inside(DerReader.SEQUENCE, "sequence");
        outer.end();
        Bytes signed = basic.element(DerReader.SEQUENCE, "tbsResponseData");
        Bytes algorithm = basic.element(DerReader.SEQUENCE, "signatureAlgorithm");
        Bytes signature = basic.bitString("signature");
        List<Bytes> certificates = new ArrayList<>();
        if (basic.nextIs(DerReader.context(0))) {
            DerReader explicit = basic.inside(DerReader.context(0), "certs");
            DerReader list = explicit.inside(DerReader.SEQUENCE, "sequence");
            explicit.end();
            while (list.hasMore() && certificates.size() < MAX_CERTIFICATES) {
                certificates.add(list.element(DerReader.SEQUENCE, "certificate"));
            }
        }
        basic.end();
        DerReader data = DerReader.of("ResponseData", signed).inside(DerReader.SEQUENCE, "sequence");
        if (data.nextIs(DerReader.context(0))) {
            data.skip("version");
        }
        Responder responder = responder(data);
        data.content(GENERALIZED_TIME, "producedAt");
        List<Single> responses = responses(data.inside(DerReader.SEQUENCE, "responses"));
        extensions(data);
        data.end();
        return new OcspResponse(signed, responder, responses, algorithm, signature, certificates);
    }

    private static Responder responder(DerReader data) {
        boolean byName = data.nextIs(DerReader.context(1));
        DerReader choice = data.inside(DerReader.context(byName ? 1 : 2), "responderID");
        Bytes value =
                byName ? choice.element(DerReader.SEQUENCE, "byName") : choice.content(DerReader.OCTET_STRING, "byKey");
        choice.end();
        return new Responder(byName, value);
    }

    private static List<Single> responses(DerReader list) {
        List<Single> responses = new ArrayList<>();
        while (list.hasMore()) {
            if (responses.size() == MAX_RESPONSES) {
                throw list.error("response", "more than " + MAX_RESPONSES);
            }
            responses.add(single(list.inside(DerReader.SEQUENCE, "response")));
        }
        return responses;
    }

    private static Single single(DerReader single) {
        DerReader id = single.inside(DerReader.SEQUENCE, "certID");
        DerReader hash = id.inside(DerReader.SEQUENCE, "hashAlgorithm");
        CertId certId = new CertId(
                ObjectIdentifier.dotted(hash.content(DerReader.OID, "algorithm")),
                id.content(DerReader.OCTET_STRING, "issuerNameHash"),
                id.content(DerReader.OCTET_STRING, "issuerKeyHash"),
                id.content(DerReader.INTEGER, "serialNumber"));
        id.end();
        Optional<Instant> revokedAt = Optional.empty();
        Status status = switch (single.peek("certStatus")) {
            case GOOD -> Status.KNOWN_GOOD;
            case REVOKED -> Status.WITHDRAWN;
            case UNKNOWN -> Status.NOT_KNOWN;
            default -> throw single.error("certStatus", "none of the three");
        };
        if (status == Status.WITHDRAWN) {
            revokedAt = Optional.of(time(single.inside(REVOKED, "certStatus")));
        } else {
            single.skip("certStatus");
        }
        Instant thisUpdate = time(single);
        Optional<Instant> nextUpdate = Optional.empty();
        if (single.nextIs(DerReader.context(0))) {
            nextUpdate = Optional.of(time(single.inside(DerReader.context(0), "nextUpdate")));
        }
        extensions(single);
        single.end();
        return new Single(certId, status, revokedAt, thisUpdate, nextUpdate);
    }

    /** The optional extensions {@code [1]}: none is understood here, so none may be critical (RFC 5280 section 4.2). */
    private static void extensions(DerReader reader) {
        if (!reader.nextIs(DerReader.context(1))) {
            return;
        }
        DerReader list = reader.inside(DerReader.context(1), "extensions").inside(DerReader.SEQUENCE, "sequence");
        while (list.hasMore()) {
            DerReader extension = list.inside(DerReader.SEQUENCE, "extension");
            extension.content(DerReader.OID, "extnID");
            if (extension.nextIs(BOOLEAN)
                    && !extension.content(BOOLEAN, "critical").equals(Bytes.ofHex("00"))) {
                throw extension.error("critical", "a critical one is not understood");
            }
            extension.content(DerReader.OCTET_STRING, "extnValue");
        }
    }

    private static Instant time(DerReader reader) {
        String text = reader.content(GENERALIZED_TIME, "time").toLatin1();
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw reader.error("time", "not a time of the form YYYYMMDDHHMMSSZ");
        }
    }
}
