// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What tests of TLS need. */
module dev.limpid.testkit {
    requires static org.jspecify;
    requires transitive dev.limpid.core;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;
    requires tools.jackson.core;

    exports dev.limpid.testkit;
}
