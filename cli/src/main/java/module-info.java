// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The command {@code limpid}. */
module dev.limpid.cli {
    requires static org.jspecify;
    requires dev.limpid.core;
    requires dev.limpid.net;
    requires dev.limpid.inspect;
    requires dev.limpid.render;
    requires info.picocli;
    requires tools.jackson.core;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;

    opens dev.limpid.cli to
            info.picocli;
}
