// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;

/** By what a certificate says who issued it, besides the name (RFC 5280 sections 4.2.1.1 and 4.2.1.2): hints, never proof. */
final class KeyIdentifiers {
    private static final String SUBJECT = "2.5.29.14";
    private static final String AUTHORITY = "2.5.29.35";
    private static final int KEY_IDENTIFIER = 0x80;
    private static final int DIRECTORY_NAME = DerReader.context(4);

    private KeyIdentifiers() {}

    /** The identifier of the key that {@code certificate} certifies, or empty. */
    static Bytes ofSubject(X509Certificate certificate) {
        return extension(certificate, SUBJECT, value -> value.content(DerReader.OCTET_STRING, "keyIdentifier"))
                .orElse(Bytes.EMPTY);
    }

    /** The identifier of the key that signed {@code certificate}, or empty. */
    static Bytes ofIssuer(X509Certificate certificate) {
        return extension(certificate, AUTHORITY, value -> {
                    DerReader fields = value.inside(DerReader.SEQUENCE, "sequence");
                    return fields.nextIs(KEY_IDENTIFIER)
                            ? fields.content(KEY_IDENTIFIER, "keyIdentifier")
                            : Bytes.EMPTY;
                })
                .orElse(Bytes.EMPTY);
    }

    /** The name of the CA that issued the certificate of {@code certificate}'s issuer, if it says so. */
    static Optional<X500Principal> issuerOfIssuer(X509Certificate certificate) {
        return extension(certificate, AUTHORITY, value -> {
                    DerReader fields = value.inside(DerReader.SEQUENCE, "sequence");
                    if (fields.nextIs(KEY_IDENTIFIER)) {
                        fields.skip("keyIdentifier");
                    }
                    return fields.inside(DerReader.context(1), "authorityCertIssuer")
                            .inside(DIRECTORY_NAME, "directoryName")
                            .element(DerReader.SEQUENCE, "name");
                })
                .map(name -> new X500Principal(name.toArray()));
    }

    /** Whether {@code issuer} could have signed {@code certificate}, by name and, where both give it, by key identifier. */
    static boolean chains(X509Certificate issuer, X509Certificate certificate) {
        return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && !differ(issuer, certificate);
    }

    /** Whether both name the signing key, and differently. */
    static boolean differ(X509Certificate issuer, X509Certificate certificate) {
        Bytes wanted = ofIssuer(certificate);
        Bytes has = ofSubject(issuer);
        return !wanted.isEmpty() && !has.isEmpty() && !wanted.equals(has);
    }

    private static <T> Optional<T> extension(X509Certificate certificate, String oid, Function<DerReader, T> body) {
        byte[] encoded = certificate.getExtensionValue(oid);
        if (encoded == null) {
            return Optional.empty();
        }
        try {
            Bytes value = DerReader.of(oid, Bytes.wrap(encoded)).content(DerReader.OCTET_STRING, "value");
            return Optional.of(body.apply(DerReader.of(oid, value)));
        } catch (DecodeException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
