// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import ca.uhn.fhir.repository.IRepository;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dripline.routes.RejectReason;
import org.dripline.routes.adt.PatientMap;
import org.dripline.routes.association.Association;
import org.dripline.routes.datatype.CodeMaps;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.pcd.PatientIdentity;
import org.dripline.routes.results.ResultRows;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.SegmentReader;

/**
 * The messages that come from people's systems and not from devices: ADT, SIU, orders and results.
 *
 * <p>What they become depends on what the server has, so whatever is pending must be written before {@link #become} is
 * asked, and what it gives before the next is. Safe for use by many threads.
 */
public final class EhrFeeds {

    private static final Set<String> TYPES = Set.of("ADT", "SIU", "RDE", "OMP", "ORM");

    private final SegmentReader reader;
    private final Association association;
    private final Map<String, String> identifierSystems;
    private final Function<String, ZoneId> zoneOfSource;
    private final CodeMaps codes = CodeMaps.load();
    private final Chart chart;
    private final AdtFeed admissions;
    private final ScheduleFeed schedules;
    private final OrderFeed orders;
    private final ResultFeed results;

    /**
     * @param repository the FHIR server
     * @param identifierSystems assigning authority (name or universal id) → identifier system
     * @param zoneOfSource time zone of a source's times that come without an offset
     * @param maxObservations OBX segments of a message at most
     */
    public EhrFeeds(
            IRepository repository,
            Association association,
            Map<String, String> identifierSystems,
            Function<String, ZoneId> zoneOfSource,
            int maxObservations) {
        this.reader = new SegmentReader(maxObservations);
        this.association = association;
        this.identifierSystems = Map.copyOf(identifierSystems);
        this.zoneOfSource = zoneOfSource;
        this.chart = new Chart(repository);
        this.admissions = new AdtFeed(chart, association);
        this.schedules = new ScheduleFeed(chart, association);
        this.orders = new OrderFeed(chart, association);
        this.results = new ResultFeed(chart, association);
    }

    /**
     * Whether a message is for here, by its first segment; an ORU that no device sends is one too.
     *
     * @param fromDevices whether its sender is one of those whose files say that they are devices
     */
    public static boolean takes(byte[] bytes, boolean fromDevices) {
        String type = MessageType.of(bytes);
        return TYPES.contains(type) || (!fromDevices && type.equals("ORU") && ResultRows.areIn(bytes));
    }

    /** Takes a message apart. */
    public SegmentReader.Outcome read(ClaimedEntry entry) {
        return reader.read(entry.bytes());
    }

    /** What a message would wait under for its patient; empty when it names nobody. */
    public Optional<String> key(EhrMessage message) {
        return association.key(identity(message));
    }

    /** Whether it waits with the others of its patient. An admission does not: it is what they wait for. */
    public boolean mayWait(EhrMessage message) {
        return !message.type().equals("ADT");
    }

    /** What a message becomes. Exceptions of the FHIR client pass through. */
    public EhrOutcome become(EhrMessage message, ClaimedEntry entry) {
        if (message.isTest()) {
            return new EhrOutcome.Useless(RejectReason.TEST_MESSAGE);
        }
        DataTypes types = new DataTypes(identifierSystems, codes, zoneOfSource.apply(entry.source()));
        return switch (message.type()) {
            case "ADT" -> admissions.become(message, entry, types);
            case "SIU" -> schedules.become(message, entry, types);
            case "RDE", "OMP", "ORM" -> orders.become(message, entry, types);
            case "ORU" -> results.become(message, entry, types);
            default -> new EhrOutcome.Useless(RejectReason.MESSAGE_TYPE_UNSUPPORTED);
        };
    }

    /** Drops what is remembered: the FHIR server refused something that was built on it. */
    public void forget() {
        chart.forget();
    }

    static PatientIdentity identity(EhrMessage message) {
        return PatientMap.identity(message.first("PID"), message.first("PV1"));
    }
}
