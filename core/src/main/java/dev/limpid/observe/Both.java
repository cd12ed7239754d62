// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/** Two observers as one. */
record Both(Observer first, Observer second) implements Observer {
    @Override
    public void on(long nanos, Event event) {
        try {
            first.on(nanos, event);
        } finally {
            second.on(nanos, event);
        }
    }

    @Override
    public boolean wantsRecords() {
        return first.wantsRecords() || second.wantsRecords();
    }

    @Override
    public boolean wantsKeySchedule() {
        return first.wantsKeySchedule() || second.wantsKeySchedule();
    }
}
