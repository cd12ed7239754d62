// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * ImportedIdentity (RFC 9258 section 5.1): what an imported PSK is for, and at the same time its identity on the wire. All of it goes
 * in the clear. Thread-safe.
 *
 * @param externalIdentity the label of the PSK that is imported, 1 to 65535 bytes
 * @param context what the two ends know of each other and of how the PSK came about; up to 65535 bytes, both in their roles
 * @param targetProtocol such as TLS 1.3
 * @param targetKdf such as {@link #HKDF_SHA256}
 */
public record ImportedIdentity(Bytes externalIdentity, Bytes context, ProtocolVersion targetProtocol, int targetKdf) {
    /** TLS KDF identifier of HKDF with SHA-256 (RFC 9258 section 10). */
    public static final int HKDF_SHA256 = 0x0001;

    /** TLS KDF identifier of HKDF with SHA-384. */
    public static final int HKDF_SHA384 = 0x0002;

    private static final int LONGEST = 0xffff;

    /** @throws IllegalArgumentException if the external identity is empty, or the whole is too long for an identity */
    public ImportedIdentity {
        if (externalIdentity.isEmpty()) {
            throw new IllegalArgumentException("the identity of a PSK to import is not empty");
        }
        if (8L + externalIdentity.length() + context.length() > LONGEST) {
            throw new IllegalArgumentException("an imported identity has at most " + LONGEST + " bytes in all");
        }
        if (targetKdf < 1 || targetKdf > 0xffff) {
            throw new IllegalArgumentException("no TLS KDF has the identifier " + targetKdf);
        }
        externalIdentity = Copies.of(externalIdentity);
        context = Copies.of(context);
    }

    /** For TLS 1.3 with {@code target}. */
    public static ImportedIdentity of(Bytes externalIdentity, Bytes context, HashAlgorithm target) {
        return new ImportedIdentity(externalIdentity, context, ProtocolVersion.TLS13, kdf(target));
    }

    /** The identity as it goes over the wire. */
    public Bytes encode() {
        return WireWriter.encode(w -> w.opaque16(externalIdentity)
                .opaque16(context)
                .uint16(targetProtocol.code())
                .uint16(targetKdf));
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws DecodeException if {@code identity} is anything else
     */
    public static ImportedIdentity decode(Bytes identity) {
        return WireReader.decode("ImportedIdentity", identity, ImportedIdentity::read);
    }

    private static ImportedIdentity read(WireReader reader) {
        Bytes external = reader.opaque16("external_identity", 1);
        Bytes context = reader.opaque16("context", 0);
        ProtocolVersion protocol = new ProtocolVersion(reader.uint16());
        int kdf = reader.uint16();
        if (kdf == 0) {
            throw reader.error("target_kdf 0 is reserved");
        }
        return new ImportedIdentity(external, context, protocol, kdf);
    }

    private static int kdf(HashAlgorithm hash) {
        return switch (hash) {
            case SHA256 -> HKDF_SHA256;
            case SHA384 -> HKDF_SHA384;
        };
    }
}
