// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Blocking TLS channels and servers. */
module dev.limpid.net {
    requires static com.aayushatharva.brotli4j;
    requires static com.github.luben.zstd_jni;
    requires static org.jspecify;
    requires transitive dev.limpid.core;

    exports dev.limpid.net;
}
