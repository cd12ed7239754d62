// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file for secrets, which only its owner may read and write: mode 0600, or an access list of one. Never a symbolic link. */
public final class OwnerOnly implements Appendable, AutoCloseable {
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final SeekableByteChannel channel;

    private OwnerOnly(SeekableByteChannel channel) {
        this.channel = channel;
    }

    static OwnerOnly append(Path file) throws IOException {
        return new OwnerOnly(open(file, OPTIONS));
    }

    /**
     * Makes {@code content} all that is in {@code file}, which is created if it isn't there.
     *
     * @throws IOException if the file cannot be written, is no regular file, or others may read or write it
     */
    public static void replace(Path file, byte[] content) throws IOException {
        try (SeekableByteChannel channel = open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            channel.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * What is in {@code file}: an array of the caller's.
     *
     * @param most bytes
     * @throws IOException if the file cannot be read, is longer or no regular file, or others may read or write it
     */
    public static byte[] read(Path file, int most) throws IOException {
        Path absolute = file.toAbsolutePath();
        check(absolute, isPosix(absolute));
        try (SeekableByteChannel channel =
                Files.newByteChannel(absolute, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() > most) {
                throw new IOException(file + " is longer than " + most + " bytes");
            }
            byte[] content = new byte[(int) channel.size()];
            ByteBuffer room = ByteBuffer.wrap(content);
            while (room.hasRemaining() && channel.read(room) >= 0) {
                // As much as there is
            }
            return content;
        }
    }

    private static boolean isPosix(Path absolute) throws IOException {
        Path folder = absolute.getParent();
        FileStore store = Files.getFileStore(folder == null ? absolute : folder);
        boolean posix = store.supportsFileAttributeView(PosixFileAttributeView.class);
        if (!posix && !store.supportsFileAttributeView(AclFileAttributeView.class)) {
            throw new IOException("the file system of " + absolute + " cannot keep secrets from others");
        }
        return posix;
    }

    private static SeekableByteChannel open(Path file, Set<StandardOpenOption> how) throws IOException {
        Path absolute = file.toAbsolutePath();
        boolean posix = isPosix(absolute);
        FileAttribute<?> attribute = posix ? PosixFilePermissions.asFileAttribute(MODE) : ownerAlone(absolute);
        Set<OpenOption> options = new HashSet<>(how);
        options.add(LinkOption.NOFOLLOW_LINKS);
        // opening a pipe would wait for its reader, so what it is gets looked at before too; the flag above closes the
        // gap
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            check(absolute, posix);
        }
        SeekableByteChannel channel = Files.newByteChannel(absolute, options, attribute);
        try {
            check(absolute, posix);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /** The file may have been there before, with other permissions. */
    private static void check(Path file, boolean posix) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? new IOException(file + " is not a regular file")
                    : new NoSuchFileException(file.toString());
        }
        boolean alone = posix
                ? MODE.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
                : isOwnersAlone(file);
        if (!alone) {
            throw new IOException("others than its owner may use " + file);
        }
    }

    private static boolean isOwnersAlone(Path file) throws IOException {
        AclFileAttributeView view =
                Files.getFileAttributeView(file, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal owner = view.getOwner();
        return view.getAcl().stream()
                .allMatch(entry ->
                        entry.type() != AclEntryType.ALLOW || entry.principal().equals(owner));
    }

    private static FileAttribute<List<AclEntry>> ownerAlone(Path file) throws IOException {
        UserPrincipal owner = file.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        List<AclEntry> acl = List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
        return new FileAttribute<>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return acl;
            }
        };
    }

    @Override
    public Appendable append(CharSequence text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) throws IOException {
        return append(String.valueOf(c));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
