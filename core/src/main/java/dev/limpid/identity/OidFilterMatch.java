// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.OidFilters.Filter;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates against oid_filters (RFC 9846 section 4.3.5): by key usage and extended key usage, the two extensions that the section
 * has rules for.
 */
public final class OidFilterMatch {
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final Bytes ANY_EXTENDED_KEY_USAGE = Bytes.ofHex("551d2500");

    private OidFilterMatch() {}

    /** @throws ViolationException unless {@code filters} are well-formed: each once, and none for any purpose at all */
    public static void check(List<Filter> filters) {
        Set<Bytes> seen = new HashSet<>();
        for (Filter filter : filters) {
            //= R4.3.5-6
            if (!seen.add(filter.oid())) {
                throw bad("an OID comes twice");
            }
            try {
                //= R4.3.5-7
                if (oid(filter).equals(EXTENDED_KEY_USAGE)
                        && purposes(filter.values()).contains(ANY_EXTENDED_KEY_USAGE)) {
                    throw bad("any extended key usage is asked for");
                }
                if (oid(filter).equals(KEY_USAGE)) {
                    usage(filter.values());
                }
            } catch (DecodeException malformed) {
                throw bad(malformed.path() + ": " + malformed.problem());
            }
        }
    }

    /**
     * What {@code leaf}, a certificate in DER, lacks of {@code filters}, as a clause; empty if nothing.
     *
     * @param filters which {@link #check} has passed
     */
    public static Optional<String> lacking(Bytes leaf, List<Filter> filters) {
        if (filters.isEmpty()) {
            return Optional.empty();
        }
        Optional<X509Certificate> certificate = X509.tryParse(leaf);
        for (Filter filter : filters) {
            //= R4.3.5-4
            Optional<String> lacking = switch (oid(filter)) {
                case KEY_USAGE ->
                    certificate.filter(each -> hasUsage(each, filter)).isPresent()
                            ? Optional.empty()
                            : Optional.of("it lacks a key usage that the peer asks for");
                case EXTENDED_KEY_USAGE ->
                    certificate.filter(each -> hasPurposes(each, filter)).isPresent()
                            ? Optional.empty()
                            : Optional.of("it lacks an extended key usage that the peer asks for");
                default -> Optional.empty();
            };
            if (lacking.isPresent()) {
                return lacking;
            }
        }
        return Optional.empty();
    }

    //= R4.3.5-2
    //= R4.3.5-3
    private static boolean hasUsage(X509Certificate certificate, Filter filter) {
        Bytes wanted = usage(filter.values());
        return extension(certificate, KEY_USAGE)
                .map(value -> covers(usage(value), wanted))
                .orElse(false);
    }

    private static boolean hasPurposes(X509Certificate certificate, Filter filter) {
        return extension(certificate, EXTENDED_KEY_USAGE)
                .map(value -> purposes(value).containsAll(purposes(filter.values())))
                .orElse(false);
    }

    private static boolean covers(Bytes bits, Bytes wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            int here = i < bits.length() ? bits.at(i) : 0;
            if ((wanted.at(i) & ~here) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The extension's value, without the OCTET STRING around it. */
    private static Optional<Bytes> extension(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid))
                .map(value ->
                        DerReader.of("extension", Bytes.wrap(value)).content(DerReader.OCTET_STRING, "extnValue"));
    }

    /** The bits of a KeyUsage; no values ask for none. */
    private static Bytes usage(Bytes values) {
        if (values.isEmpty()) {
            return Bytes.EMPTY;
        }
        DerReader reader = DerReader.of("KeyUsage", values);
        Bytes bits = reader.content(DerReader.BIT_STRING, "bits");
        reader.end();
        return bits.isEmpty() ? bits : bits.from(1);
    }

    /** The purposes of an ExtKeyUsageSyntax, each the content of an object identifier. */
    private static List<Bytes> purposes(Bytes values) {
        List<Bytes> purposes = new ArrayList<>();
        if (!values.isEmpty()) {
            DerReader reader = DerReader.of("ExtKeyUsageSyntax", values);
            DerReader list = reader.inside(DerReader.SEQUENCE, "sequence");
            reader.end();
            while (list.hasMore()) {
                purposes.add(list.content(DerReader.OID, "purpose"));
            }
        }
        return purposes;
    }

    /** The filter's OID in its dotted form; empty if it is none, which is then one that nobody recognizes. */
    private static String oid(Filter filter) {
        try {
            DerReader reader = DerReader.of("certificate_extension_oid", filter.oid());
            Bytes content = reader.content(DerReader.OID, "oid");
            reader.end();
            return ObjectIdentifier.dotted(content);
        } catch (DecodeException none) {
            return "";
        }
    }

    private static ViolationException bad(String detail) {
        return new ViolationException(Violation.BAD_OID_FILTERS, detail);
    }
}
