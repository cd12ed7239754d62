// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.extension.KeyShare;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.observe.Event;
import java.util.List;
import java.util.Optional;

/** A HelloRetryRequest cost a round trip. */
final class Retried implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.story().all(Event.MessageSeen.class).stream()
                .map(Event.MessageSeen::message)
                .filter(HelloRetryRequest.class::isInstance)
                .map(HelloRetryRequest.class::cast)
                .findFirst()
                .map(retry -> List.of(explain(scene, retry)))
                .orElse(List.of());
    }

    private static Verdict explain(Scene scene, HelloRetryRequest retry) {
        Optional<String> group = retry.extensions()
                .find(KeyShare.HelloRetryRequest.class)
                .map(share -> share.selectedGroup().toString());
        return Verdict.certain("NEG.HRR", ExitCode.OK, "a HelloRetryRequest cost one round trip")
                .what(
                        group.map(g -> "The server wanted a key share for " + g
                                        + ", and the first ClientHello had shares for "
                                        + Phrase.list(scene.offers().shares()) + ".")
                                .orElse(
                                        "The server wanted to see a second ClientHello with its cookie, so that it need not remember the first."))
                .whose(
                        group.isPresent()
                                ? "nobody's; the two sides prefer different groups"
                                : "the server's, on purpose")
                .fix(group.map(g -> "send a share for " + g + " at once: --groups " + g
                                + " first, ClientConfig.keyShares;" + " or let the server prefer what its clients send")
                        .orElse("switch the cookie off (stateless retry) where address spoofing is no concern"))
                .check(
                        scene.isClient() && group.isPresent()
                                ? NothingInCommon.again(scene, "--groups " + group.get())
                                : new String[0])
                .openssl("s_client -groups: the first of the list gets the share")
                .evidence(scene.seeMessage(HelloRetryRequest.class, "HelloRetryRequest"))
                .verdict();
    }
}
