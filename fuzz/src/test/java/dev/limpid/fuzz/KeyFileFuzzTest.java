// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.net.CredentialFiles;
import dev.limpid.net.PasswordSource;
import dev.limpid.net.StoreException;
import dev.limpid.net.TrustStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of keys and certificates, PEM or DER: whatever they hold, the reader says what is wrong with them. */
class KeyFileFuzzTest {
    /** A key is tried by signing with it, which for some kinds takes the JDK much memory. */
    private static final long ALWAYS = 512L << 20;

    private static final Path FILE = temporary();

    @FuzzTest
    void readsAnyFile(byte[] input) throws IOException {
        Files.write(FILE, input);
        Laws.hold(ALWAYS, input.length, () -> {
            try {
                CredentialFiles.load(FILE, PasswordSource.NONE);
            } catch (StoreException | IllegalArgumentException refused) {
                Laws.law(refused.getMessage() != null, "no words");
            }
            try {
                TrustStores.load(FILE, PasswordSource.NONE);
            } catch (StoreException refused) {
                Laws.law(refused.getMessage() != null, "no words");
            }
        });
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("limpid-fuzz", ".pem");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
