// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/jsse.md shows is what the recipes run: each region that it names, word for word. */
class RecipePageTest {
    private static final Path PAGE = Path.of("..", "docs", "jsse.md");
    private static final Path RECIPES = Path.of("src", "test", "java", "dev", "limpid", "recipes");
    private static final Pattern QUOTED =
            Pattern.compile("<!-- (\\w+)#(\\w+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void showsWhatIsRun() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        String current = QUOTED.matcher(page)
                .replaceAll(quoted -> Matcher.quoteReplacement("<!-- %s#%s -->\n```java\n%s\n```\n"
                        .formatted(quoted.group(1), quoted.group(2), region(quoted.group(1), quoted.group(2)))));
        if ("update".equals(System.getProperty("limpid.golden"))) {
            Files.writeString(PAGE, current);
            return;
        }
        assertThat(page)
                .as("docs/jsse.md; -Dlimpid.golden=update writes it anew")
                .isEqualTo(current);
    }

    @Test
    void showsEveryRegion() throws IOException {
        List<String> shown = QUOTED.matcher(Files.readString(PAGE).replace("\r\n", "\n"))
                .results()
                .map(quoted -> quoted.group(1) + "#" + quoted.group(2))
                .toList();
        try (var files = Files.list(RECIPES)) {
            assertThat(files.flatMap(file -> regions(file).stream())).isSubsetOf(shown);
        }
    }

    private static List<String> regions(Path file) {
        String recipe = file.getFileName().toString().replace(".java", "");
        return Pattern.compile("// #region (\\w+)\n")
                .matcher(read(file))
                .results()
                .map((MatchResult found) -> recipe + "#" + found.group(1))
                .toList();
    }

    /** The lines between the markers, without what indents them all and without markers of others. */
    private static String region(String recipe, String name) {
        List<String> lines = read(RECIPES.resolve(recipe + ".java")).lines().toList();
        int begin = 0;
        while (!lines.get(begin).strip().equals("// #region " + name)) {
            begin++;
        }
        return lines.subList(begin + 1, lines.size()).stream()
                .takeWhile(line -> !line.strip().equals("// #endregion"))
                .collect(Collectors.joining("\n"))
                .stripIndent();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
