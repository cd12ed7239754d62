// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server program of this machine, running while this is open. */
final class Program implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    /** Below the ports that systems give to whoever wants any: no other connection takes one of these before the server does. */
    private static final int LOWEST_PORT = 15_000;

    private static final int HIGHEST_PORT = 32_000;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * The program {@code name}: on the path, or else in one of those folders. If it is missing, the test is skipped and says so;
     * where {@code LIMPID_PEERS_REQUIRED} is true, it fails.
     */
    static Path find(String name, Path... folders) {
        Stream<Path> path =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        return Stream.concat(Arrays.stream(folders), path)
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing("there is no " + name + " on this machine"));
    }

    /** A port of the loopback address that is free now. */
    static int freePort() {
        for (int i = 0; i < 1000; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next, then
            }
        }
        throw new AssertionError("no port is free");
    }

    /** Runs a command to its end, as {@link #start} does. */
    static void run(Path log, String user, List<String> command) throws IOException, InterruptedException {
        try (Program program = start(log, user, command)) {
            if (!program.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || program.process.exitValue() != 0) {
                throw new AssertionError(command + " failed:\n" + Files.readString(log));
            }
        }
    }

    /** Starts a command; what it prints goes to {@code log}. Where this process is root's, the command is that user's. */
    static Program start(Path log, String user, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            whole.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--"));
        }
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Program(process, log);
    }

    /** Gives a file or folder to the user whom {@link #start} lets a command run as. */
    static void give(Path file, String user) throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            var users = file.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(file, users.lookupPrincipalByName(user));
        }
    }

    /** Waits until the program accepts connections at that port of the loopback address. */
    void awaitPort(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new AssertionError("nobody listens:\n" + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path missing(String reason) {
        if (Boolean.parseBoolean(System.getenv("LIMPID_PEERS_REQUIRED"))) {
            throw new AssertionError(reason + ", and LIMPID_PEERS_REQUIRED is true");
        }
        return Assumptions.<Path>abort(reason);
    }
}
