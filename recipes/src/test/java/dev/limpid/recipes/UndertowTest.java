// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import java.net.http.HttpClient.Version;
import org.junit.jupiter.api.Test;

/** Undertow's server with HTTP/1.1 and h2; its configuration is in {@link EchoServer}. */
class UndertowTest {

    @Test
    void jdkClientAsksOverHttp1() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            Guest.visit(server.port(), Version.HTTP_1_1);
            Proof.of(server.session());
        }
    }

    @Test
    void jdkClientAsksOverHttp2() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            Guest.visit(server.port(), Version.HTTP_2);
            Proof.of(server.session());
        }
    }
}
