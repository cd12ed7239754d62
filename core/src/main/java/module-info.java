// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The TLS 1.3 protocol (RFC 9846), free of sockets, threads, loggers and clocks. */
module dev.limpid.core {
    requires static org.jspecify;

    exports dev.limpid;
    exports dev.limpid.config;
    exports dev.limpid.observe;
    exports dev.limpid.registry;
    exports dev.limpid.request;
    exports dev.limpid.alert;
    exports dev.limpid.message;
    exports dev.limpid.extension;
    exports dev.limpid.identity;
    exports dev.limpid.session;
    exports dev.limpid.crypto;
    exports dev.limpid.crypto.jca;
    exports dev.limpid.wire;
    exports dev.limpid.record to
            dev.limpid.net,
            dev.limpid.inspect,
            dev.limpid.render,
            dev.limpid.cli,
            dev.limpid.testkit;
    exports dev.limpid.keyschedule to
            dev.limpid.net,
            dev.limpid.inspect,
            dev.limpid.render,
            dev.limpid.cli,
            dev.limpid.testkit;
    exports dev.limpid.transcript to
            dev.limpid.net,
            dev.limpid.inspect,
            dev.limpid.render,
            dev.limpid.cli,
            dev.limpid.testkit;
    exports dev.limpid.handshake to
            dev.limpid.testkit;
}
