// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The page that lists a folder. */
final class Listing {
    private static final int MOST = 10_000;

    private Listing() {}

    /** What is in {@code directory}, which is reached by {@code names}. */
    static Answer of(Path directory, List<String> names) throws IOException {
        String title = Html.escaped("/" + String.join("/", names));
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title></head><body><h1>")
                .append(title)
                .append("</h1><ul>\n");
        if (!names.isEmpty()) {
            page.append("<li><a href=\"../\">../</a></li>\n");
        }
        for (String entry : entries(directory)) {
            String slash = entry.endsWith("/") ? "/" : "";
            String name = entry.substring(0, entry.length() - slash.length());
            page.append("<li><a href=\"./")
                    .append(Paths.encoded(name))
                    .append(slash)
                    .append("\">")
                    .append(Html.escaped(entry))
                    .append("</a></li>\n");
        }
        return Answer.of(
                        200,
                        "text/html; charset=utf-8",
                        Body.of(page.append("</ul></body></html>\n").toString()))
                .with("Content-Security-Policy", "default-src 'none'");
    }

    private static List<String> entries(Path directory) throws IOException {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, Folder::isListed)) {
            for (Path entry : stream) {
                if (entries.size() == MOST) {
                    break;
                }
                entries.add(entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }
}
