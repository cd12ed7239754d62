// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.limpid.wire.WireReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** The production classes of core, and nothing that merely shares its packages. */
final class CoreClasses {

    private CoreClasses() {}

    static JavaClasses load() {
        try {
            Path place = Path.of(WireReader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            JavaClasses classes = read(place);
            if (classes.isEmpty()) {
                throw new AssertionError(
                        "no classes in " + place + ": nothing that is said of all of them would be tested");
            }
            return classes;
        } catch (URISyntaxException | IOException impossible) {
            throw new AssertionError("core's classes cannot be read", impossible);
        }
    }

    /** A folder, or once core is packaged the jar, which {@code importPath} would take for an empty folder. */
    private static JavaClasses read(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return new ClassFileImporter().importPath(place);
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            return new ClassFileImporter().importJar(jar);
        }
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals("dev.limpid")
                || type.getPackageName().startsWith("dev.limpid.");
    }
}
