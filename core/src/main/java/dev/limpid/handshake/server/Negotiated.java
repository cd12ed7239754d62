// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.State;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.Finished;
import dev.limpid.negotiate.CertificateTypes;
import dev.limpid.negotiate.RecordSizeAgreement;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.request.Request;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** NEGOTIATED: the server's whole flight, ServerHello to Finished, without waiting for the client. */
final class Negotiated {
    private Negotiated() {}

    /** Proves itself by a certificate. */
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
        RecordSizeAgreement sizes = limitRecords(context, hello);
        Keys keys = Keys.establish(context, hello, choice, Keys.withoutPsk(context, suite), retried);
        context.output().install(keys.client(), suite);
        Agreement agreement = new Agreement(
                hello,
                choice,
                Optional.of(credential.scheme()),
                types.client().orElse(CertificateType.X509),
                retried,
                false);
        //= R4.4.1-1
        transcript.send(ServerParameters.encryptedExtensions(context.config(), agreement, sizes, types.answers()));
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
        Function<CertificateVerify, Transition> proved = verify -> {
            //= R4.5.2-3
            transcript.send(verify);
            ClientFlight flight = finish(context, agreement, keys);
            skipEarlyData(context, hello, retried);
            return Transition.to(demand.<State>map(asked -> new WaitCertificate(context, flight, asked))
                    .orElseGet(() -> WaitFinished.ofUnaskedClient(context, flight)));
        };
        return prove(context, credential, proved, keys.secret()::destroy);
    }

    /**
     * Proves itself by the key that both sides have.
     *
     * @param earlyData whether early data is taken
     */
    static Transition answer(
            ServerContext context,
            ClientHello hello,
            ServerChoice choice,
            EarlySecret early,
            boolean retried,
            boolean earlyData) {
        context.pass("NEGOTIATED");
        HandshakeTranscript transcript = context.transcript();
        CipherSuite suite = choice.cipherSuite();
        transcript.begin(suite.hash().orElseThrow());
        Optional<EarlyKeys> earlyKeys =
                earlyData ? Optional.of(EarlyKeys.of(early, transcript.hash())) : Optional.empty();
        RecordSizeAgreement sizes = limitRecords(context, hello);
        Keys keys = Keys.establish(context, hello, choice, early, retried);
        context.output().install(earlyKeys.map(EarlyKeys::traffic).orElse(keys.client()), suite);
        Agreement agreement = new Agreement(hello, choice, Optional.empty(), CertificateType.X509, retried, earlyData);
        transcript.send(ServerParameters.encryptedExtensions(context.config(), agreement, sizes, List.of()));
        //= R4.3.11.3-1
        ClientFlight flight = finish(context, agreement, keys);
        //= R4.4.2-8
        //= R4.4.2-9
        //= RF.1-1
        WaitFinished next = WaitFinished.ofKnownClient(
                context, flight, choice.psk().orElseThrow().key());
        if (earlyKeys.isEmpty()) {
            skipEarlyData(context, hello, retried);
            return Transition.to(next);
        }
        earlyKeys
                .get()
                .begin(context, choice.psk().orElseThrow().key().earlyData().orElseThrow());
        return Transition.to(new WaitEndOfEarlyData(context, flight, next));
    }

    private static RecordSizeAgreement limitRecords(ServerContext context, ClientHello hello) {
        RecordSizeAgreement sizes = RecordSizeAgreement.of(context.config(), hello);
        sizes.choice().ifPresent(context::report);
        context.output().limitRecords(sizes.sizes());
        return sizes;
    }

    /** Early data is under way that nobody asked for: it goes under keys that this side has not. */
    private static void skipEarlyData(ServerContext context, ClientHello hello, boolean retried) {
        if (EarlyDataDecision.isOffered(hello) && !retried) {
            EarlyDataDecision.skip(context);
        }
    }

    /** Finished, and the keys that come after it. */
    private static ClientFlight finish(ServerContext context, Agreement agreement, Keys keys) {
        HandshakeTranscript transcript = context.transcript();
        transcript.send(new Finished(keys.server().finishedMac(transcript.hash())));
        MainSecret main = keys.secret().mainSecret();
        Bytes hash = transcript.hash();
        ClientFlight flight =
                new ClientFlight(agreement, main, keys.client(), main.clientTraffic(hash), main.exporter(hash));
        //= R4.5.3-3
        context.output().install(main.serverTraffic(hash), agreement.choice().cipherSuite());
        context.pass("WAIT_FLIGHT2");
        return flight;
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
