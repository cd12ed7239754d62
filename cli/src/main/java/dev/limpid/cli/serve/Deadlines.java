// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.serve;

import dev.limpid.cli.http.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Ends what takes too long: one thread looks after all connections. */
public final class Deadlines implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Function<Timer.Patience, Duration> durations;
    private final Thread thread;

    /** Begins to look; clients get what {@link Timer.Patience} gives them. */
    public Deadlines() {
        this(Timer.Patience::duration);
    }

    /** Begins to look, with other durations. */
    Deadlines(Function<Timer.Patience, Duration> durations) {
        this.durations = durations;
        this.thread = Thread.ofVirtual().name("limpid-deadlines").unstarted(this::look);
        thread.start();
    }

    /** What to do to one that is late. */
    @FunctionalInterface
    public interface End {
        /** It was waited for in vain for {@code patience}. */
        void late(Timer.Patience patience);
    }

    /** Watches one connection, from the first {@link Timer#awaits} until it is released. */
    public Watched watch(End end) {
        Watched one = new Watched(end);
        watched.add(one);
        return one;
    }

    /** Looks no more. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void look() {
        while (true) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            watched.stream().filter(w -> w.isLate(now)).forEach(Watched::end);
        }
    }

    /** One connection that is watched. */
    public final class Watched implements Timer, AutoCloseable {
        private final End end;
        private volatile Due due;

        private record Due(Timer.Patience patience, long nanos) {}

        private Watched(End end) {
            this.end = end;
            this.due = due(Timer.Patience.IDLE);
        }

        @Override
        public void awaits(Timer.Patience patience) {
            due = due(patience);
        }

        @Override
        public void close() {
            watched.remove(this);
        }

        private Due due(Timer.Patience patience) {
            return new Due(
                    patience, System.nanoTime() + durations.apply(patience).toNanos());
        }

        private boolean isLate(long now) {
            return now - due.nanos > 0;
        }

        private void end() {
            if (watched.remove(this)) {
                // Ending may block, and one slow client must not shield the others.
                Thread.ofVirtual().start(() -> end.late(due.patience));
            }
        }
    }
}
