// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.crypto.Encapsulated;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.ClientHello;
import dev.limpid.message.ServerHello;
import dev.limpid.negotiate.SelectedPsk;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the key establishment yields: the handshake secret and its two traffic secrets. */
record Keys(HandshakeSecret secret, TrafficSecret client, TrafficSecret server) {
    private static final int RANDOM_LENGTH = 32;

    /**
     * Sends ServerHello and derives what follows from it; the server's keys are installed, the client's are not.
     *
     * @param early the early secret of the PSK that was selected, which is used up
     */
    static Keys establish(
            ServerContext context, ClientHello hello, ServerChoice choice, EarlySecret early, boolean retried) {
        Optional<Encapsulated> exchange = choice.share()
                .map(share ->
                        context.config().crypto().keyExchange(share.group()).encapsulate(share.keyExchange()));
        Optional<KeyShareEntry> share =
                exchange.map(done -> new KeyShareEntry(choice.group().orElseThrow(), done.serverShare()));
        context.transcript().send(serverHello(context, hello, choice, share));
        if (!retried) {
            Compatibility.changeCipherSpec(context, hello);
        }
        HandshakeSecret secret = exchange.map(done -> early.handshakeSecret(done.sharedSecret()))
                .orElseGet(early::handshakeSecretOfPskAlone);
        Bytes hash = context.transcript().hash();
        Keys keys = new Keys(secret, secret.clientTraffic(hash), secret.serverTraffic(hash));
        context.output().install(keys.server, choice.cipherSuite());
        return keys;
    }

    /** The early secret of a handshake without a PSK. */
    static EarlySecret withoutPsk(ServerContext context, CipherSuite suite) {
        return EarlySecret.withoutPsk(
                new Derivation(context.config().crypto(), suite.hash().orElseThrow(), context.recorder()));
    }

    private static ServerHello serverHello(
            ServerContext context, ClientHello hello, ServerChoice choice, Optional<KeyShareEntry> share) {
        byte[] random = new byte[RANDOM_LENGTH];
        //= R4.2.3-4
        //= R4.2.3-3
        context.config().crypto().random(random);
        //= R4.2.3-9
        List<Extension> extensions = new ArrayList<>();
        //= R4.3.8-16
        //= R4.3.8-15
        //= R4.3.9-7
        //= R4.3.9-8
        share.ifPresent(entry -> extensions.add(new KeyShare.ServerHello(entry)));
        //= R4.2.3-10
        //= R9.2-3
        //= R4.3.1-9
        extensions.add(new SupportedVersions.Selected(ProtocolVersion.TLS13));
        choice.psk().map(SelectedPsk::index).ifPresent(index -> extensions.add(new PreSharedKey.ServerHello(index)));
        return new ServerHello(
                //= R4.3.1-10
                ProtocolVersion.TLS12, //= R4.2.3-1
                Bytes.wrap(random),
                hello.legacySessionId(),
                choice.cipherSuite(),
                0, //= R4.2.3-7
                Extensions.of(extensions));
    }
}
