// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.conformance.matrix.Peer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.Security;
import java.util.List;

/** The JDK's own stack. */
final class SunJsse extends JssePeer {
    SunJsse() {
        super(Security.getProvider("SunJSSE"));
    }

    @Override
    Peer peer() {
        return new Peer("SunJSSE", "JDK " + Runtime.version());
    }

    @Override
    List<NamedGroup> groups() {
        return CURVES;
    }

    @Override
    List<SignatureScheme> schemes() {
        return ECDSA_RSA_AND_ED25519;
    }

    @Override
    boolean updatesKeys() {
        return true;
    }

    @Override
    boolean keepsItsShares() {
        return false;
    }
}
