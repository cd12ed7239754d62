// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import javax.net.ssl.SSLParameters;

/** From parameters to parameters: what the source leaves null stays as it is. */
final class ParameterCopy {
    private ParameterCopy() {}

    static LimpidParameters of(SSLParameters source) {
        LimpidParameters copy = new LimpidParameters();
        into(source, copy);
        return copy;
    }

    static void into(SSLParameters from, LimpidParameters to) {
        lists(from, to);
        identity(from, to);
        to.setUseCipherSuitesOrder(from.getUseCipherSuitesOrder());
        to.setEnableRetransmissions(from.getEnableRetransmissions());
        to.setMaximumPacketSize(from.getMaximumPacketSize());
        if (from instanceof LimpidParameters limpid) {
            to.extendFrom(limpid);
        }
    }

    private static void lists(SSLParameters from, LimpidParameters to) {
        if (from.getCipherSuites() != null) {
            to.setCipherSuites(from.getCipherSuites());
        }
        if (from.getProtocols() != null) {
            to.setProtocols(from.getProtocols());
        }
        if (from.getNamedGroups() != null) {
            to.setNamedGroups(from.getNamedGroups());
        }
        if (from.getSignatureSchemes() != null) {
            to.setSignatureSchemes(from.getSignatureSchemes());
        }
        to.setApplicationProtocols(from.getApplicationProtocols());
    }

    private static void identity(SSLParameters from, LimpidParameters to) {
        if (from.getNeedClientAuth()) {
            to.setNeedClientAuth(true);
        } else {
            to.setWantClientAuth(from.getWantClientAuth());
        }
        if (from.getAlgorithmConstraints() != null) {
            to.setAlgorithmConstraints(from.getAlgorithmConstraints());
        }
        if (from.getEndpointIdentificationAlgorithm() != null) {
            to.setEndpointIdentificationAlgorithm(from.getEndpointIdentificationAlgorithm());
        }
        if (from.getServerNames() != null) {
            to.setServerNames(from.getServerNames());
        }
        if (from.getSNIMatchers() != null) {
            to.setSNIMatchers(from.getSNIMatchers());
        }
    }
}
