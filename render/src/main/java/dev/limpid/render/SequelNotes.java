// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.Story;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Event;
import java.util.ArrayList;
import java.util.List;

/** What is new in a connection that has an earlier one behind it, and what it costs. */
final class SequelNotes {
    private static final List<String> RESUMPTION = List.of(
            "Both ends made the ticket's key, from the resumption secret of the connection before and the ticket's nonce. Only the"
                    + " ticket crossed the wire, and only the server can open that.",
            "Not sent: Certificate and CertificateVerify. Whoever has the key was there when the certificate was checked: the"
                    + " binder and both Finished prove it.",
            "Forward secrecy still holds: the mode is psk_dhe_ke, with a fresh a and b. Who steals the ticket's key later has the"
                    + " early secret, but no abG, and without that nothing of what follows.",
            "The mode psk_ke would give that away: no abG, so that the ticket's key alone opens the whole connection. Limpid does"
                    + " not use it unless told to.");

    private static final List<String> EARLY_DATA = List.of(
            "The request left with the ClientHello, before the server had said a word: no round trip is spent on TLS.",
            "The price, first: no forward secrecy. Early keys come from the ticket's key alone; who gets that, or the server's key"
                    + " for tickets, reads the early data. From ServerHello on, abG protects as ever.",
            "The price, second: whoever recorded the first flight can send it again. This server remembers each ClientHello's binder"
                    + " for as long as it could pass as fresh. A server that shares its ticket keys, but not that memory, would take it"
                    + " once more: early data is for what may be done twice, such as a GET.");

    private static final List<String> KEY_UPDATE = List.of(
            "Each direction moves by itself: KeyUpdate is the last message under the sender's old key. The client asked the server"
                    + " to do the same.",
            "It goes one way only: who learns generation 1 cannot compute generation 0, and so not read what was sent before; and"
                    + " generation 0 is destroyed at both ends. Who learns generation 0 can go on, though: only a new abG heals"
                    + " that.");

    private SequelNotes() {}

    static List<String> of(Story story) {
        List<String> notes = new ArrayList<>();
        boolean hello = story.all(Event.MessageSeen.class).stream().anyMatch(e -> e.message() instanceof ClientHello);
        boolean early = story.all(Event.EarlyDataDecided.class).stream().anyMatch(Event.EarlyDataDecided::accepted);
        if (hello && !early && story.first(Event.PskAccepted.class).isPresent()) {
            notes.addAll(RESUMPTION);
        }
        if (early) {
            notes.addAll(EARLY_DATA);
        }
        if (story.first(Event.KeyUpdated.class).isPresent()) {
            notes.addAll(KEY_UPDATE);
        }
        return notes;
    }
}
