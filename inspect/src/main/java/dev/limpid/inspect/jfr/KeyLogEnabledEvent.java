// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Secrets are being written to a key log: whoever reads it can read the connections. */
@Name("limpid.KeyLogEnabled")
@Label("TLS Key Log Enabled")
@Description("Secrets are being written to a key log: whoever reads it can read the connections.")
@Category("TLS")
@StackTrace(false)
final class KeyLogEnabledEvent extends Event {
    @Label("Destination")
    String destination = "";
}
