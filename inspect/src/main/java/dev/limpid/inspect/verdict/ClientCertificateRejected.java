// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import static dev.limpid.alert.AlertDescription.ACCESS_DENIED;
import static dev.limpid.alert.AlertDescription.BAD_CERTIFICATE;
import static dev.limpid.alert.AlertDescription.CERTIFICATE_EXPIRED;
import static dev.limpid.alert.AlertDescription.CERTIFICATE_REVOKED;
import static dev.limpid.alert.AlertDescription.CERTIFICATE_UNKNOWN;
import static dev.limpid.alert.AlertDescription.DECRYPT_ERROR;
import static dev.limpid.alert.AlertDescription.HANDSHAKE_FAILURE;
import static dev.limpid.alert.AlertDescription.UNKNOWN_CA;
import static dev.limpid.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;

import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.List;
import java.util.Optional;

/** The client sent a certificate, and the server did not accept it. */
final class ClientCertificateRejected implements Rule {
    private static final String CODE = "MTLS.REJECTED";
    private static final String[] CERTIFICATE_AT_CLIENT = {
        "compare the certificate's issuer with the CAs that the server accepts (they are in its request: -v),",
        "send the intermediates with it, and look at its dates and extendedKeyUsage clientAuth"
    };
    private static final String[] RAW_KEY_AT_CLIENT = {
        "give whoever runs the server this client's public key, or use the key that they have; its sha256 is",
        "  openssl pkey -in key.pem -pubout -outform DER | sha256sum"
    };
    private static final String[] CERTIFICATE_AT_SERVER = {
        "issue the client a certificate of an accepted CA, or add that CA here; the client must send its intermediates"
    };
    private static final String[] RAW_KEY_AT_SERVER = {
        "ask whoever runs the client for its public key, not this connection, then accept that here:",
        "  limpid   --peer-public-key public.pem"
    };

    @Override
    public List<Verdict> judge(Scene scene) {
        boolean sent =
                scene.offers().certificates(Side.CLIENT).filter(n -> n > 0).isPresent();
        if (!scene.isClient()) {
            boolean failed = scene.violation().isPresent()
                    && scene.path(Side.CLIENT).isPresent()
                    && scene.pathViolation().equals(scene.violation());
            return failed ? List.of(atServer(scene)) : List.of();
        }
        if (!sent) {
            return List.of();
        }
        boolean clear = scene.alerted(
                UNKNOWN_CA,
                CERTIFICATE_EXPIRED,
                CERTIFICATE_REVOKED,
                UNSUPPORTED_CERTIFICATE,
                BAD_CERTIFICATE,
                CERTIFICATE_UNKNOWN,
                ACCESS_DENIED);
        if (clear) {
            return List.of(atClient(scene, Verdict.certain(CODE, ExitCode.CLIENT_CERTIFICATE, title(scene))));
        }
        if (scene.alerted(DECRYPT_ERROR, HANDSHAKE_FAILURE) && !isConfirmed(scene)) {
            return List.of(atClient(scene, Verdict.likely(CODE, ExitCode.CLIENT_CERTIFICATE, title(scene))));
        }
        boolean silently = scene.isEstablished()
                && scene.isWordless()
                && !isConfirmed(scene)
                && scene.ended(Event.Ending.RESET, Event.Ending.END_OF_STREAM);
        return silently
                ? List.of(atClient(scene, Verdict.likely(CODE, ExitCode.CLIENT_CERTIFICATE, title(scene))))
                : List.of();
    }

    private static Verdict atClient(Scene scene, Verdict.Draft draft) {
        return draft.what(
                        why(scene.peerAlert().map(Object::toString)),
                        scene.isEstablished()
                                ? "In TLS 1.3 the client's handshake completes before the server has judged its "
                                        + shown(scene) + "."
                                : "")
                .whose("yours (the client's " + shown(scene) + "), or the server's list of "
                        + (isRawKey(scene) ? "keys" : "CAs"))
                .fix(isRawKey(scene) ? RAW_KEY_AT_CLIENT : CERTIFICATE_AT_CLIENT)
                .check(scene.attempt().command())
                .java("Received fatal alert: "
                        + scene.peerAlert().map(Object::toString).orElse("…, or Broken pipe"))
                .openssl("alert " + scene.peerAlert().map(Object::toString).orElse("lost in a reset"))
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict atServer(Scene scene) {
        return Verdict.certain(
                        CODE, ExitCode.CLIENT_CERTIFICATE, "this server did not accept the client's " + shown(scene))
                .what(scene.violation().map(v -> v.sentence() + ": ").orElse("") + Phrase.paragraph(scene.detail()))
                .whose(
                        isRawKey(scene)
                                ? "the client's key, or this server's list of client keys"
                                : "the client's certificate, or this server's list of client CAs")
                .fix(isRawKey(scene) ? RAW_KEY_AT_SERVER : CERTIFICATE_AT_SERVER)
                .evidence(CertificateRule.seen(scene))
                .verdict();
    }

    private static String title(Scene scene) {
        return scene.peerAlert().isPresent()
                ? "the server did not accept the client's " + shown(scene)
                : "the server may not have accepted the client's " + shown(scene);
    }

    private static String shown(Scene scene) {
        return isRawKey(scene) ? "raw public key" : "certificate";
    }

    private static boolean isRawKey(Scene scene) {
        return scene.offers().isRawKey(Side.CLIENT);
    }

    /** Whether the server was content: by a message that proves it, or by an answer. What it says unasked proves nothing. */
    private static boolean isConfirmed(Scene scene) {
        boolean asked = false;
        for (Event event : scene.story().events()) {
            if (event instanceof Event.PeerConfirmed) {
                return true;
            }
            if (event instanceof Event.ApplicationMessageSeen seen) {
                if (asked && seen.sender() == Side.SERVER) {
                    return true;
                }
                asked |= seen.sender() == Side.CLIENT;
            }
        }
        return false;
    }

    private static String why(Optional<String> alert) {
        return alert.map(a -> switch (a) {
                    case "unknown_ca" ->
                        "The server does not trust the CA that issued it, or an intermediate was not sent.";
                    case "certificate_expired" -> "The server says that it has expired.";
                    case "certificate_revoked" -> "The server says that it was revoked.";
                    case "unsupported_certificate" ->
                        "The server cannot use this kind of certificate: its key or its purpose.";
                    case "access_denied" -> "The server knows who the client is, and does not let it in.";
                    case "decrypt_error" ->
                        "The server says that the signature is wrong: does the key belong to the certificate?";
                    default -> "The server says " + a + ", which does not tell why.";
                })
                .orElse("The connection ended right after the client's certificate, without an alert.");
    }
}
