// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.BrokenExpectation.expect;

import dev.limpid.TlsConnection;
import dev.limpid.observe.TlsException;
import java.io.IOException;

/** The connections of one test, one after the other. */
final class Connections {
    private final CommandLine line;
    private final ShimClock clock = new ShimClock();
    private final Configuration configuration = new Configuration(clock);

    private PeerPapers papers = PeerPapers.NONE;

    Connections(CommandLine line) {
        this.line = line;
    }

    /** The first connection, and as many later ones as flags ask for. */
    void run() throws IOException {
        int more = line.initial().flags().number("-resume-count").orElse(0);
        for (int i = 0; i <= more; i++) {
            Settings settings = i == 0 ? line.initial() : line.resume();
            connect(settings, i == 0);
            clock.advance(settings.flags().number("-resumption-delay").orElse(0));
        }
    }

    private void connect(Settings settings, boolean first) throws IOException {
        Attempt attempt = configuration.begin(settings);
        try (Wire wire = Wire.connect(settings)) {
            try {
                converse(settings, first, attempt, wire);
            } catch (TlsException failure) {
                wire.sayLastWord(attempt.connection());
                if (OldVersions.areMissing(settings, attempt, failure)) {
                    throw new Unimplemented("TLS 1.2 and older");
                }
                throw failure;
            }
        }
    }

    private void converse(Settings settings, boolean first, Attempt attempt, Wire wire) throws IOException {
        TlsConnection tls = attempt.connection();
        DataPhase data = new DataPhase(settings, attempt, wire);
        boolean early = tls.earlyDataRoom() > 0;
        if (early) {
            expect(!settings.has("-expect-no-offer-early-data"), "early data is offered");
            data.runEarly();
        }
        wire.handshake(tls, () -> tls.isWritable() && takesEarlyData(tls));
        if (early && !takesEarlyData(tls)) {
            expect(settings.has("-expect-reject-early-data"), "early data was not accepted");
            Settings again = line.retry();
            finish(again, first, attempt, new DataPhase(again, attempt, wire));
        } else {
            finish(settings, first, attempt, data);
        }
    }

    /** The data, and all checks: as soon as there is something to check, which with early data may be after it. */
    private void finish(Settings settings, boolean first, Attempt attempt, DataPhase data) throws IOException {
        Expectations expectations = new Expectations(settings, first, papers);
        boolean complete = attempt.connection().facts().isPresent();
        if (complete) {
            check(expectations, attempt);
        }
        data.run();
        if (attempt.connection().facts().isEmpty()) {
            throw new Refusal(":HANDSHAKE_NOT_COMPLETE:");
        }
        if (!complete) {
            check(expectations, attempt);
        }
        if (settings.has("-send-alert")) {
            return;
        }
        expectations.checkTicket(attempt);
        data.shutDown();
    }

    private void check(Expectations expectations, Attempt attempt) {
        expectations.check(attempt);
        if (!attempt.connection().facts().orElseThrow().resumed()) {
            papers = attempt.witness().papers();
        }
    }

    private static boolean takesEarlyData(TlsConnection tls) {
        return tls.earlyDataAccepted().orElse(false);
    }
}
