// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.serve;

import dev.limpid.cli.http.Timer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends what takes too long: one thread looks after all connections. */
public final class Deadlines {
    private static final long LOOK_MILLIS = 100;

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    /** Begins to look. */
    public Deadlines() {
        Thread.ofVirtual().name("limpid-deadlines").start(this::look);
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
        private volatile Due due = new Due(
                Timer.Patience.IDLE,
                System.nanoTime() + Timer.Patience.IDLE.duration().toNanos());

        private record Due(Timer.Patience patience, long nanos) {}

        private Watched(End end) {
            this.end = end;
        }

        @Override
        public void awaits(Timer.Patience patience) {
            due = new Due(patience, System.nanoTime() + patience.duration().toNanos());
        }

        @Override
        public void close() {
            watched.remove(this);
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
