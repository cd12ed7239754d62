// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder's files. Nothing outside it is ever read: names are checked one by one, and links are followed only where they stay
 * inside. Names that begin with a dot are not served, except {@code .well-known}.
 */
public final class Folder implements Site {
    private static final String INDEX = "index.html";

    private final Path root;

    private Folder(Path root) {
        this.root = root;
    }

    /** The files of {@code folder}. @throws IOException if it is not a folder that can be read */
    public static Folder of(Path folder) throws IOException {
        Path root = folder.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new java.nio.file.NotDirectoryException(folder.toString());
        }
        return new Folder(root);
    }

    @Override
    public Answer answer(Request request) throws IOException {
        return Site.readOrReceive(request, this::read);
    }

    private Answer read(Request request) throws IOException {
        Optional<List<String>> names = Paths.names(request.path());
        if (names.isEmpty()) {
            return Answer.text(400, "bad path");
        }
        Optional<Path> found = find(names.get());
        if (found.isEmpty()) {
            return notFound();
        }
        if (Files.isDirectory(found.get())) {
            return directory(found.get(), request, names.get());
        }
        return request.path().endsWith("/") ? notFound() : file(found.get(), request);
    }

    /** The real path of what is named, if it exists, may be seen, and lies inside. */
    private Optional<Path> find(List<String> names) {
        if (names.stream().anyMatch(Folder::isHidden)) {
            return Optional.empty();
        }
        try {
            Path path = root;
            for (String name : names) {
                path = path.resolve(name);
            }
            Path real = path.toRealPath();
            boolean inside = real.startsWith(root)
                    && !isHidden(root.relativize(real))
                    && (Files.isRegularFile(real) || Files.isDirectory(real))
                    && Files.isReadable(real);
            return inside ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (isHidden(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") && !name.equals(".well-known");
    }

    private Answer directory(Path directory, Request request, List<String> names) throws IOException {
        if (!request.path().endsWith("/")) {
            String location =
                    "/" + String.join("/", names.stream().map(Paths::encoded).toList()) + "/";
            return Answer.text(301, "see " + location).with("Location", location);
        }
        List<String> indexed = new java.util.ArrayList<>(names);
        indexed.add(INDEX);
        Optional<Path> index = find(indexed).filter(Files::isRegularFile);
        return index.isPresent() ? file(index.get(), request) : Listing.of(directory, names);
    }

    private static Answer file(Path file, Request request) throws IOException {
        long size = Files.size(file);
        String type = MediaTypes.of(file.getFileName().toString());
        Optional<String> wanted =
                request.field().apply("Range").filter(r -> request.method().equals("GET"));
        Optional<ByteRange> range = wanted.flatMap(text -> ByteRange.parse(text, size));
        if (range.isEmpty()) {
            return Answer.of(200, type, new Body.FilePart(file, 0, size)).with("Accept-Ranges", "bytes");
        }
        if (range.get().isUnsatisfiable()) {
            return Answer.text(416, "the file is not that long").with("Content-Range", "bytes */" + size);
        }
        return Answer.of(
                        206,
                        type,
                        new Body.FilePart(file, range.get().from(), range.get().length()))
                .with("Content-Range", range.get() + "/" + size);
    }

    private static Answer notFound() {
        return Answer.text(404, "not found");
    }

    /** Whether {@code name} of {@code directory} is shown: what is not served isn't listed either. */
    static boolean isListed(Path entry) {
        return !isHidden(entry.getFileName().toString());
    }
}
