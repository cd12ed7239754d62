// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.observe.Event;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.wire.Bytes;
import java.util.Optional;

/** The client's early data (sections 2.3 and 4.3.10): from the ClientHello that offers it until the server has decided. */
final class EarlyDataOffer {
    private EarlyDataOffer() {}

    /** The ClientHello is out: what {@code terms} allow may follow at once, under the keys of their PSK. */
    static void begin(ClientContext context, EarlyDataTerms terms, EarlySecret secret) {
        Compatibility.changeCipherSpec(context);
        Bytes hash = context.transcript().hashOfHello(terms.suite().hash().orElseThrow());
        HandshakeOutput output = context.output();
        output.install(secret.clientEarlyTraffic(hash), terms.suite());
        output.beginEarlyData(terms.maxEarlyDataSize(), secret.earlyExporter(hash));
    }

    /** No early data will be taken, if any was offered: an answer that shows it without saying so. */
    static void refused(ClientContext context, ClientOffer offer) {
        if (offer.offersEarlyData()) {
            refused(context, EarlyDataAnswer.TICKET_NOT_TAKEN);
        }
    }

    static void refused(ClientContext context, EarlyDataAnswer answer) {
        context.recorder().record(new Event.EarlyDataDecided(answer));
        context.output().earlyDataDecided(false);
    }

    /** @throws ViolationException unless the server uses the parameters under which the data went (section 4.3.10) */
    static void accepted(ClientContext context, Keys keys, Optional<String> protocol) {
        //= R4.3.11-13
        //= R4.3.11-14
        EarlyDataTerms terms = keys.psk()
                .filter(selected -> selected.index() == 0)
                .flatMap(selected -> selected.key().earlyData())
                .orElseThrow(() -> new ViolationException(Violation.EARLY_DATA_UNDER_OTHER_TERMS, "another key"));
        if (!terms.suite().equals(keys.suite())) {
            throw new ViolationException(
                    Violation.EARLY_DATA_UNDER_OTHER_TERMS, keys.suite() + " after " + terms.suite());
        }
        if (!terms.protocol().equals(protocol)) {
            throw new ViolationException(Violation.EARLY_DATA_UNDER_OTHER_TERMS, "another application protocol");
        }
        context.recorder().record(new Event.EarlyDataDecided(EarlyDataAnswer.TAKEN));
        context.output().earlyDataDecided(true);
    }
}
