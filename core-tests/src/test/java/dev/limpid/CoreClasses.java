// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.limpid.wire.WireReader;
import java.net.URISyntaxException;
import java.nio.file.Path;

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
            return new ClassFileImporter().importPath(place);
        } catch (URISyntaxException impossible) {
            throw new AssertionError("the place of core's classes is no URI", impossible);
        }
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals("dev.limpid")
                || type.getPackageName().startsWith("dev.limpid.");
    }
}
