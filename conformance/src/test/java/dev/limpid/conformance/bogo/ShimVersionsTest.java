// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;

import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runners that speak older versions: a test is skipped if its flags allow that one, and else it is about the refusal. */
class ShimVersionsTest {
    /** One suite, no compression, no extensions. */
    private static final String HELLO_AFTER_RANDOM = "00" + "0002c02f" + "0100";
    /** As it answers an empty renegotiation_info. */
    private static final String ANSWER_AFTER_RANDOM = "00" + "c02f" + "00" + "0005ff01000100";

    @TempDir
    Path folder;

    private List<String> server(String... more) {
        return new RunnerFiles(folder).server(Peers.CERTIFICATE, more);
    }

    private static MiniRunner.Script helloOf(String version) {
        return shim -> say(shim, 1, version + "11".repeat(32) + HELLO_AFTER_RANDOM);
    }

    private static MiniRunner.Script answerOf(String version) {
        return shim -> say(shim, 2, version + "11".repeat(32) + ANSWER_AFTER_RANDOM);
    }

    private static void say(Socket shim, int type, String body) throws IOException {
        Bytes message = Bytes.ofHex(body);
        Bytes head = Bytes.ofHex(String.format("160301%04x%02x%06x", message.length() + 4, type, message.length()));
        shim.getOutputStream().write(head.then(message).toArray());
        shim.shutdownOutput();
        shim.getInputStream().readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0301", "0302", "0303"})
    void skipsWhereFlagsAllowTheVersion(String version) {
        MiniRunner.run(server(), helloOf(version)).skipped();
        MiniRunner.run(flags("-expect-no-session"), answerOf(version)).skipped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0301", "0302", "0303"})
    void failsWhereTheLeastVersionIsHigher(String version) {
        MiniRunner.run(server("-min-version", "772"), helloOf(version)).failedWith(":UNSUPPORTED_VERSION:");
        MiniRunner.run(flags("-min-version", "772"), answerOf(version)).failedWith(":UNSUPPORTED_VERSION:");
    }

    @Test
    void failsWhereTheVersionIsSwitchedOff() {
        MiniRunner.run(server("-no-tls1", "-no-tls11", "-no-tls12"), helloOf("0303"))
                .failedWith(":UNSUPPORTED_VERSION:");
        MiniRunner.run(flags("-no-tls12"), answerOf("0303")).failedWith(":UNSUPPORTED_VERSION:");
        MiniRunner.run(server("-no-tls12"), helloOf("0303")).skipped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "0300"})
    void failsWhereNobodySpeaksTheVersion(String version) {
        MiniRunner.run(server(), helloOf(version)).failedWith(":UNSUPPORTED_VERSION:");
        MiniRunner.run(flags("-expect-no-session"), answerOf(version)).failedWith(":UNSUPPORTED_VERSION:");
    }
}
