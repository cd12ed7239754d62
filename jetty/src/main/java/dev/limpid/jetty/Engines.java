// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jetty;

import javax.net.ssl.SSLEngine;

/** Whose engine it is. */
final class Engines {
    private static final String PACKAGE = "dev.limpid.jsse";

    private Engines() {}

    /** By name: where Limpid is a named module and Jetty is not, neither may see the other's classes. */
    static boolean isLimpid(SSLEngine engine) {
        return engine.getClass().getPackageName().equals(PACKAGE);
    }
}
