// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say about files, classes and code stays true. */
class DocumentsTest {
    private static final Path ROOT = Sources.ROOT;
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)[^)]*\\)");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)[`.]");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            assertThat(page.resolveSibling(link.group(1))).exists();
        }
    }

    @Test
    void theHandshakeNamesClassesThatExist() throws IOException {
        Set<String> named = TYPE.matcher(Files.readString(ROOT.resolve("docs/handshake.md")))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(30);
        named.removeAll(Sources.of("main").keySet());
        assertThat(named).as("classes that do not exist").isEmpty();
    }

    @Test
    void theHandshakeTellsAllThirteenSteps() throws IOException {
        List<String> headings = Files.readAllLines(ROOT.resolve("docs/handshake.md")).stream()
                .filter(line -> line.startsWith("## ["))
                .map(line -> line.substring(3, line.indexOf(']') + 1))
                .toList();

        assertThat(headings)
                .containsExactly(
                        "[1]", "[2]", "[3]", "[5]", "[6]", "[7]", "[8]", "[4]", "[9]", "[10]", "[11]", "[12]", "[13]");
    }

    @Test
    void theReadmesCodeIsTheExamples() throws IOException {
        List<String> shown = JAVA.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(m -> m.group(1))
                .toList();

        assertThat(shown)
                .containsExactly(
                        example("ClientExample", "client"),
                        example("ServerExample", "server"),
                        example("ObserverExample", "observer"));
    }

    /** The lines of {@code region}, without the indentation of the class around it. */
    private static String example(String type, String region) throws IOException {
        Path file = ROOT.resolve("net/src/test/java/dev/limpid/net/examples").resolve(type + ".java");
        List<String> lines = Files.readAllLines(file);
        int start = lines.indexOf("    // @start region=\"" + region + "\"");
        int end = lines.subList(start, lines.size()).indexOf("    // @end") + start;
        return String.join("\n", lines.subList(start + 1, end)).stripIndent() + "\n";
    }
}
