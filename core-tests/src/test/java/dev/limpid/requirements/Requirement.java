// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.requirements;

import java.util.List;

/**
 * One sentence of RFC 9846 with a MUST, SHOULD or MAY in it.
 *
 * @param id such as {@code R4.7.3-6}: the section and the sentence's number in it
 * @param section number and title
 * @param who is bound by it: client, server, sender, receiver, both; or application, specification, middlebox, deployment
 * @param what it is about, in our words
 */
record Requirement(String id, String section, Level level, String who, String what) {
    enum Level {
        /** MUST, MUST NOT, SHALL, REQUIRED: the gate demands them. */
        MUST,
        /** SHOULD, SHOULD NOT, RECOMMENDED: the report lists them. */
        SHOULD,
        /** MAY, OPTIONAL: may be cited. */
        MAY
    }

    static List<Requirement> all() {
        return Table.lines("rfc9846.tsv").stream().map(Requirement::of).toList();
    }

    private static Requirement of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("not five cells: " + line);
        }
        return new Requirement(cells[0], cells[1], Level.valueOf(cells[2]), cells[3], cells[4]);
    }
}
