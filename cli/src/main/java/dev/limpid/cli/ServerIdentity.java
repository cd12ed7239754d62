// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.authority.Authority;
import dev.limpid.cli.authority.Issued;
import dev.limpid.cli.authority.Leaf;
import dev.limpid.cli.authority.Pem;
import dev.limpid.cli.serve.Wrong;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.net.CredentialFiles;
import dev.limpid.net.OcspFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a server proves itself with: certificates and a raw public key that it was given, or a certificate issued for this run, whose
 * root is written to a file.
 */
final class ServerIdentity implements AutoCloseable {
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

    private final Credentials credentials;
    private final List<String> names;
    private final Optional<Credential> rawKey;
    private final Optional<Path> root;
    private final boolean temporary;

    private ServerIdentity(
            Credentials credentials,
            List<String> names,
            Optional<Credential> rawKey,
            Optional<Path> root,
            boolean temporary) {
        this.credentials = credentials;
        this.names = names;
        this.rawKey = rawKey;
        this.root = root;
        this.temporary = temporary;
    }

    /** As the command line has it. */
    static ServerIdentity of(
            Console console,
            IdentityOptions given,
            List<String> names,
            Optional<Path> caOut,
            Set<Wrong> faults,
            Optional<Path> ocsp) {
        if (given.given()) {
            return given(stapled(given.certificates(console), ocsp), given.rawPublicKey(console));
        }
        Authority authority = Authority.fresh("Limpid", Instant.now());
        Authority issuer =
                faults.contains(Wrong.UNKNOWN_CA) ? Authority.fresh("Somebody Else's", Instant.now()) : authority;
        List<String> wanted = names.isEmpty() ? THIS_MACHINE : names;
        Issued issued = issue(issuer, wanted, faults);
        Path file = write(authority, caOut);
        Credential credential = CredentialFiles.of("made for this run", issued.key(), issued.chain());
        return new ServerIdentity(
                Credentials.of(credential), wanted, Optional.empty(), Optional.of(file), caOut.isEmpty());
    }

    private static ServerIdentity given(List<Credential> certificates, Optional<Credential> rawKey) {
        List<String> names =
                certificates.stream().flatMap(c -> c.names().stream()).toList();
        Credential[] all = Stream.concat(certificates.stream(), rawKey.stream()).toArray(Credential[]::new);
        return new ServerIdentity(Credentials.of(all), names, rawKey, Optional.empty(), false);
    }

    Credentials credentials() {
        return credentials;
    }

    /** For the terminal: whose certificate it is, where the root is, and how to connect. */
    List<String> lines(int port) {
        List<String> lines = new ArrayList<>();
        String shown = Refusal.quoted(String.join(", ", names));
        if (root.isEmpty()) {
            if (!names.isEmpty()) {
                lines.add("certificates for " + shown);
            }
            rawKey.map(key -> Refusal.quoted(key.alias())).ifPresent(file -> {
                lines.add("raw public key in " + file);
                lines.add("try  limpid connect localhost:" + port + " --peer-public-key " + file + " --get /");
            });
            return lines;
        }
        String file = Refusal.quoted(root.get().toString());
        lines.add("certificate for " + shown + ", from a CA made for this run");
        lines.add("its root is in " + file + (temporary ? " until limpid stops (--ca-out FILE keeps it)" : ""));
        String at = (names.getFirst().contains(":") ? "[" + names.getFirst() + "]" : names.getFirst()) + ":" + port;
        lines.add("try  limpid connect " + Refusal.quoted(at) + " --cacert " + file + " --get /");
        lines.add("     curl --cacert " + file + " https://" + Refusal.quoted(at) + "/");
        return lines;
    }

    /** Removes the root if it was written for this run alone. */
    @Override
    public void close() {
        if (temporary) {
            root.ifPresent(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // A public certificate in a temporary folder harms nobody.
                }
            });
        }
    }

    private static List<Credential> stapled(List<Credential> list, Optional<Path> ocsp) {
        if (ocsp.isPresent() && list.size() > 1) {
            throw Refusal.usage("--ocsp goes with one certificate, and there are " + list.size(), "give one --cert");
        }
        return ocsp.map(file -> List.of(list.getFirst().withOcspResponse(OcspFile.of(file))))
                .orElse(list);
    }

    private static Issued issue(Authority issuer, List<String> names, Set<Wrong> faults) {
        for (String name : names) {
            Target.name(name);
        }
        Leaf leaf = Leaf.server(faults.contains(Wrong.WRONG_NAME) ? List.of("wrong.example") : names);
        leaf = faults.contains(Wrong.EXPIRED) ? leaf.expired() : leaf;
        leaf = faults.contains(Wrong.NOT_YET) ? leaf.notYetValid() : leaf;
        leaf = faults.contains(Wrong.WRONG_PURPOSE) ? leaf.forClients() : leaf;
        Issued issued = issuer.issue(leaf);
        return faults.contains(Wrong.NO_INTERMEDIATE) ? issued.withoutIntermediate() : issued;
    }

    private static Path write(Authority authority, Optional<Path> caOut) {
        Path place = caOut.orElse(Path.of("a temporary file"));
        try {
            Path file = caOut.isPresent() ? caOut.get() : Files.createTempFile("limpid-root-", ".pem");
            Files.writeString(file, Pem.of(authority.root()));
            return file;
        } catch (IOException e) {
            throw Refusal.file("write the CA's root to", place, e);
        }
    }
}
