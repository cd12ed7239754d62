// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.identity.ServerName;
import dev.limpid.testkit.TestCertificate;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The browser, without a window. It trusts a server's key by its hash, since a browser's trust store is a person's and not a test's,
 * and prints the document that it made of a page.
 */
final class Chromium extends WebClient {
    private final Path profile;
    private final TestCertificate trusted;

    /**
     * @param profile an empty folder, where it leaves files behind
     * @param trusted the certificate whose key it believes
     */
    Chromium(Path profile, TestCertificate trusted) {
        super(Tool.require("Chromium", "chromium", "--version"));
        this.profile = profile;
        this.trusted = trusted;
    }

    @Override
    PeerProcess start(ServerName name, int port, String path, List<String> more, Map<String, String> environment) {
        Map<String, String> home = new java.util.HashMap<>(environment);
        home.put("HOME", profile.toString());
        return super.start(name, port, path, more, home);
    }

    @Override
    List<String> command(ServerName name, int port, String path, List<String> more) {
        Stream<String> always = Stream.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--ignore-certificate-errors-spki-list=" + keyHash(trusted),
                "--host-resolver-rules=MAP " + name + " 127.0.0.1",
                "--dump-dom");
        Stream<String> options = Stream.concat(always, more.stream());
        return tool().command(Stream.concat(options, Stream.of("https://" + name + ":" + port + path)));
    }

    private static String keyHash(TestCertificate trusted) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(trusted.certificate().getPublicKey().getEncoded());
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
