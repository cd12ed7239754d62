// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Verdicts, key tree, JFR events, flight recorder and key log. */
module dev.limpid.inspect {
    requires static org.jspecify;
    requires transitive dev.limpid.core;
    requires java.management;
    requires jdk.jfr;

    exports dev.limpid.inspect;
    exports dev.limpid.inspect.jfr;
    exports dev.limpid.inspect.verdict;
}
