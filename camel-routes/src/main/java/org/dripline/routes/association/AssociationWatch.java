// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.dripline.routes.journal.Attributions;
import org.dripline.routes.journal.Attributions.Attribution;
import org.dripline.routes.journal.JournalUnavailable;
import org.dripline.routes.work.RepeatedWork;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees on the FHIR server that somebody was put into a bed or a device onto somebody, whoever said so: ADT, PCIM, or a
 * person at the bedside. What is parked for that bed or device gets its turn; what was charted for somebody else is
 * corrected.
 *
 * <p>It reads what changed lately again and again, with an overlap: the server's stamp of a change is set before its
 * commit, so a change may become visible behind one that was seen already.
 */
public final class AssociationWatch extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(AssociationWatch.class);
    private static final int PAGE = 500;

    private final Whose whose;
    private final Association association;
    private final Correction correction;
    private final Attributions attributions;
    private final Clock clock;
    private final Reach reach;
    private final Cache<String, Boolean> seen;

    /**
     * How often it looks, and how far back.
     *
     * @param every pause between two looks
     * @param overlap how far each look reaches back before the one before
     * @param first how far the very first look reaches back
     */
    public record Reach(Duration every, Duration overlap, Duration first) {}

    /**
     * @param repository the FHIR server
     * @param association whose a report is
     * @param attributions what was charted by bed or device
     * @param reach how often, and how far back
     * @param clock real time
     */
    public AssociationWatch(
            IRepository repository, Association association, Attributions attributions, Reach reach, Clock clock) {
        super("association-watch", reach.every(), reach.every());
        this.reach = reach;
        this.seen = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(reach.overlap().multipliedBy(3))
                .build();
        this.whose = new Whose(repository);
        this.association = association;
        this.correction = new Correction(repository, association, attributions);
        this.attributions = attributions;
        this.clock = clock;
    }

    /** One look. Exceptions of the FHIR client and of the journal pass through. */
    public void look() {
        changed(DeviceUseStatement.class, this::deviceChanged);
        changed(Encounter.class, this::visitChanged);
    }

    private <T extends DomainResource> void changed(Class<T> type, Consumer<T> act) {
        Instant now = clock.instant();
        Instant since = attributions
                .seenTo(type.getSimpleName())
                .orElse(now.minus(reach.first()))
                .minus(reach.overlap());
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("_lastUpdated", List.of(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(since))));
        parameters.put("_sort", List.of(new StringParam("_lastUpdated")));
        parameters.put("_count", List.of(new StringParam(String.valueOf(PAGE))));
        List<T> page = whose.search(type, parameters);
        for (T resource : page) {
            if (seen.getIfPresent(cause(resource)) == null) {
                act.accept(resource);
                seen.put(cause(resource), true);
            }
        }
        boolean more = page.size() == PAGE;
        attributions.seen(
                type.getSimpleName(),
                more ? page.get(PAGE - 1).getMeta().getLastUpdated().toInstant().plus(reach.overlap()) : now);
    }

    private void deviceChanged(DeviceUseStatement statement) {
        String device = statement.getDevice().getReferenceElement().getIdPart();
        if (device == null) {
            return;
        }
        association.forgetDevice(device);
        attributions.wakeDevice(device, clock.instant());
        String patient = statement.getSubject().getReferenceElement().getIdPart();
        Period period = statement.hasTimingPeriod() ? statement.getTimingPeriod() : new Period();
        correct(concerned(attributions.ofDevice(device), patient, List.of(period)), statement);
    }

    private void visitChanged(Encounter encounter) {
        Set<String> beds = whose.beds(encounter);
        if (beds.isEmpty()) {
            return;
        }
        attributions.wake(beds.stream().map(Association::bedKey).toList(), clock.instant());
        String patient = encounter.getSubject().getReferenceElement().getIdPart();
        List<Period> stays = encounter.getLocation().stream()
                .map(Encounter.EncounterLocationComponent::getPeriod)
                .toList();
        List<Attribution> messages = new ArrayList<>();
        beds.forEach(bed -> messages.addAll(concerned(attributions.ofBed(bed), patient, stays)));
        // A stay that was taken back leaves no trace of its bed in the visit.
        messages.addAll(attributions.byBedOf(patient == null ? "" : patient));
        correct(messages.stream().distinct().toList(), encounter);
    }

    private static List<Attribution> concerned(
            List<Attribution> messages, @Nullable String patient, List<Period> periods) {
        return messages.stream()
                .filter(message -> Objects.equals(message.patient(), patient)
                        || periods.stream().anyMatch(period -> meets(period, message)))
                .toList();
    }

    private static boolean meets(Period period, Attribution message) {
        return (!period.hasStart() || !message.last().isBefore(period.getStart().toInstant()))
                && (!period.hasEnd() || !message.first().isAfter(period.getEnd().toInstant()));
    }

    private void correct(List<Attribution> messages, DomainResource cause) {
        if (messages.isEmpty()) {
            return;
        }
        int corrected = correction.correct(messages, cause(cause), clock.instant());
        if (corrected > 0) {
            LOG.warn("association corrected cause={} messages={}", cause(cause), corrected);
        }
    }

    private static String cause(DomainResource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart() + "/_history/"
                + resource.getMeta().getVersionId();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected void round() {
        try {
            look();
        } catch (BaseServerResponseException | JournalUnavailable away) {
            // What it did not see, the next look sees.
            LOG.info("associations not looked at cause={}", away.getClass().getSimpleName());
        } catch (RuntimeException unexpected) {
            // The class only: a message may quote content.
            LOG.error(
                    "associations not looked at cause={} at={}",
                    unexpected.getClass().getName(),
                    unexpected.getStackTrace().length > 0 ? unexpected.getStackTrace()[0] : "?");
        }
    }
}
