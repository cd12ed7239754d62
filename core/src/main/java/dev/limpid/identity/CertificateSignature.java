// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/**
 * The algorithm with which a certificate was signed.
 *
 * @param name for people, such as {@code SHA256withECDSA}
 * @param hash the hash function; empty if the algorithm has none to choose, or is unknown
 * @param known whether it is one that certificates are verified with here
 */
record CertificateSignature(String name, String hash, boolean known) {
    private static final Map<String, CertificateSignature> ALGORITHMS = Map.ofEntries(
            rsa("1.2.840.113549.1.1.2", "MD2", "MD2"),
            rsa("1.2.840.113549.1.1.4", "MD5", "MD5"),
            rsa("1.2.840.113549.1.1.5", "SHA1", "SHA-1"),
            rsa("1.2.840.113549.1.1.14", "SHA224", "SHA-224"),
            rsa("1.2.840.113549.1.1.11", "SHA256", "SHA-256"),
            rsa("1.2.840.113549.1.1.12", "SHA384", "SHA-384"),
            rsa("1.2.840.113549.1.1.13", "SHA512", "SHA-512"),
            ecdsa("1.2.840.10045.4.1", "SHA1", "SHA-1"),
            ecdsa("1.2.840.10045.4.3.1", "SHA224", "SHA-224"),
            ecdsa("1.2.840.10045.4.3.2", "SHA256", "SHA-256"),
            ecdsa("1.2.840.10045.4.3.3", "SHA384", "SHA-384"),
            ecdsa("1.2.840.10045.4.3.4", "SHA512", "SHA-512"),
            pure("1.3.101.112", "Ed25519"),
            pure("1.3.101.113", "Ed448"),
            pure("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
            pure("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
            pure("2.16.840.1.101.3.4.3.19", "ML-DSA-87"));
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    private static final int CONSTRUCTED = 0x20;
    /** The hash function's identifier lies in the mask's, that in the mask's tag. */
    private static final int DEPTH_OF_PSS = 3;

    /** The algorithm of {@code certificate}'s own signature. */
    static CertificateSignature of(X509Certificate certificate) {
        byte[] parameters = certificate.getSigAlgParams();
        return of(certificate.getSigAlgOID(), parameters == null ? Bytes.EMPTY : Bytes.wrap(parameters));
    }

    /** The algorithm of an AlgorithmIdentifier with these parameters in DER, which may be empty. */
    static CertificateSignature of(String oid, Bytes parameters) {
        if (oid.equals(RSASSA_PSS)) {
            return pss(parameters);
        }
        CertificateSignature signature = ALGORITHMS.get(oid);
        return signature != null ? signature : new CertificateSignature(oid, "", false);
    }

    /**
     * What verifies such signatures.
     *
     * @throws GeneralSecurityException if nothing here does
     */
    static Signature verifier(String oid, Bytes parameters, CertificateSignature algorithm)
            throws GeneralSecurityException {
        if (!oid.equals(RSASSA_PSS)) {
            return Signature.getInstance(algorithm.name);
        }
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(pssParameters(parameters));
        return verifier;
    }

    private static CertificateSignature pss(Bytes encoded) {
        try {
            String hash = pssParameters(encoded).getDigestAlgorithm();
            return new CertificateSignature("RSASSA-PSS with " + hash, hash, true);
        } catch (GeneralSecurityException unreadable) {
            return new CertificateSignature("RSASSA-PSS with unreadable parameters", "", false);
        }
    }

    private static PSSParameterSpec pssParameters(Bytes encoded) throws GeneralSecurityException {
        requireDer(encoded);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        try {
            parameters.init(encoded.toArray());
        } catch (IOException unreadable) {
            throw new GeneralSecurityException(unreadable);
        }
        return parameters.getParameterSpec(PSSParameterSpec.class);
    }

    //= R4.3.3-11
    private static void requireDer(Bytes encoded) throws GeneralSecurityException {
        try {
            DerReader parameters = DerReader.of("RSASSA-PSS-params", encoded);
            requireDer(parameters.inside(DerReader.SEQUENCE, "parameters"), DEPTH_OF_PSS);
            parameters.end();
        } catch (DecodeException otherwiseEncoded) {
            // The JDK would take lengths that are not the shortest
            throw new GeneralSecurityException(otherwiseEncoded);
        }
    }

    private static void requireDer(DerReader reader, int depth) {
        while (reader.hasMore()) {
            int tag = reader.peek("parameter");
            if ((tag & CONSTRUCTED) == 0) {
                reader.skip("parameter");
            } else if (depth > 0) {
                requireDer(reader.inside(tag, "parameter"), depth - 1);
            } else {
                throw reader.error("parameter", "lies too deep");
            }
        }
    }

    private static Map.Entry<String, CertificateSignature> rsa(String oid, String prefix, String hash) {
        return Map.entry(oid, new CertificateSignature(prefix + "withRSA", hash, true));
    }

    private static Map.Entry<String, CertificateSignature> ecdsa(String oid, String prefix, String hash) {
        return Map.entry(oid, new CertificateSignature(prefix + "withECDSA", hash, true));
    }

    private static Map.Entry<String, CertificateSignature> pure(String oid, String name) {
        return Map.entry(oid, new CertificateSignature(name, "", true));
    }
}
