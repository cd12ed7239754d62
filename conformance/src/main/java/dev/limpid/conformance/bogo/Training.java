// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Lets two shims talk to each other, a client and a server, so that the JVM learns which classes a shim needs. */
public final class Training {
    private Training() {}

    /** Takes a key store in PKCS#12 with one entry, and its password. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        Path folder = Files.createTempDirectory("limpid-training");
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        try {
            write(Path.of(arguments[0]), arguments[1].toCharArray(), chain, key);
            talk(
                    List.of("-resume-count", "1", "-shim-writes-first"),
                    List.of(
                            "-resume-count",
                            "1",
                            "-shim-shuts-down",
                            "-server",
                            "-cert-file",
                            "" + chain,
                            "-key-file",
                            "" + key));
        } finally {
            Files.deleteIfExists(chain);
            Files.deleteIfExists(key);
            Files.deleteIfExists(folder);
        }
    }

    private static void talk(List<String> client, List<String> server) throws IOException, InterruptedException {
        try (ServerSocket listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            List<String> port = List.of("-port", "" + listener.getLocalPort(), "-shim-id", "1");
            Thread one = run(client, port);
            Thread other = run(server, port);
            for (int i = 0; i < 2; i++) {
                Socket here = listener.accept();
                Socket there = listener.accept();
                here.getInputStream().readNBytes(Long.BYTES);
                there.getInputStream().readNBytes(Long.BYTES);
                Thread back = Thread.ofPlatform().start(() -> relay(here, there));
                relay(there, here);
                back.join();
            }
            one.join();
            other.join();
        }
    }

    private static Thread run(List<String> flags, List<String> more) {
        List<String> all =
                java.util.stream.Stream.concat(flags.stream(), more.stream()).toList();
        return Thread.ofPlatform().start(() -> BogoShim.run(all, System.out, System.err));
    }

    private static void relay(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One of them has left
        }
    }

    private static void write(Path store, char[] password, Path chain, Path key)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        String alias = keys.aliases().nextElement();
        Files.writeString(chain, pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", keys.getKey(alias, password).getEncoded()));
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
