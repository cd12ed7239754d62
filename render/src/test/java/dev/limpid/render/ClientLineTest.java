// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.testkit.SampleConnection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientLineTest {
    private static final Attempt CLIENT = Attempt.fromClient("127.0.0.1:51234");

    @Test
    void aClientThatWasServedTakesALine() {
        assertThat(lines(Look.plain(100), Stories.seenByServer()))
                .containsExactly(
                        "✔ 127.0.0.1:51234   TLS 1.3 X25519MLKEM768 · AES-256-GCM · ecdsa_secp256r1_sha256   sni shop.lab",
                        "    GET /products → HTTP 200   2.75 ms");
    }

    @Test
    void aClientThatFailedIsExplained() {
        Story story = Stories.of(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.smallHello(s, "shop.lab");
            SampleConnection.giveUp(s, Violation.UNSUPPORTED_VERSION, "");
        });

        assertThat(lines(Look.plain(80), story))
                .containsExactly(
                        "✘ 127.0.0.1:51234   NEG.VERSION (certain)   the client does not speak TLS 1.3",
                        "    fix: switch TLS 1.3 on in the client:");
        assertThat(lines(Look.ascii(80), story).getFirst()).startsWith("!! 127.0.0.1");
    }

    private static List<String> lines(Look look, Story story) {
        return new ClientLine(look).lines(story, Diagnosis.of(story));
    }
}
