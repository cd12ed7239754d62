// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.crypto.Encapsulated;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.State;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.Finished;
import dev.limpid.message.ServerHello;
import dev.limpid.negotiate.CertificateTypes;
import dev.limpid.negotiate.RecordSizeAgreement;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.request.Request;
import dev.limpid.wire.Bytes;
import java.util.Optional;
import java.util.function.Function;

/** NEGOTIATED: the server's whole flight, ServerHello to Finished, without waiting for the client. */
final class Negotiated {
    private static final int RANDOM_LENGTH = 32;

    private Negotiated() {}

    static Transition answer(
            ServerContext context,
            ClientHello hello,
            ServerChoice choice,
            CertificateTypes types,
            CredentialChoice.Choice credential,
            boolean retried) {
        context.pass("NEGOTIATED");
        HandshakeTranscript transcript = context.transcript();
        CipherSuite suite = choice.cipherSuite();
        transcript.begin(suite.hash().orElseThrow());
        RecordSizeAgreement sizes = RecordSizeAgreement.of(context.config(), hello);
        sizes.choice().ifPresent(context::report);
        context.output().limitRecords(sizes.sizes());
        KeyShareEntry share = choice.share().orElseThrow();
        Encapsulated exchange =
                context.config().crypto().keyExchange(choice.group()).encapsulate(share.keyExchange());
        transcript.send(serverHello(context, hello, choice, exchange.serverShare()));
        if (!retried) {
            Compatibility.changeCipherSpec(context, hello);
        }
        HandshakeSecret secret = handshakeSecret(context, suite, exchange.sharedSecret());
        TrafficSecret client = secret.clientTraffic(transcript.hash());
        TrafficSecret server = secret.serverTraffic(transcript.hash());
        context.output().install(server, suite);
        context.output().install(client, suite);
        Agreement agreement = new Agreement(hello, choice, credential.scheme(), retried);
        //= R4.4.1-1
        transcript.send(ServerParameters.encryptedExtensions(choice, types, sizes));
        Optional<CertificateDemand> demand = types.client()
                .map(type -> new CertificateDemand(type, ServerParameters.certificateRequest(context.config())));
        //= R4.4.2-2
        demand.ifPresent(asked -> transcript.send(asked.request()));
        //= R4.5.1-1
        transcript.send(CertificateMessages.toSend(
                Bytes.EMPTY, //= R4.5.1-5
                credential.credential(),
                hello.extensions(),
                context.config(),
                context.recorder()));
        return prove(
                context,
                credential,
                signature -> finish(context, agreement, demand, secret, server, client, signature),
                secret::destroy);
    }

    private static Transition finish(
            ServerContext context,
            Agreement agreement,
            Optional<CertificateDemand> demand,
            HandshakeSecret secret,
            TrafficSecret server,
            TrafficSecret client,
            CertificateVerify verify) {
        HandshakeTranscript transcript = context.transcript();
        //= R4.5.2-3
        transcript.send(verify);
        transcript.send(new Finished(server.finishedMac(transcript.hash())));
        MainSecret main = secret.mainSecret();
        Bytes hash = transcript.hash();
        ClientFlight flight = new ClientFlight(agreement, main, client, main.clientTraffic(hash), main.exporter(hash));
        context.output().install(main.serverTraffic(hash), agreement.choice().cipherSuite());
        context.pass("WAIT_FLIGHT2");
        return Transition.to(demand.<State>map(asked -> new WaitCertificate(context, flight, asked))
                .orElseGet(() -> WaitFinished.ofUnaskedClient(context, flight)));
    }

    private static ServerHello serverHello(
            ServerContext context, ClientHello hello, ServerChoice choice, Bytes serverShare) {
        byte[] random = new byte[RANDOM_LENGTH];
        //= R4.2.3-4
        //= R4.2.3-3
        context.config().crypto().random(random);
        return new ServerHello(
                ProtocolVersion.TLS12, //= R4.2.3-1
                Bytes.wrap(random),
                hello.legacySessionId(),
                choice.cipherSuite(),
                0, //= R4.2.3-7
                Extensions.of(
                        //= R4.3.8-15
                        new KeyShare.ServerHello(new KeyShareEntry(choice.group(), serverShare)),
                        //= R4.3.1-9
                        new SupportedVersions.Selected(ProtocolVersion.TLS13)));
    }

    private static HandshakeSecret handshakeSecret(ServerContext context, CipherSuite suite, byte[] shared) {
        Derivation derivation =
                new Derivation(context.config().crypto(), suite.hash().orElseThrow(), context.recorder());
        return EarlySecret.withoutPsk(derivation).handshakeSecret(shared);
    }

    private static Transition prove(
            ServerContext context,
            CredentialChoice.Choice credential,
            Function<CertificateVerify, Transition> then,
            Runnable abandon) {
        Bytes content =
                SignatureChecked.content(Side.SERVER, context.transcript().hash());
        //= R4.5.2-1
        return Transition.ask(
                new Request.Sign(context.config().crypto(), credential.credential(), credential.scheme(), content),
                signature -> then.apply(new CertificateVerify(credential.scheme(), signature)),
                abandon);
    }
}
