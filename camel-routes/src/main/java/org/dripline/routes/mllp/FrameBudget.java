// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How many large frames may be in memory at once. A frame that outgrows {@link #SMALL} needs a place, good for a frame
 * of any size; when none is free its connection is not read from until its turn comes, first come first served. Who has
 * a place can always finish, so nobody waits for ever; small frames, which are what pumps and monitors send, need none.
 *
 * <p>Safe for use by many threads.
 */
public final class FrameBudget {

    /** Bytes of a frame that need no place: one read of a socket. */
    public static final int SMALL = 64 * 1024;

    private final int places;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int taken;

    /**
     * @param places how many frames of any size there may be
     * @param meters shows the places
     */
    public FrameBudget(int places, MeterRegistry meters) {
        this(places);
        Gauge.builder("dripline.routes.mllp.places", this, FrameBudget::taken)
                .description("Places of dripline.routes.mllp.max-in-flight that large frames have")
                .register(meters);
        Gauge.builder("dripline.routes.mllp.places.wanted", this, FrameBudget::waiting)
                .description("Connections that are not read from until a place is free")
                .register(meters);
    }

    /** @param places how many frames of any size there may be; shown nowhere */
    FrameBudget(int places) {
        this.places = places;
    }

    /** Places that frames have. */
    public synchronized int taken() {
        return taken;
    }

    /** Frames that wait for one. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /**
     * A place, at once or later.
     *
     * @param granted called when it has to be waited for, once, by the thread that gives one back
     */
    synchronized Place ask(Runnable granted) {
        Place place = new Place(granted);
        if (taken < places) {
            taken++;
            place.state = Place.State.HELD;
        } else {
            waiting.add(place);
        }
        return place;
    }

    private synchronized @Nullable Place next(Place givenBack) {
        Place.State before = givenBack.state;
        givenBack.state = Place.State.GONE;
        if (before == Place.State.WAITING) {
            waiting.remove(givenBack);
        }
        if (before != Place.State.HELD) {
            return null;
        }
        Place next = waiting.poll();
        if (next == null) {
            taken--;
            return null;
        }
        next.state = Place.State.HELD;
        return next;
    }

    private synchronized boolean isHeld(Place place) {
        return place.state == Place.State.HELD;
    }

    /** Room for one frame. */
    final class Place {

        private enum State {
            WAITING,
            HELD,
            GONE
        }

        private final Runnable granted;
        private State state = State.WAITING;

        private Place(Runnable granted) {
            this.granted = granted;
        }

        boolean isHeld() {
            return FrameBudget.this.isHeld(this);
        }

        /** Gives it back, or stops waiting for it; a second time does nothing. */
        void release() {
            Place next = next(this);
            if (next != null) {
                next.granted.run();
            }
        }
    }
}
