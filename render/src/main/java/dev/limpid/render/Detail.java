// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

/**
 * How much to tell.
 *
 * @param verbosity 0 the story; 1 with the reasons of every choice and the transcript; 2 with every event and field
 * @param manner whether to explain as well
 * @param keys whether to show the key tree
 * @param bytes whether to show the messages' bytes
 */
public record Detail(int verbosity, Manner manner, boolean keys, boolean bytes) {
    /** The story, no more. */
    public static final Detail STORY = new Detail(0, Manner.PLAIN, false, false);

    /** How a story is told. */
    public enum Manner {
        /** As it happened. */
        PLAIN,
        /** With the steps [1] to [13], and where that numbering simplifies. */
        ARTICLE,
        /** As the continuation of a story that was told in steps: what resumption, 0-RTT and KeyUpdate change. */
        SEQUEL
    }

    /** With more or fewer reasons. */
    public Detail verbosity(int level) {
        return new Detail(level, manner, keys, bytes);
    }

    /** With the steps' numbers. */
    public Detail withArticleSteps() {
        return new Detail(verbosity, Manner.ARTICLE, keys, bytes);
    }

    /** As a continuation. */
    public Detail asSequel() {
        return new Detail(verbosity, Manner.SEQUEL, keys, bytes);
    }

    /** With the key tree. */
    public Detail withKeys() {
        return new Detail(verbosity, manner, true, bytes);
    }

    /** With the messages' bytes. */
    public Detail withBytes() {
        return new Detail(verbosity, manner, keys, true);
    }

    /** Whether to tag the steps. */
    public boolean articleSteps() {
        return manner == Manner.ARTICLE;
    }

    /** Whether to say what each thing is for. */
    public boolean explains() {
        return manner != Manner.PLAIN;
    }
}
