// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.extension.Unknown;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values that mean nothing, in the two messages in which a server lists what a client may pass over: CertificateRequest and
 * NewSessionTicket (RFC 8701 section 4.1).
 */
public final class ServerGreasing {
    private static final int LONGEST = 8;

    private ServerGreasing() {}

    /** {@code extensions} of either message, with one more and among the signature schemes one more, if {@code config} wants that. */
    public static Extensions of(ServerConfig config, Extensions extensions) {
        if (!config.grease()) {
            return extensions;
        }
        byte[] random = new byte[3 + LONGEST];
        config.crypto().random(random);
        SignatureScheme scheme = new SignatureScheme(Grease.value(random[0] & 0xff));
        List<Extension> greased = new ArrayList<>();
        extensions.forEach(each -> greased.add(greased(each, scheme)));
        int length = (random[2] & 0xff) % (LONGEST + 1);
        greased.add(new Unknown(
                new ExtensionType(Grease.value(random[1] & 0xff)),
                Bytes.of(Arrays.copyOfRange(random, 3, 3 + length))));
        return Extensions.of(greased);
    }

    private static Extension greased(Extension extension, SignatureScheme scheme) {
        return switch (extension) {
            case SignatureAlgorithms(List<SignatureScheme> schemes) ->
                new SignatureAlgorithms(Greasing.before(scheme, schemes));
            case SignatureAlgorithmsCert(List<SignatureScheme> schemes) ->
                new SignatureAlgorithmsCert(Greasing.before(scheme, schemes));
            default -> extension;
        };
    }
}
