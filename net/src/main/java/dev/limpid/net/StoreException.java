// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

/**
 * A file or store of keys or certificates that cannot be used. {@link #getMessage()} is one sentence that names the file and,
 * where there is one, the line; {@link #fix()} says what to do about it. Never carries a password or any part of a key.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String problem;
    private final String fix;

    StoreException(String source, String problem, String fix) {
        super(source + ": " + problem, null, false, true);
        this.source = source;
        this.problem = problem;
        this.fix = fix;
    }

    /** Which file or store. */
    public String source() {
        return source;
    }

    /** What is wrong with it, as a clause. */
    public String problem() {
        return problem;
    }

    /** What to do about it, as a clause; empty where that is obvious. */
    public String fix() {
        return fix;
    }
}
