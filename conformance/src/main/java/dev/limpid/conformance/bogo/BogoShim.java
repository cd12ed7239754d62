// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The shim's main class. What it says and how it ends is what the runner judges. */
public final class BogoShim {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int UNIMPLEMENTED = 89;
    private static final int BROKEN = 90;

    private BogoShim() {}

    /** Runs one test and ends the process. */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.out, System.err);
        System.err.flush();
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    /**
     * Runs one test.
     *
     * @return 0 if it went through; 1 if the connection failed, which may be what the runner wants; 89 if the test asks for what
     *     the shim does not implement; 90 if it is not what the flags expect, or the shim has a fault
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.initial().has("-is-handshaker-supported")) {
                out.println("No");
                return DONE;
            }
            Support.check(line);
            new Connections(line).run();
            return DONE;
        } catch (Unimplemented what) {
            err.println("unimplemented: " + what.getMessage());
            return UNIMPLEMENTED;
        } catch (TlsException failure) {
            err.println(Reasons.name(failure) + " " + failure.getMessage());
            return FAILED;
        } catch (Refusal reason) {
            err.println(reason.getMessage());
            return FAILED;
        } catch (IOException transport) {
            err.println(":TRANSPORT_FAILED: " + transport);
            return FAILED;
        } catch (BrokenExpectation broken) {
            err.println("broken expectation: " + broken.getMessage());
            return BROKEN;
        } catch (RuntimeException fault) {
            fault.printStackTrace(err);
            return BROKEN;
        }
    }
}
