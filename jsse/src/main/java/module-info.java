// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The JSSE provider: TLS 1.3 for every framework that speaks {@code javax.net.ssl}. */
module dev.limpid.jsse {
    requires static org.jspecify;
    requires transitive dev.limpid.core;
    requires dev.limpid.net;
    requires dev.limpid.inspect;

    exports dev.limpid.jsse;

    provides java.security.Provider with
            dev.limpid.jsse.LimpidProvider;
}
