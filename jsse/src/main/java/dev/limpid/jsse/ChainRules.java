// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM and the application forbid of chains, for trust managers that do not ask them: those that are no
 * {@code X509ExtendedTrustManager}. Immutable.
 *
 * @param all each is asked about each certificate, from the root's end on
 */
record ChainRules(List<AlgorithmConstraints> all) {
    private static final Set<CryptoPrimitive> SIGNATURE = Set.of(CryptoPrimitive.SIGNATURE);
    private static final int CRL_SIGN = 6;
    private static final int CERTIFICATE_SIGN = 5;
    private static final int KEY_AGREEMENT = 4;
    private static final int DATA_ENCIPHERMENT = 3;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int NON_REPUDIATION = 1;
    private static final int DIGITAL_SIGNATURE = 0;

    /**
     * Checks a chain that was trusted, but for a root of {@code trusted} at its end: nobody chose how that signed itself.
     *
     * @throws CertificateException if a key or a signature is forbidden
     */
    void check(List<X509Certificate> chain, List<X509Certificate> trusted) throws CertificateException {
        int last = trusted.contains(chain.getLast()) ? chain.size() - 2 : chain.size() - 1;
        PublicKey signer = null;
        for (int i = last; i >= 0; i--) {
            try {
                check(chain.get(i), signer);
            } catch (CertPathValidatorException e) {
                throw new CertificateException(e.getMessage(), e);
            }
            signer = chain.get(i).getPublicKey();
        }
    }

    private void check(X509Certificate certificate, @Nullable PublicKey signer) throws CertPathValidatorException {
        String algorithm = certificate.getSigAlgName();
        AlgorithmParameters parameters = parameters(certificate);
        PublicKey key = certificate.getPublicKey();
        Set<CryptoPrimitive> uses = uses(certificate.getKeyUsage());
        for (AlgorithmConstraints each : all) {
            if (!(signer == null
                    ? each.permits(SIGNATURE, algorithm, parameters)
                    : each.permits(SIGNATURE, algorithm, signer, parameters))) {
                throw forbidden(
                        "certificates signed by " + algorithm + " with such a key", BasicReason.ALGORITHM_CONSTRAINED);
            }
            if (!each.permits(uses, key)) {
                throw forbidden("a key such as this one for " + key.getAlgorithm(), BasicReason.ALGORITHM_CONSTRAINED);
            }
        }
    }

    /** What a key is for; for all of it if its certificate does not say. */
    private static Set<CryptoPrimitive> uses(boolean @Nullable [] usage) throws CertPathValidatorException {
        Set<CryptoPrimitive> uses = EnumSet.noneOf(CryptoPrimitive.class);
        if (usage == null
                || usage[DIGITAL_SIGNATURE]
                || usage[NON_REPUDIATION]
                || usage[CERTIFICATE_SIGN]
                || usage[CRL_SIGN]) {
            uses.add(CryptoPrimitive.SIGNATURE);
        }
        if (usage == null || usage[KEY_ENCIPHERMENT]) {
            uses.add(CryptoPrimitive.KEY_ENCAPSULATION);
        }
        if (usage == null || usage[DATA_ENCIPHERMENT]) {
            uses.add(CryptoPrimitive.PUBLIC_KEY_ENCRYPTION);
        }
        if (usage == null || usage[KEY_AGREEMENT]) {
            uses.add(CryptoPrimitive.KEY_AGREEMENT);
        }
        if (uses.isEmpty()) {
            throw forbidden("a key that is for nothing", PKIXReason.INVALID_KEY_USAGE);
        }
        return uses;
    }

    /** RSASSA-PSS has some that say which hash. */
    private static @Nullable AlgorithmParameters parameters(X509Certificate certificate) {
        byte[] encoded = certificate.getSigAlgParams();
        if (encoded == null) {
            return null;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(certificate.getSigAlgName());
            parameters.init(encoded);
            return parameters;
        } catch (NoSuchAlgorithmException | IOException notToBeRead) {
            return null;
        }
    }

    private static CertPathValidatorException forbidden(String what, CertPathValidatorException.Reason reason) {
        return new CertPathValidatorException(
                "the algorithm constraints of the JVM or the application forbid " + what, null, null, -1, reason);
    }
}
