// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Terminal story and NDJSON. */
module dev.limpid.render {
    requires static org.jspecify;
    requires transitive dev.limpid.inspect;
    requires tools.jackson.core;
    requires org.jline.terminal;

    exports dev.limpid.render;
}
