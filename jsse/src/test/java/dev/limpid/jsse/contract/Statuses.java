// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.util.List;

/** What each provider's engine asks for in a handshake, one line a call. The contract leaves it to them where tasks are and what a packet holds. */
final class Statuses {
    private Statuses() {}

    /** A client's. */
    static List<String> client(Subject subject) {
        return subject.name().equals("SunJSSE") ? SUN_CLIENT : LIMPID_CLIENT;
    }

    /** A server's. */
    static List<String> server(Subject subject) {
        return subject.name().equals("SunJSSE") ? SUN_SERVER : LIMPID_SERVER;
    }

    private static final List<String> SUN_CLIENT = List.of(
            "wrap OK NEED_UNWRAP",
            "unwrap OK NEED_TASK",
            "task NEED_WRAP",
            "wrap OK NEED_UNWRAP",
            "unwrap OK NEED_UNWRAP",
            "unwrap OK NEED_TASK",
            "task NEED_WRAP",
            "wrap OK FINISHED",
            "unwrap OK FINISHED");
    private static final List<String> SUN_SERVER = List.of(
            "unwrap OK NEED_TASK",
            "task NEED_WRAP",
            "wrap OK NEED_WRAP",
            "wrap OK NEED_WRAP",
            "wrap OK NEED_UNWRAP",
            "unwrap OK NEED_UNWRAP",
            "unwrap OK NEED_WRAP",
            "wrap OK FINISHED");
    private static final List<String> LIMPID_CLIENT = List.of(
            "wrap OK NEED_UNWRAP",
            "unwrap OK NEED_WRAP",
            "wrap OK NEED_UNWRAP",
            "unwrap OK NEED_UNWRAP",
            "unwrap OK NEED_TASK",
            "task NEED_WRAP",
            "wrap OK FINISHED",
            "unwrap OK NOT_HANDSHAKING");
    private static final List<String> LIMPID_SERVER = List.of(
            "unwrap OK NEED_TASK",
            "task NEED_WRAP",
            "wrap OK NEED_UNWRAP",
            "unwrap OK NEED_UNWRAP",
            "unwrap OK NEED_WRAP",
            "wrap OK FINISHED");
}
