// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.render.Look;
import picocli.CommandLine.Option;

/** How the story is drawn and how much of it is told. */
final class LookOptions {
    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            description = "Columns to use, 80 to 100 (default: the terminal's).")
    private int width;

    @Option(names = "--ascii", description = "Draw with ASCII alone.")
    private boolean ascii;

    @Option(names = "--no-color", description = "No colours; NO_COLOR and TERM=dumb do the same.")
    private boolean noColor;

    /** What suits {@code console}. */
    Look look(Console console) {
        Look fitting = Look.of(
                console.environment(),
                console.terminal(),
                columns(console),
                console.out().charset());
        return new Look(fitting.width(), fitting.colour() && !noColor, fitting.unicode() && !ascii);
    }

    private int columns(Console console) {
        if (width != 0 && (width < Look.NARROWEST || width > Look.WIDEST)) {
            throw Refusal.usage(
                    "--width is " + width, "the layout needs " + Look.NARROWEST + " to " + Look.WIDEST + " columns");
        }
        return width != 0 ? width : console.columns();
    }
}
