// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's {@link HttpClient} as a guest of other servers, which answer every request with its own body. */
final class Guest {
    private static final String LARGE = "limpid ".repeat(100_000);

    private Guest() {}

    /** Asks twice over one connection of that version of HTTP, with much data, and proves each answer. */
    static void visit(int port, HttpClient.Version version) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(version)
                .sslContext(Ingredients.client())
                .build()) {
            for (String body : new String[] {"short", LARGE}) {
                var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                        .POST(BodyPublishers.ofString(body))
                        .build();
                var response = client.send(request, BodyHandlers.ofString());
                assertThat(response.version()).isEqualTo(version);
                assertThat(response.body()).isEqualTo(body);
                Proof.of(response.sslSession().orElseThrow());
            }
        }
    }
}
