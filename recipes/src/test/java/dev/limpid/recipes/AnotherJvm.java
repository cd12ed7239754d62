// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.service.BrotliNativeProvider;
import com.github.luben.zstd.Zstd;
import dev.limpid.TlsConnection;
import dev.limpid.inspect.Story;
import dev.limpid.jetty.ServerAlpn;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.net.Tls;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.jetty.alpn.java.server.JDK9ServerALPNProcessor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.hpack.HpackEncoder;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;

/** Another JVM, which runs {@link Application} and whose security properties name Limpid first. */
final class AnotherJvm {
    private final Path folder;

    /** @param folder where it may write */
    AnotherJvm(Path folder) {
        this.folder = folder;
    }

    /** With those libraries on the class path; returns all that it printed. */
    String onClassPath(List<Path> libraries, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), libraries, arguments);
    }

    /** With those modules on the module path; returns all that it printed. */
    String onModulePath(List<Path> modules, String... arguments) throws IOException, InterruptedException {
        return run(List.of("-p", path(modules), "--add-modules", "ALL-MODULE-PATH"), List.of(), arguments);
    }

    /** Limpid, and nothing that it can do without. */
    static List<Path> limpid() {
        return places(TlsConnection.class, Tls.class, Story.class, LimpidProvider.class);
    }

    /** Limpid with everything that it looks for and can do without. */
    static List<Path> limpidAndMore() {
        return both(
                limpid(),
                places(Brotli4jLoader.class, BrotliNativeProvider.class, Zstd.class, BouncyCastleProvider.class));
    }

    private String run(List<String> modules, List<Path> libraries, String... arguments)
            throws IOException, InterruptedException {
        Path security = Files.writeString(folder.resolve("limpid.security"), providers());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Djava.security.properties=" + security));
        command.addAll(modules);
        command.addAll(List.of("-cp", path(both(libraries, application())), Application.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The lines of a java.security file: Limpid, and then all that were there already. */
    private static String providers() {
        StringBuilder lines = new StringBuilder("security.provider.1=Limpid\n");
        int number = 2;
        for (var provider : Security.getProviders()) {
            lines.append("security.provider.%d=%s\n".formatted(number++, provider.getName()));
        }
        return lines.toString();
    }

    private static List<Path> application() {
        return places(
                Application.class,
                ServerAlpn.class,
                Server.class,
                HttpFields.class,
                Content.class,
                Callback.class,
                ALPNServerConnectionFactory.class,
                JDK9ServerALPNProcessor.class,
                HTTP2ServerConnectionFactory.class,
                HTTP2Session.class,
                HpackEncoder.class,
                Logger.class,
                NOPServiceProvider.class);
    }

    /** The jars or folders from which those classes were loaded. */
    private static List<Path> places(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())))
                .toList();
    }

    private static List<Path> both(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String path(List<Path> places) {
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
