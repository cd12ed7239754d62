// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.observe.Escape;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The command stops here, for a reason that a person can put right: a sentence, what to do, and the exit code. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String fix;

    Refusal(int exitCode, String what, String fix) {
        super(what, null, false, false);
        this.exitCode = exitCode;
        this.fix = fix;
    }

    /** The command line makes no sense. */
    static Refusal usage(String what, String fix) {
        return new Refusal(ExitCode.USAGE, what, fix);
    }

    /** A local file or port is not as needed. */
    static Refusal local(String what, String fix) {
        return new Refusal(ExitCode.LOCAL, what, fix);
    }

    /** {@code file} cannot be read or written. */
    static Refusal file(String deed, Path file, Exception cause) {
        return local(
                "cannot " + deed + " " + quoted(file.toString()) + ": " + reason(cause),
                "check the path and its permissions");
    }

    /** A text of the user's, safe to show. */
    static String quoted(String text) {
        return Escape.text(text);
    }

    int exitCode() {
        return exitCode;
    }

    String fix() {
        return fix;
    }

    private static String reason(Exception cause) {
        return switch (cause) {
            case NoSuchFileException e -> "there is no such file";
            case AccessDeniedException e -> "permission denied";
            case FileAlreadyExistsException e -> "it exists already";
            case FileSystemException e when e.getReason() != null -> quoted(e.getReason());
            default -> quoted(String.valueOf(cause.getMessage()));
        };
    }
}
