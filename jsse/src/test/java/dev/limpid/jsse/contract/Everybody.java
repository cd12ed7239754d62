// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Trusts all chains, and has never heard of names. */
final class Everybody implements X509TrustManager {
    private final X509Certificate[] issuers;

    /** @param issuers those that it says it accepts */
    Everybody(X509Certificate... issuers) {
        this.issuers = issuers;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return issuers.clone();
    }
}
