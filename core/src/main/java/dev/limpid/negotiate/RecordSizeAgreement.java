// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.MaxFragmentLength;
import dev.limpid.extension.RecordSizeLimit;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.record.RecordSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long records may be: by record_size_limit (RFC 8449), where each side says what it takes, or else by max_fragment_length
 * (RFC 6066 section 4), where the client says it for both.
 *
 * @param answer what the server says about it in EncryptedExtensions
 * @param choice what was decided, unless that is nothing special
 */
public record RecordSizeAgreement(RecordSizes sizes, Optional<Extension> answer, Optional<Choice> choice) {
    private static final RecordSizeAgreement NONE =
            new RecordSizeAgreement(RecordSizes.STANDARD, Optional.empty(), Optional.empty());

    /** What the client asks for. */
    static List<Extension> offered(ClientConfig config) {
        List<Extension> extensions = new ArrayList<>();
        config.maxFragmentLength()
                .ifPresent(length ->
                        extensions.add(MaxFragmentLength.ofLength(length).orElseThrow()));
        config.records().sizeLimit().ifPresent(limit -> extensions.add(new RecordSizeLimit(limit)));
        return extensions;
    }

    /**
     * What the server makes of the client's wishes.
     *
     * @throws dev.limpid.alert.ViolationException if they are none that a client may have
     */
    public static RecordSizeAgreement of(ServerConfig config, ClientHello hello) {
        Optional<RecordSizeLimit> limit = hello.extensions().find(RecordSizeLimit.class);
        // A server that reads record_size_limit must not look at max_fragment_length then (RFC 8449 section 5)
        if (limit.isPresent() && config.records().sizeLimit().isPresent()) {
            int own = config.records().sizeLimit().getAsInt();
            return bySizeLimit(own, atLeastLeast(limit.get().recordSizeLimit()), Optional.of(new RecordSizeLimit(own)));
        }
        Optional<MaxFragmentLength> fragment = hello.extensions().find(MaxFragmentLength.class);
        fragment.ifPresent(asked ->
                require(asked.length().isPresent(), Violation.BAD_MAX_FRAGMENT_LENGTH, "value " + asked.code()));
        return fragment.map(asked -> byFragments(asked, Optional.of(asked))).orElse(NONE);
    }

    /**
     * What the client makes of the server's answer.
     *
     * @throws dev.limpid.alert.ViolationException if it is not one to our wishes
     */
    public static RecordSizeAgreement answered(ClientConfig config, EncryptedExtensions answer) {
        Extensions extensions = answer.extensions();
        Optional<RecordSizeLimit> limit = extensions.find(RecordSizeLimit.class);
        Optional<MaxFragmentLength> fragment = extensions.find(MaxFragmentLength.class);
        require(limit.isEmpty() || fragment.isEmpty(), Violation.TWO_RECORD_LIMITS, "");
        if (limit.isPresent()) {
            int theirs = atLeastLeast(limit.get().recordSizeLimit());
            require(theirs <= RecordPolicy.MOST_SIZE_LIMIT, Violation.BAD_RECORD_SIZE_LIMIT, theirs + " bytes");
            return bySizeLimit(config.records().sizeLimit().orElseThrow(), theirs, Optional.empty());
        }
        fragment.ifPresent(selected -> require(
                selected.length().equals(config.maxFragmentLength()),
                Violation.BAD_MAX_FRAGMENT_LENGTH,
                "value " + selected.code()));
        return fragment.map(selected -> byFragments(selected, Optional.empty())).orElse(NONE);
    }

    private static int atLeastLeast(int limit) {
        require(limit >= RecordPolicy.LEAST_SIZE_LIMIT, Violation.BAD_RECORD_SIZE_LIMIT, limit + " bytes");
        return limit;
    }

    private static RecordSizeAgreement bySizeLimit(int own, int theirs, Optional<Extension> answer) {
        // The limit counts the content type; what is beyond the RFC's own is for versions to come
        int sent = Math.min(theirs, RecordPolicy.MOST_SIZE_LIMIT) - 1;
        boolean special = Math.min(own, theirs) < RecordPolicy.MOST_SIZE_LIMIT;
        return new RecordSizeAgreement(
                new RecordSizes(sent, own, false),
                answer,
                special ? Optional.of(choice(theirs, "record_size_limit: ours is " + own)) : Optional.empty());
    }

    private static RecordSizeAgreement byFragments(MaxFragmentLength agreed, Optional<Extension> answer) {
        int length = agreed.length().orElseThrow();
        return new RecordSizeAgreement(
                RecordSizes.ofFragments(length),
                answer,
                Optional.of(choice(length, "max_fragment_length: the client asked for it in both directions")));
    }

    private static Choice choice(int length, String reason) {
        return Choice.of(Subject.RECORD_SIZE, length + " bytes", reason);
    }
}
