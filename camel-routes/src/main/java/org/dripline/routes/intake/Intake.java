// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.dripline.routes.LogText;
import org.dripline.routes.MessageText;
import org.dripline.routes.RejectReason;
import org.dripline.routes.journal.Journal;
import org.dripline.routes.journal.JournalUnavailable;
import org.dripline.routes.journal.NewEntry;
import org.dripline.routes.mllp.Arrival;
import org.dripline.routes.vendor.Quirk;
import org.dripline.routes.vendor.Sender;
import org.dripline.routes.vendor.Vendor;
import org.dripline.routes.vendor.Vendors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One arrival in, one acknowledgement out, and in between the journal's commit: no sender hears of success before its
 * bytes have survived.
 *
 * <p>Safe for use by many threads.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Journal journal;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Clock clinicalClock;
    private final Supplier<Vendors> vendors;

    /**
     * @param journal where everything received goes
     * @param meters counts arrivals by outcome
     * @param clock real time, never the demo's
     * @param clinicalClock what devices' times are compared with
     * @param vendors whose MSH is not what it should be; asked anew for each message
     */
    public Intake(Journal journal, MeterRegistry meters, Clock clock, Clock clinicalClock, Supplier<Vendors> vendors) {
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
        this.clinicalClock = clinicalClock;
        this.vendors = vendors;
    }

    /** The answer, whatever happens: a sender that gets none hangs. */
    Acknowledgement receive(Arrival arrival, String remote) {
        try {
            return keep(arrival, remote);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unforeseen) {
            LOG.error(
                    "not kept bytes={} reason={} cause={} at={}",
                    arrival.bytes().length,
                    RejectReason.INTAKE_FAILED,
                    unforeseen.getClass().getName(),
                    unforeseen.getStackTrace().length > 0 ? unforeseen.getStackTrace()[0] : "?");
            return arrival.kind() == Arrival.Kind.OUTSIDE
                    ? Acknowledgement.silence()
                    : answer(arrival, MessageHeader.read(arrival.bytes()), RejectReason.INTAKE_FAILED);
        }
    }

    private Acknowledgement keep(Arrival arrival, String remote) {
        long began = System.nanoTime();
        String segment = MessageText.firstSegment(arrival.bytes());
        Vendor vendor = vendors.get().of(Sender.read(segment));
        Optional<MessageHeader> header = MessageHeader.read(vendor.header(segment));
        RejectReason refused = refusal(arrival, header);
        NewEntry entry = new NewEntry(
                clock.instant(),
                clinicalClock.instant(),
                header.map(MessageHeader::source).orElse("unnamed"),
                remote,
                header.map(MessageHeader::controlId).orElse(""),
                header.map(MessageHeader::messageType).orElse(""),
                arrival.bytes(),
                refused,
                !vendor.has(Quirk.CONTROL_ID_IS_CONSTANT));
        RejectReason answered = refused;
        try {
            Journal.Kept kept = journal.append(entry);
            LOG.info(
                    "kept entry={} control={} sender={} type={} bytes={} state={} reason={} micros={}",
                    kept.entry(),
                    LogText.of(entry.controlId()),
                    LogText.of(entry.source()),
                    LogText.of(entry.messageType()),
                    arrival.bytes().length,
                    kept.state(),
                    refused == null ? "-" : refused,
                    (System.nanoTime() - began) / 1_000);
        } catch (JournalUnavailable unavailable) {
            answered = RejectReason.JOURNAL_UNAVAILABLE;
            LOG.error(
                    "not kept control={} sender={} reason={} cause={}",
                    LogText.of(entry.controlId()),
                    LogText.of(entry.source()),
                    answered,
                    unavailable.cause());
        }
        IntakeMeters.arrived(meters, answered);
        if (arrival.kind() == Arrival.Kind.OUTSIDE) {
            return Acknowledgement.silence();
        }
        return answer(arrival, header, answered);
    }

    private Acknowledgement answer(Arrival arrival, Optional<MessageHeader> header, @Nullable RejectReason answered) {
        Acknowledgement acknowledgement = Acknowledgement.to(
                arrival.bytes(),
                header,
                answered,
                clock.instant(),
                UUID.randomUUID().toString().substring(0, 20));
        return arrival.kind() == Arrival.Kind.HUNG ? acknowledgement.thenClose() : acknowledgement;
    }

    private static @Nullable RejectReason refusal(Arrival arrival, Optional<MessageHeader> header) {
        if (arrival.reason().isPresent()) {
            return arrival.reason().get();
        }
        if (header.isEmpty()) {
            return RejectReason.HEADER_UNREADABLE;
        }
        return header.get().controlId().isBlank() ? RejectReason.CONTROL_ID_MISSING : null;
    }
}
