// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Blocking TLS channels and servers. */
module dev.limpid.net {
    requires static org.jspecify;
    requires transitive dev.limpid.core;

    exports dev.limpid.net;
}
