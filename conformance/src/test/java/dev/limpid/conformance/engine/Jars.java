// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import java.io.File;
import java.util.Arrays;

/** The versions of libraries, which not all of them tell by themselves. */
final class Jars {
    private Jars() {}

    /** The name of the jar on the class path that begins with {@code artifact}, without its ending. */
    static String version(String artifact) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName())
                .filter(name -> name.startsWith(artifact) && name.endsWith(".jar"))
                .map(name -> name.substring(0, name.length() - ".jar".length()))
                .findFirst()
                .orElse(artifact);
    }
}
