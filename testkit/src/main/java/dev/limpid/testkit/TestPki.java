// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import java.time.Instant;

/**
 * A public-key infrastructure for tests: any certificate, good or bad. Unless a test says otherwise, keys are P-256, certificates
 * are valid from 2020 to 2049, and extensions are what a careful CA would write.
 *
 * <pre>{@code
 * TestCertificate root = TestPki.root("Lab Root CA").issue();
 * TestCertificate intermediate = root.ca("Lab Intermediate CA").issue();
 * TestCertificate leaf = intermediate.leaf("shop.lab").issue();
 * }</pre>
 */
public final class TestPki {
    /** The start of a certificate's validity unless a test says otherwise. */
    public static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

    /** The end of a certificate's validity unless a test says otherwise. */
    public static final Instant UNTIL = Instant.parse("2049-12-31T23:59:59Z");

    private TestPki() {}

    /** A root CA to be specified further. */
    public static TestCertificateSpec root(String commonName) {
        return TestCertificateSpec.selfSigned(commonName).authority();
    }

    /** A self-signed certificate for a server of that name, to be specified further. */
    public static TestCertificateSpec selfSigned(String dnsName) {
        return TestCertificateSpec.selfSigned(dnsName).endEntity().names(dnsName);
    }
}
