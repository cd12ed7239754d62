// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

/**
 * How much to tell.
 *
 * @param verbosity 0 the story; 1 with the reasons of every choice and the transcript; 2 with every event and field
 * @param articleSteps whether to tag the steps [1] to [13] and to explain where that numbering simplifies
 * @param keys whether to show the key tree
 * @param bytes whether to show the messages' bytes
 */
public record Detail(int verbosity, boolean articleSteps, boolean keys, boolean bytes) {
    /** The story, no more. */
    public static final Detail STORY = new Detail(0, false, false, false);

    /** With more or fewer reasons. */
    public Detail verbosity(int level) {
        return new Detail(level, articleSteps, keys, bytes);
    }

    /** With the steps' numbers. */
    public Detail withArticleSteps() {
        return new Detail(verbosity, true, keys, bytes);
    }

    /** With the key tree. */
    public Detail withKeys() {
        return new Detail(verbosity, articleSteps, true, bytes);
    }

    /** With the messages' bytes. */
    public Detail withBytes() {
        return new Detail(verbosity, articleSteps, keys, true);
    }
}
