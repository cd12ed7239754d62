// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DerReader;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** One name of a certificate's subjectAltName extension (RFC 5280 section 4.2.1.6), as exact as it was sent. */
sealed interface SubjectAltName {
    /** The extension's object identifier. */
    String EXTENSION = "2.5.29.17";

    /** A dNSName, one character a byte: nothing is folded or dropped before the comparison. */
    record Dns(String name) implements SubjectAltName {
        @Override
        public String toString() {
            return "DNS:" + name;
        }
    }

    /** An iPAddress; of any length, though only 4 and 16 bytes can match. */
    record Ip(Bytes address) implements SubjectAltName {
        @Override
        public String toString() {
            boolean possible = address.length() == 4 || address.length() == 16;
            return "IP:" + (possible ? IpLiteral.format(address) : address.toHex());
        }
    }

    /** A name of a kind that no server is known by. */
    record Other(String kind, Bytes value) implements SubjectAltName {
        @Override
        public String toString() {
            return kind + ":" + value.toLatin1();
        }
    }

    /**
     * All names of {@code certificate}, in its order; none if it lacks the extension.
     *
     * @throws dev.limpid.wire.DecodeException if the extension is malformed
     */
    static List<SubjectAltName> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) {
            return List.of();
        }
        Bytes value = DerReader.of("subjectAltName", Bytes.wrap(extension)).content(DerReader.OCTET_STRING, "value");
        DerReader names = DerReader.of("subjectAltName", value).inside(DerReader.SEQUENCE, "names");
        List<SubjectAltName> all = new ArrayList<>();
        while (names.hasMore()) {
            int tag = names.peek("name");
            Bytes content = names.content(tag, "name");
            all.add(
                    switch (tag) {
                        case 0x82 -> new Dns(content.toLatin1());
                        case 0x87 -> new Ip(content);
                        case 0x81 -> new Other("email", content);
                        case 0x86 -> new Other("URI", content);
                        default -> new Other("other", Bytes.ofUtf8("[" + (tag & 0x1f) + "]"));
                    });
        }
        return List.copyOf(all);
    }
}
