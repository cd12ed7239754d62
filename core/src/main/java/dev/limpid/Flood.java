// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.Limits;

/** Counts what costs this side work and brings it nothing, against the limits. */
final class Flood {
    private final Limits limits;
    private int changeCipherSpecs;
    private int emptyRecords;
    private int warnings;
    private int keyUpdates;
    private int tickets;
    private int certificateRequests;

    Flood(Limits limits) {
        this.limits = limits;
    }

    void changeCipherSpec() {
        check(++changeCipherSpecs, limits.changeCipherSpecs(), Violation.TOO_MANY_CHANGE_CIPHER_SPECS);
    }

    void warning() {
        check(++warnings, limits.warnings(), Violation.TOO_MANY_WARNINGS);
    }

    void keyUpdate() {
        check(++keyUpdates, limits.keyUpdates(), Violation.TOO_MANY_KEY_UPDATES);
    }

    void certificateRequest() {
        check(++certificateRequests, limits.tickets(), Violation.TOO_MANY_CERTIFICATE_REQUESTS);
    }

    void ticket() {
        check(++tickets, limits.tickets(), Violation.TOO_MANY_TICKETS);
    }

    /** Application data: real content forgives, an empty record counts. */
    void data(int length) {
        if (length == 0) {
            check(++emptyRecords, limits.emptyRecords(), Violation.TOO_MANY_EMPTY_RECORDS);
        } else {
            emptyRecords = 0;
            keyUpdates = 0;
            tickets = 0;
            certificateRequests = 0;
            warnings = 0;
        }
    }

    private static void check(int count, int limit, Violation violation) {
        if (count > limit) {
            throw new ViolationException(violation, "more than " + limit);
        }
    }
}
