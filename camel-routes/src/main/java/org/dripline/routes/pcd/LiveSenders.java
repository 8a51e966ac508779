// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dripline.routes.vendor.Vendors;
import org.dripline.routes.vendor.WrongVendorFile;
import org.dripline.routes.work.RepeatedWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The senders in use. A site's own tables and vendors' files are read again when one of them changed: a mistake in one
 * leaves everything as it was and is told with its file and line, in the log and by {@code /actuator/vendors}. At the
 * start there is nothing to keep, so a mistake stops it.
 *
 * <p>Safe for use by many threads; a message is read with one state of the files from its beginning to its end.
 */
public final class LiveSenders extends RepeatedWork implements Supplier<Senders> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSenders.class);

    private final @Nullable Path tables;
    private final @Nullable Path vendors;
    private final Clock clock;
    private volatile State state;

    /**
     * @param tables folder with rows of the site's own; null for none
     * @param vendors folder with vendors' files of the site's own; null for none
     * @param lookEvery pause between two looks
     * @param clock real time
     */
    public LiveSenders(@Nullable Path tables, @Nullable Path vendors, Duration lookEvery, Clock clock) {
        super("vendor-files", lookEvery, lookEvery);
        this.tables = tables;
        this.vendors = vendors;
        this.clock = clock;
        this.state = new State(read(), fingerprint(), clock.instant(), null);
    }

    /**
     * @param files as they were when they were last looked at, used or not
     * @param since when those in use were read
     * @param problem why what is in the folders now is not in use; null when it is
     */
    private record State(
            Senders senders,
            List<String> files,
            Instant since,
            @Nullable String problem) {}

    @Override
    public Senders get() {
        return state.senders();
    }

    /** When those in use were read. */
    Instant since() {
        return state.since();
    }

    /** Why what is in the folders now is not in use: file, line and what to do; null when it is. */
    @Nullable String problem() {
        return state.problem();
    }

    /** Reads all of it again. What is wrong changes nothing but {@link #problem}. */
    synchronized void reload() {
        List<String> files = fingerprint();
        try {
            state = new State(read(), files, clock.instant(), null);
            LOG.info("vendors read count={}", state.senders().vendors().all().size());
        } catch (WrongVendorFile | IllegalStateException | UncheckedIOException wrong) {
            // These messages quote the files only, which hold nothing of a patient.
            state = new State(state.senders(), files, state.since(), String.valueOf(wrong.getMessage()));
            LOG.warn("vendors not read, the last good ones stay problem={}", wrong.getMessage());
        }
    }

    synchronized void lookForChanges() {
        if (!fingerprint().equals(state.files())) {
            reload();
        }
    }

    private Senders read() {
        Nomenclature nomenclature = tables == null ? Nomenclature.load() : Nomenclature.loadWith(tables);
        return Senders.of(nomenclature, vendors == null ? Vendors.shipped() : Vendors.with(vendors));
    }

    /** Name, size and time of each file; of a folder that cannot be read nothing, which is a change too. */
    private List<String> fingerprint() {
        List<String> files = new ArrayList<>();
        addFiles(tables, files);
        addFiles(vendors, files);
        return files;
    }

    private static void addFiles(@Nullable Path folder, List<String> files) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            files.add(folder + " unreadable");
        }
    }

    /** Only where there is a folder to look at. */
    @Override
    public synchronized void start() {
        if (tables != null || vendors != null) {
            super.start();
        }
    }

    @Override
    protected void round() {
        lookForChanges();
    }
}
