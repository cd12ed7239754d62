// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ConfigBuilder;
import dev.limpid.config.Limits;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.RecordRamp;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a side cuts what it sends into records, and how long it uses a key. */
final class RecordOptions {
    private static final int SHORTEST = 63;
    private static final int FEWEST_RECORDS = 4;

    @Option(
            names = "--record-size",
            paramLabel = "BYTES",
            description = "The most content of a record, 63 to 16384 bytes: kept here, and asked of the peer by"
                    + " record_size_limit (RFC 8449).")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--pad",
            paramLabel = "BYTES|least:BYTES|full",
            description =
                    "Hide how long the content of records is: pad it to a multiple of BYTES, to BYTES at least, or to"
                            + " what a record can hold.")
    private Optional<String> padding = Optional.empty();

    @Option(
            names = "--ramp",
            description = "Start with short records, so that the peer can use the first bytes sooner.")
    private boolean ramp;

    @Option(
            names = "--key-update-every",
            paramLabel = "RECORDS",
            description =
                    "Move on to the next key after so many records, 4 or more (default: as the suite's limit asks).")
    private Optional<Long> recordsPerKey = Optional.empty();

    /** Puts what was asked for into {@code builder}. */
    void applyTo(ConfigBuilder<?> builder) {
        RecordPolicy policy = padding.map(text -> RecordPolicy.DEFAULT.withPadding(padding(text)))
                .orElse(RecordPolicy.DEFAULT);
        policy = size.isPresent() ? sized(policy, size.get()) : policy;
        policy = ramp ? policy.withRamp(RecordRamp.DEFAULT) : policy;
        builder.records(policy);
        recordsPerKey.ifPresent(records -> builder.limits(Limits.DEFAULT.withRecordsPerKey(checked(records))));
    }

    /** In TLS 1.3 record_size_limit counts the byte for the content type too (RFC 8449 section 4). */
    private static RecordPolicy sized(RecordPolicy policy, int content) {
        if (content < SHORTEST || content > RecordPolicy.MOST_CONTENT) {
            throw Refusal.usage(
                    "--record-size is " + content, "records hold 63 to 16384 bytes where their length is agreed on");
        }
        return policy.withSizeLimit(content + 1).withMostContent(content);
    }

    private static PaddingPolicy padding(String text) {
        if (text.equals("full")) {
            return PaddingPolicy.toAtLeast(RecordPolicy.MOST_CONTENT);
        }
        boolean least = text.startsWith("least:");
        int bytes = bytes(least ? text.substring("least:".length()) : text);
        return least ? PaddingPolicy.toAtLeast(bytes) : PaddingPolicy.toMultipleOf(bytes);
    }

    private static int bytes(String text) {
        int bytes = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (bytes < 1 || bytes > RecordPolicy.MOST_CONTENT) {
            throw Refusal.usage(
                    "--pad " + Refusal.quoted(text) + " says not how far to pad",
                    "write --pad 512 (multiples), --pad least:1024 or --pad full; a record holds 16384 bytes at most");
        }
        return bytes;
    }

    private static long checked(long records) {
        if (records < FEWEST_RECORDS) {
            throw Refusal.usage("--key-update-every is " + records, "a key protects 4 records at least");
        }
        return records;
    }
}
