// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

/** What the command {@code limpid} exits with. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int USAGE = 2;
    public static final int LOCAL = 3;
    public static final int NAME_RESOLUTION = 10;
    public static final int TCP = 11;
    public static final int NOT_TLS = 12;
    public static final int TIMEOUT = 13;
    public static final int VERSION = 20;
    public static final int PARAMETERS = 21;
    public static final int SERVER_NAME = 22;
    public static final int ALPN = 23;
    public static final int OTHER_ALERT = 24;
    public static final int NO_ALERT = 25;
    public static final int ANCHOR = 30;
    public static final int CHAIN = 31;
    public static final int TIME = 32;
    public static final int HOST_NAME = 33;
    public static final int CERTIFICATE = 34;
    public static final int CLIENT_CERTIFICATE = 40;
    public static final int AFTER_HANDSHAKE = 50;
    public static final int FINDINGS = 60;
    public static final int DIVERGED = 61;
    public static final int INTERNAL = 70;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
