// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import dev.limpid.observe.Escape;

/** Text for a page. */
public final class Html {
    private Html() {}

    /** {@code text} as it may stand in an element or a quoted attribute. */
    public static String escaped(String text) {
        return Escape.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
