// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.limpid.config.ClientConfig;
import dev.limpid.net.Tls;
import dev.limpid.net.TlsChannel;
import java.io.IOException;

/** A client in ten lines. */
public final class ClientExample {
    private ClientExample() {}

    // @start region="client"
    static void main(String[] args) throws IOException {
        get(Tls.client().build(), "example.com", 443);
    }

    static void get(ClientConfig config, String host, int port) throws IOException {
        try (TlsChannel channel = TlsChannel.connect(config, host, port)) {
            channel.outputStream().write(("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII));
            channel.inputStream().transferTo(System.out);
        }
    }
    // @end
}
