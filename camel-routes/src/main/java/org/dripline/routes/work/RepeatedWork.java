// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again, with a pause between, on a thread of its own from start to stop. The thread does
 * not keep the process alive.
 */
public abstract class RepeatedWork implements SmartLifecycle {

    private final String name;
    private final Duration first;
    private final Duration pause;
    private @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param first pause before the first round
     * @param pause between the end of a round and the next
     */
    protected RepeatedWork(String name, Duration first, Duration pause) {
        this.name = name;
        this.first = first;
        this.pause = pause;
    }

    /**
     * One round. An exception ends all of it, so a round handles its own.
     *
     * @throws InterruptedException when it is stopped meanwhile
     */
    protected abstract void round() throws InterruptedException;

    @Override
    public synchronized void start() {
        thread = new Thread(this::repeat, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void repeat() {
        try {
            TimeUnit.MILLISECONDS.sleep(first.toMillis());
            while (!Thread.currentThread().isInterrupted()) {
                round();
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
