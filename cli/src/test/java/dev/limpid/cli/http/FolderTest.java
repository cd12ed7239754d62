// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {
    @TempDir
    Path temp;

    private Path root;
    private Folder folder;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectory(temp.resolve("site"));
        Files.writeString(root.resolve("a.txt"), "0123456789");
        Files.createDirectories(root.resolve("sub/deep"));
        Files.writeString(root.resolve("sub/index.html"), "<p>index");
        Files.writeString(root.resolve("sub/deep/<b>&\"x'.html"), "odd");
        Files.writeString(root.resolve(".secret"), "hidden");
        Files.writeString(temp.resolve("outside.txt"), "outside");
        folder = Folder.of(root);
    }

    @Test
    void servesFilesWithTheirTypes() throws IOException {
        assertThat(body(get("/a.txt"))).isEqualTo("0123456789");
        assertThat(header(get("/a.txt"), "Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(body(get("/%61.txt"))).isEqualTo("0123456789");
        assertThat(body(get("//a.txt"))).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../outside.txt",
                "/sub/../../outside.txt",
                "/%2e%2e/outside.txt",
                "/..%2foutside.txt",
                "/sub/..%5c..%5coutside.txt",
                "/a.txt%00.html",
                "/%c0%ae%c0%ae/outside.txt",
                "/C:%5coutside.txt",
                "/%zz",
                "/%2",
                "relative",
                "*",
                "/é"
            })
    void refusesPathsThatCouldLeaveIt(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(400);
    }

    @Test
    void refusesLinksThatLeaveItAndFollowsThoseThatStay() throws IOException {
        Files.createSymbolicLink(root.resolve("out.txt"), temp.resolve("outside.txt"));
        Files.createSymbolicLink(root.resolve("up"), temp);
        Files.createSymbolicLink(root.resolve("in.txt"), root.resolve("a.txt"));
        Files.createSymbolicLink(root.resolve("dot.txt"), root.resolve(".secret"));

        assertThat(get("/out.txt").status()).isEqualTo(404);
        assertThat(get("/up/outside.txt").status()).isEqualTo(404);
        assertThat(get("/dot.txt").status()).isEqualTo(404);
        assertThat(body(get("/in.txt"))).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/.secret", "/a.txt/", "/a.txt/b", "/sub/none"})
    void tells404(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void sendsPeopleFromAFolderToItsSlash() throws IOException {
        Answer answer = get("/sub/deep");
        assertThat(answer.status()).isEqualTo(301);
        assertThat(header(answer, "Location")).contains("/sub/deep/");
        assertThat(header(get("//sub"), "Location")).as("never another host").contains("/sub/");
    }

    @Test
    void servesAnIndexOrAnEscapedListing() throws IOException {
        assertThat(body(get("/sub/"))).isEqualTo("<p>index");
        assertThat(body(get("/sub/deep/")))
                .contains("href=\"./%3Cb%3E%26%22x%27.html\">&lt;b&gt;&amp;&quot;x&#39;.html</a>")
                .doesNotContain("<b>");
        assertThat(body(get("/"))).contains("a.txt", "sub/").doesNotContain(".secret");
    }

    @Test
    void servesOneRange() throws IOException {
        assertThat(body(range("bytes=2-4"))).isEqualTo("234");
        assertThat(header(range("bytes=2-4"), "Content-Range")).contains("bytes 2-4/10");
        assertThat(body(range("bytes=7-"))).isEqualTo("789");
        assertThat(body(range("bytes=-3"))).isEqualTo("789");
        assertThat(body(range("bytes=8-99"))).isEqualTo("89");
        assertThat(range("bytes=10-").status()).isEqualTo(416);
        assertThat(range("bytes=0-1,3-4").status())
                .as("several ranges: the whole is right too")
                .isEqualTo(200);
        assertThat(range("bytes=5-2").status()).isEqualTo(200);
        assertThat(range("lines=1-2").status()).isEqualTo(200);
    }

    @Test
    void isAFolder() {
        assertThatThrownBy(() -> Folder.of(root.resolve("a.txt"))).isInstanceOf(NotDirectoryException.class);
    }

    private Answer get(String path) throws IOException {
        return folder.answer(new Request("GET", path, name -> Optional.empty(), 0));
    }

    private Answer range(String range) throws IOException {
        Map<String, String> fields = Map.of("Range", range);
        return folder.answer(new Request("GET", "/a.txt", name -> Optional.ofNullable(fields.get(name)), 0));
    }

    private static String body(Answer answer) throws IOException {
        assertThat(answer.status()).isIn(200, 206);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Optional<String> header(Answer answer, String name) {
        return answer.headers().stream()
                .filter(h -> h.getName().equals(name))
                .map(Header::getValue)
                .findFirst();
    }
}
