// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.session.PumpReport.Kind;
import org.dripline.session.PumpReport.State;
import org.dripline.session.RateSegment.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Turns pump reports into a time line. Reports are put in one order first, so neither the order they came in nor
 * repeats show. Rules:
 *
 * <ul>
 *   <li>An event says when the flow changed. A status only confirms it, or, when its event is late or lost, shows the
 *       change from its own time on.
 *   <li>Between two reports the flow in force is held if they are no further apart than the silence limit, or if the
 *       counter at both ends agrees with rate times time. Else nobody observed that time: a {@link MonitoringGap}.
 *   <li>A stopped pump stays stopped over a silence, unless its counter moved or a status then shows it running
 *       unannounced.
 *   <li>A status that does not say whether the pump delivers neither changes the flow nor breaks a silence.
 *   <li>Keep-vein-open ends the infusion: its trickle is counted apart.
 *   <li>After the last report the flow is held until {@code now} within the silence limit, though never beyond the
 *       volume to be infused or the ordered dose.
 * </ul>
 */
final class FlowTimeline implements Delivery {

    /** All reports of one instant, in order, and what the counter showed at it. */
    private record Moment(
            Instant at, List<PumpReport> reports, @Nullable Volume counter) {

        /** What the pump is still set to give. */
        @Nullable Volume remaining() {
            Volume remaining = null;
            for (PumpReport report : reports) {
                Volume said = FlowTimeline.remaining(report);
                remaining = said == null ? remaining : said;
            }
            return remaining;
        }
    }

    /** The flow in force. A null rate: it runs, and nobody said how fast. */
    private record InForce(Flow flow, @Nullable FlowRate rate, String openedBy) {}

    /** A stretch between two neighbouring moments, with the flow that was in force over it. */
    private record Piece(Stretch stretch, Flow flow) {
        DeliveredTotal total() {
            if (stretch instanceof RateSegment segment) {
                return segment.total();
            }
            return ((MonitoringGap) stretch).total();
        }

        /**
         * The part of it between two moments. A gap lies between two neighbouring ones, so it is in or out as a whole.
         */
        DeliveredTotal within(Instant from, Instant to) {
            Instant begin = stretch.from().isBefore(from) ? from : stretch.from();
            Instant finish = stretch.to().isAfter(to) ? to : stretch.to();
            if (!begin.isBefore(finish)) {
                return DeliveredTotal.NONE;
            }
            return stretch instanceof RateSegment segment
                    ? segment.totalOver(Duration.between(begin, finish))
                    : total();
        }
    }

    /** A stop that was followed by another start. */
    private record Interruption(Instant from, Instant to) {}

    private final InfusionSession session;
    private final Instant now;
    private final DeliveredTotal byOthers;
    private final boolean handedOver;
    private final List<PumpReport> reports;
    private final List<Moment> moments;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Interruption> interruptions = new ArrayList<>();

    private @Nullable Concentration concentration;
    private @Nullable InForce inForce;
    private @Nullable Moment last;
    private @Nullable Instant start;
    private @Nullable Instant stoppedAt;
    private boolean startSeen;
    private boolean completed;
    private int unannounced;

    FlowTimeline(InfusionSession session, Instant now) {
        this(session, now, DeliveredTotal.NONE, false);
    }

    /**
     * @param byOthers what other pumps have given of the order
     * @param handedOver whether another pump has taken over: a stop with nothing after it is then the end
     */
    FlowTimeline(InfusionSession session, Instant now, DeliveredTotal byOthers, boolean handedOver) {
        this.session = session;
        this.now = now;
        this.byOthers = byOthers;
        this.handedOver = handedOver;
        this.reports = inOrder(session.reports(), now);
        this.concentration = firstConcentration();
        this.moments = moments(reports.stream().filter(FlowTimeline::tells).toList());
        for (int i = 0; i < moments.size(); i++) {
            add(moments.get(i), i + 1 < moments.size() ? moments.get(i + 1) : null);
        }
        holdUntilNow();
    }

    /** Usable reports up to an instant in their one order, each content once. */
    private static List<PumpReport> inOrder(List<PumpReport> reports, Instant now) {
        List<PumpReport> usable = new ArrayList<>(reports.size());
        for (PumpReport report : reports) {
            if (report.quality() != Quality.UNUSABLE && !report.at().isAfter(now)) {
                usable.add(report);
            }
        }
        usable.sort(Comparator.comparing(PumpReport::at));
        List<PumpReport> once = new ArrayList<>(usable.size());
        for (int from = 0; from < usable.size(); ) {
            int to = togetherFrom(usable, from);
            once.addAll(to - from == 1 ? List.of(usable.get(from)) : distinct(usable.subList(from, to)));
            from = to;
        }
        return once;
    }

    /** Where the reports of one instant end. */
    private static int togetherFrom(List<PumpReport> reports, int from) {
        int to = from + 1;
        while (to < reports.size()
                && reports.get(to).at().equals(reports.get(from).at())) {
            to++;
        }
        return to;
    }

    private static List<PumpReport> distinct(List<PumpReport> together) {
        Map<PumpReport, PumpReport> once = new HashMap<>();
        for (PumpReport report : together) {
            once.merge(report.withSource(""), report, FlowTimeline::smallerSource);
        }
        return once.values().stream().sorted(PumpReport.IN_ORDER).toList();
    }

    private static PumpReport smallerSource(PumpReport one, PumpReport other) {
        return one.source().compareTo(other.source()) <= 0 ? one : other;
    }

    private @Nullable Concentration firstConcentration() {
        for (PumpReport report : reports) {
            if (report.concentration() != null) {
                return report.concentration();
            }
        }
        InfusionOrder order = session.order();
        return order == null ? null : order.concentration();
    }

    private static List<Moment> moments(List<PumpReport> reports) {
        List<Moment> moments = new ArrayList<>(reports.size());
        for (int from = 0; from < reports.size(); ) {
            int to = togetherFrom(reports, from);
            List<PumpReport> together = List.copyOf(reports.subList(from, to));
            Volume counter = null;
            for (PumpReport report : together) {
                counter = report.delivered() == null ? counter : report.delivered();
            }
            moments.add(new Moment(reports.get(from).at(), together, counter));
            from = to;
        }
        return moments;
    }

    private static @Nullable Volume remaining(PumpReport report) {
        if (report.remaining() != null) {
            return report.remaining();
        }
        Volume toBeInfused = report.toBeInfused();
        Volume delivered = report.delivered();
        return toBeInfused == null || delivered == null ? null : toBeInfused.minus(delivered);
    }

    /**
     * Whether a report says if the pump delivers. One that does not (a word we do not know, a pump between two states)
     * must not keep the flow in force alive: a paused pump that says so in its own words would look as if it ran.
     */
    private static boolean tells(PumpReport report) {
        return report.kind() != Kind.STATUS
                || report.state() != State.TRANSITIONING
                        && (report.state() != State.UNKNOWN || report.currentRate() != null);
    }

    private void add(Moment moment, @Nullable Moment after) {
        Moment before = last;
        InForce flow = inForce;
        if (before != null && flow != null) {
            append(new Piece(between(before, moment, flow), flow.flow()));
        }
        boolean event = moment.reports().stream().anyMatch(report -> report.kind() != Kind.STATUS);
        for (PumpReport report : settled(moment, after)) {
            concentration = report.concentration() == null ? concentration : report.concentration();
            if (!event || report.kind() != Kind.STATUS) {
                enter(after(report), report);
            }
        }
        last = moment;
    }

    /**
     * The reports of one instant in the order they happened. Devices stamp to the second, so a stop and a start may
     * share an instant, and their order is lost:
     *
     * <ul>
     *   <li>A pump seen running that is started at another rate had its rate changed: stop, then start.
     *   <li>A pump seen standing can only have been started first: start, then stop.
     *   <li>Else the next status decides, when it is near enough to speak of this moment. Without one, a running pump
     *       goes on and any other stands: it takes the least for granted.
     * </ul>
     *
     * <p>A start of keep-vein-open follows the stop or completion of its instant in any case.
     */
    private List<PumpReport> settled(Moment moment, @Nullable Moment after) {
        List<PumpReport> starts =
                moment.reports().stream().filter(FlowTimeline::startsInfusion).toList();
        boolean stops = moment.reports().stream()
                .anyMatch(report -> report.kind() == Kind.STOP || report.kind() == Kind.COMPLETE);
        if (starts.isEmpty() || !stops || startedLast(moment, after, starts)) {
            return moment.reports();
        }
        List<PumpReport> ordered = new ArrayList<>(starts);
        moment.reports().stream()
                .filter(report -> !startsInfusion(report))
                .forEach(report -> ordered.add(report.kind() == Kind.STATUS ? 0 : ordered.size(), report));
        return ordered;
    }

    private boolean startedLast(Moment moment, @Nullable Moment after, List<PumpReport> starts) {
        InForce before = inForce;
        boolean seen = last != null && near(last.at(), moment.at());
        boolean ran = before != null && before.flow() == Flow.RUNNING;
        if (seen && before != null && !ran) {
            return false;
        }
        if (seen && before != null && starts.stream().anyMatch(start -> changesRate(start, before))) {
            return true;
        }
        if (after != null && near(moment.at(), after.at())) {
            PumpReport next = after.reports().get(0);
            if (next.kind() == Kind.STATUS) {
                return showsRunning(next);
            }
        }
        return ran;
    }

    private boolean changesRate(PumpReport start, InForce before) {
        FlowRate next = startRate(start);
        FlowRate held = before.rate();
        return next != null && held != null && !repeats(next, held);
    }

    private static boolean startsInfusion(PumpReport report) {
        return report.kind() == Kind.START && report.state() != State.KEEP_VEIN_OPEN;
    }

    private boolean near(Instant one, Instant later) {
        return Duration.between(one, later).compareTo(limits().pumpSilence().value()) <= 0;
    }

    /** Neighbours with the same flow become one segment; rate times time is exact, so nothing is lost by it. */
    private void append(Piece piece) {
        int top = pieces.size() - 1;
        if (top >= 0
                && piece.stretch() instanceof RateSegment next
                && pieces.get(top).stretch() instanceof RateSegment before
                && before.flow() == next.flow()
                && before.rate().equals(next.rate())
                && Objects.equals(before.concentration(), next.concentration())) {
            RateSegment both = new RateSegment(
                    before.from(),
                    next.to(),
                    before.flow(),
                    before.rate(),
                    before.concentration(),
                    null,
                    before.openedBy(),
                    next.closedBy());
            pieces.set(top, new Piece(both, piece.flow()));
            return;
        }
        pieces.add(piece);
    }

    private Stretch between(Moment from, Moment to, InForce flow) {
        FlowRate rate = flow.rate();
        boolean silent = Duration.between(from.at(), to.at())
                        .compareTo(limits().pumpSilence().value())
                > 0;
        if (rate != null && !silent) {
            return segment(from.at(), to.at(), flow.flow(), rate, flow.openedBy(), source(to));
        }
        Volume counted = counted(from, to);
        if (rate != null && heldOver(from, to, flow, rate, counted)) {
            return segment(from.at(), to.at(), flow.flow(), rate, flow.openedBy(), source(to));
        }
        return new MonitoringGap(from.at(), to.at(), counted, concentration, source(from), source(to));
    }

    private boolean heldOver(Moment from, Moment to, InForce flow, FlowRate rate, @Nullable Volume counted) {
        if (flow.flow() == Flow.KEEP_VEIN_OPEN) {
            return true;
        }
        if (counted != null) {
            return agree(counted, rate.over(Duration.between(from.at(), to.at())));
        }
        return flow.flow() == Flow.STOPPED && !runsUnannounced(to);
    }

    private static boolean runsUnannounced(Moment moment) {
        return moment.reports().stream().noneMatch(report -> report.kind() == Kind.START)
                && moment.reports().stream().anyMatch(FlowTimeline::showsRunning);
    }

    private static boolean showsRunning(PumpReport report) {
        if (report.kind() != Kind.STATUS) {
            return report.kind() == Kind.START;
        }
        return report.state() == State.RUNNING
                || (report.state() == State.UNKNOWN
                        && report.currentRate() != null
                        && !report.currentRate().isZero());
    }

    /** What the counter moved between two moments; null when an end has none or it was reset between them. */
    private @Nullable Volume counted(Moment from, Moment to) {
        Volume before = from.counter();
        Volume after = to.counter();
        if (before == null || after == null || wasReset(before, after)) {
            return null;
        }
        return after.minus(before);
    }

    private boolean wasReset(Volume before, Volume after) {
        return before.minus(after).compareTo(limits().counterStep().value()) > 0;
    }

    private boolean agree(Volume counted, Volume workedOut) {
        Volume apart = counted.difference(workedOut);
        if (apart.compareTo(limits().counterStep().value()) <= 0) {
            return true;
        }
        BigDecimal share = limits().counterShare().value();
        return apart.compareTo(limits().counterVolume().value()) <= 0
                && apart.millilitres()
                                .multiply(BigDecimal.valueOf(100))
                                .compareTo(share.multiply(counted.millilitres()))
                        <= 0;
    }

    /** The flow a report puts in force, or null when it says nothing new about it. */
    private @Nullable InForce after(PumpReport report) {
        return switch (report.kind()) {
            case START ->
                report.state() == State.KEEP_VEIN_OPEN
                        ? keepVeinOpen(report)
                        : new InForce(Flow.RUNNING, startRate(report), report.source());
            case STOP -> stopped(report);
            case COMPLETE -> report.state() == State.KEEP_VEIN_OPEN ? keepVeinOpen(report) : stopped(report);
            case STATUS -> afterStatus(report);
        };
    }

    private static InForce stopped(PumpReport report) {
        return new InForce(Flow.STOPPED, FlowRate.ZERO, report.source());
    }

    private static InForce keepVeinOpen(PumpReport report) {
        FlowRate rate = report.currentRate();
        return new InForce(Flow.KEEP_VEIN_OPEN, rate == null ? FlowRate.ZERO : rate, report.source());
    }

    private static @Nullable FlowRate startRate(PumpReport report) {
        FlowRate current = report.currentRate();
        return current == null || current.isZero() ? report.programmedRate() : current;
    }

    private @Nullable InForce afterStatus(PumpReport report) {
        FlowRate current = report.currentRate();
        return switch (report.state()) {
            case NOT_RUNNING -> stopped(report);
            case KEEP_VEIN_OPEN -> keepVeinOpen(report);
            case TRANSITIONING -> null;
            case RUNNING -> current != null && current.isZero() ? stopped(report) : running(report);
            case UNKNOWN -> current == null ? null : current.isZero() ? stopped(report) : running(report);
        };
    }

    /** A running status: the rate in force when it repeats that or names none, else its own. */
    private InForce running(PumpReport report) {
        FlowRate said = report.currentRate() == null ? report.programmedRate() : report.currentRate();
        InForce before = inForce;
        if (before != null && before.flow() == Flow.RUNNING) {
            FlowRate held = before.rate();
            if (said == null || (held != null && repeats(said, held))) {
                return before;
            }
        }
        return new InForce(Flow.RUNNING, said, report.source());
    }

    private boolean repeats(FlowRate said, FlowRate held) {
        return said.millilitresPerHour()
                        .subtract(held.millilitresPerHour())
                        .abs()
                        .compareTo(limits().rateStep().value().millilitresPerHour())
                <= 0;
    }

    private void enter(@Nullable InForce next, PumpReport report) {
        InForce before = inForce;
        if (report.kind() == Kind.COMPLETE) {
            completed = true;
        }
        if (next == null) {
            return;
        }
        boolean wasRunning = before != null && before.flow() == Flow.RUNNING;
        if (next.flow() == Flow.RUNNING) {
            completed = false;
            if (start == null) {
                start = report.at();
                startSeen = report.kind() == Kind.START || before != null;
            }
            if (!wasRunning && stoppedAt != null) {
                if (report.at().isAfter(stoppedAt)) {
                    interruptions.add(new Interruption(stoppedAt, report.at()));
                }
                stoppedAt = null;
            }
        } else if (wasRunning) {
            stoppedAt = stopOf(report.at());
        }
        if (before != null && before.flow() == next.flow() && Objects.equals(before.rate(), next.rate())) {
            return;
        }
        if (before != null && report.kind() == Kind.STATUS) {
            unannounced++;
        }
        inForce = next;
    }

    /** When a stop began: one that was left for no time at all goes on. */
    private Instant stopOf(Instant at) {
        int top = interruptions.size() - 1;
        if (top >= 0 && interruptions.get(top).to().equals(at)) {
            return interruptions.remove(top).from();
        }
        return at;
    }

    private void holdUntilNow() {
        Moment from = last;
        InForce flow = inForce;
        if (from == null || flow == null || !fresh() || over() || !now.isAfter(from.at())) {
            return;
        }
        FlowRate rate = flow.rate();
        if (rate == null) {
            return;
        }
        Instant until = now;
        if (flow.flow() == Flow.RUNNING && !rate.isZero()) {
            Volume left = left(from);
            if (left != null && left.compareTo(rate.over(Duration.between(from.at(), now))) < 0) {
                until = from.at().plus(rate.timeFor(left));
            }
        }
        append(new Piece(segment(from.at(), until, flow.flow(), rate, flow.openedBy(), source(from)), flow.flow()));
    }

    /** What may still flow without a further report: the pump's remaining volume, and what is left of the order. */
    private @Nullable Volume left(Moment from) {
        Volume left = from.remaining();
        InfusionOrder order = session.order();
        Dose ordered = order == null ? null : order.dose();
        if (ordered == null || concentration == null) {
            return left;
        }
        Volume ofOrder = ordered.minus(delivered().plus(byOthers).dose()).in(concentration);
        return left == null || ofOrder.compareTo(left) < 0 ? ofOrder : left;
    }

    private RateSegment segment(Instant from, Instant to, Flow flow, FlowRate rate, String openedBy, String closedBy) {
        return new RateSegment(from, to, flow, rate, concentration, null, openedBy, closedBy);
    }

    private static String source(Moment moment) {
        return moment.reports().get(moment.reports().size() - 1).source();
    }

    private SessionLimits limits() {
        return session.limits();
    }

    private boolean closed() {
        return session.closedAt() != null && !session.closedAt().isAfter(now);
    }

    /** Whether the infusion is over: stopped for good, or down to keep-vein-open. */
    private boolean over() {
        return inForce != null && inForce.flow() == Flow.STOPPED && (completed || closed() || handedOver);
    }

    /** When it stopped last, if it has not run since; null while it runs. */
    @Nullable Instant stoppedAt() {
        return stoppedAt;
    }

    boolean fresh() {
        return last != null
                && !now.isAfter(last.at().plus(limits().pumpSilence().value()));
    }

    // What the time line says, read by SessionFigures.

    @Override
    public @Nullable Instant start() {
        return start;
    }

    @Override
    public @Nullable Instant end() {
        boolean trickles = inForce != null && inForce.flow() == Flow.KEEP_VEIN_OPEN;
        return over() || trickles ? stoppedAt : null;
    }

    @Override
    public @Nullable Instant lastReport() {
        return last == null ? null : last.at();
    }

    @Override
    public @Nullable Instant unclearReport() {
        if (reports.isEmpty()) {
            return null;
        }
        Instant newest = reports.get(reports.size() - 1).at();
        return last == null || newest.isAfter(last.at()) ? newest : null;
    }

    @Override
    public @Nullable Concentration concentration() {
        return concentration;
    }

    @Override
    public int unannounced() {
        return unannounced;
    }

    @Override
    public List<PumpReport> reports() {
        return reports;
    }

    @Override
    public PumpState state() {
        InForce flow = inForce;
        if (flow == null) {
            return PumpState.UNKNOWN;
        }
        if (start != null && (over() || (end() != null && !fresh()))) {
            return PumpState.ENDED;
        }
        if (!fresh()) {
            return PumpState.UNKNOWN;
        }
        return switch (flow.flow()) {
            case RUNNING -> PumpState.RUNNING;
            case KEEP_VEIN_OPEN -> PumpState.KEEP_VEIN_OPEN;
            case STOPPED -> start == null ? PumpState.NOT_STARTED : PumpState.PAUSED;
        };
    }

    @Override
    public @Nullable FlowRate rateNow() {
        return switch (state()) {
            case RUNNING, KEEP_VEIN_OPEN -> inForce == null ? null : inForce.rate();
            case NOT_STARTED, PAUSED, ENDED, UNKNOWN -> null;
        };
    }

    @Override
    public @Nullable Instant asOf() {
        if (last == null) {
            return null;
        }
        return fresh() ? now : last.at();
    }

    @Override
    public DeliveredTotal delivered() {
        return sum(false);
    }

    /** What it had given by an instant; a gap counts when it is over. */
    DeliveredTotal deliveredUntil(Instant until) {
        DeliveredTotal sum = DeliveredTotal.NONE;
        for (Piece piece : pieces) {
            boolean over = !piece.stretch().to().isAfter(until);
            if (piece.flow() != Flow.KEEP_VEIN_OPEN && (over || piece.stretch() instanceof RateSegment)) {
                sum = sum.plus(over ? piece.total() : piece.within(Instant.MIN, until));
            }
        }
        return sum;
    }

    @Override
    public DeliveredTotal keepVeinOpen() {
        return sum(true);
    }

    @Override
    public DeliveredTotal seenRunning() {
        DeliveredTotal sum = DeliveredTotal.NONE;
        for (Piece piece : pieces) {
            if (piece.stretch() instanceof RateSegment segment && segment.flow() == Flow.RUNNING) {
                sum = sum.plus(segment.total());
            }
        }
        return sum;
    }

    private DeliveredTotal sum(boolean trickle) {
        DeliveredTotal sum = DeliveredTotal.NONE;
        for (Piece piece : pieces) {
            if ((piece.flow() == Flow.KEEP_VEIN_OPEN) == trickle) {
                sum = sum.plus(piece.total());
            }
        }
        return sum;
    }

    @Override
    public boolean atLeast() {
        boolean gap =
                pieces.stream().anyMatch(piece -> piece.stretch() instanceof MonitoringGap unseen && unseen.unknown());
        boolean silentNow = start != null && end() == null && !fresh();
        boolean rateUnknown = inForce != null && inForce.rate() == null;
        return gap || silentNow || rateUnknown || (start != null && !startSeen);
    }

    @Override
    public Duration time(Kindred kindred) {
        Duration sum = Duration.ZERO;
        Instant end = end();
        for (Piece piece : pieces) {
            boolean inside = start != null
                    && !piece.stretch().from().isBefore(start)
                    && (end == null || piece.stretch().from().isBefore(end));
            if (inside && kindred(piece.stretch(), piece.flow()) == kindred) {
                sum = sum.plus(piece.stretch().length());
            }
        }
        return sum;
    }

    private static Kindred kindred(Stretch stretch, Flow flow) {
        if (stretch instanceof MonitoringGap) {
            return Kindred.UNOBSERVED;
        }
        return flow == Flow.RUNNING ? Kindred.INFUSING : Kindred.PAUSED;
    }

    @Override
    public Duration elapsed() {
        Instant until = end() == null ? asOf() : end();
        return start == null || until == null ? Duration.ZERO : Duration.between(start, until);
    }

    @Override
    public List<Pause> pauses() {
        List<Pause> pauses = new ArrayList<>();
        for (Interruption interruption : interruptions) {
            Instant to = interruption.to();
            pauses.add(new Pause(interruption.from(), to, to, reasonWithin(interruption.from(), to)));
        }
        Instant until = asOf();
        if (stoppedAt != null && end() == null && until != null) {
            pauses.add(new Pause(stoppedAt, null, until, reasonWithin(stoppedAt, Instant.MAX)));
        }
        return pauses;
    }

    /** The first report not before an instant. */
    private int firstAt(Instant from) {
        int low = 0;
        int high = reports.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reports.get(middle).at().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The alarms reported in a stop, in the order they came up, else the first reason. */
    @Nullable String reasonWithin(Instant from, Instant to) {
        Set<String> alarms = new LinkedHashSet<>();
        String reason = null;
        for (int i = firstAt(from); i < reports.size() && reports.get(i).at().isBefore(to); i++) {
            PumpReport report = reports.get(i);
            alarms.addAll(report.alarms());
            reason = reason == null ? report.reason() : reason;
        }
        return alarms.isEmpty() ? reason : String.join(", ", alarms);
    }

    @Override
    public List<PumpAlarm> alarms() {
        Map<String, Integer> standing = new LinkedHashMap<>();
        List<PumpAlarm> alarms = new ArrayList<>();
        for (PumpReport report : reports) {
            for (String name : report.alarms()) {
                if (!standing.containsKey(name)) {
                    standing.put(name, alarms.size());
                    alarms.add(new PumpAlarm(report.at(), name, true, report.source()));
                }
            }
            if (report.alarms().isEmpty() && showsRunning(report)) {
                standing.values().forEach(index -> {
                    PumpAlarm alarm = alarms.get(index);
                    alarms.set(index, new PumpAlarm(alarm.from(), alarm.name(), false, alarm.source()));
                });
                standing.clear();
            }
        }
        return alarms;
    }

    @Override
    public List<Stretch> timeline() {
        return pieces.stream().map(piece -> withReason(piece.stretch())).toList();
    }

    private Stretch withReason(Stretch stretch) {
        if (!(stretch instanceof RateSegment segment) || segment.flow() != Flow.STOPPED) {
            return stretch;
        }
        return new RateSegment(
                segment.from(),
                segment.to(),
                segment.flow(),
                segment.rate(),
                segment.concentration(),
                reasonWithin(segment.from(), segment.to()),
                segment.openedBy(),
                segment.closedBy());
    }

    @Override
    public List<DosePoint> cumulative() {
        if (start == null || concentration == null) {
            return List.of();
        }
        List<DosePoint> points = new ArrayList<>();
        points.add(new DosePoint(start, new Dose(BigDecimal.ZERO), true));
        DeliveredTotal sum = DeliveredTotal.NONE;
        for (Piece piece : pieces) {
            Stretch stretch = piece.stretch();
            if (stretch.to().isAfter(start) && piece.flow() != Flow.KEEP_VEIN_OPEN) {
                sum = sum.plus(piece.total());
                points.add(new DosePoint(stretch.to(), sum.dose(), stretch instanceof RateSegment));
            }
        }
        return points;
    }

    @Override
    public @Nullable Reconciliation reconciliation() {
        List<Moment> counters =
                moments.stream().filter(moment -> moment.counter() != null).toList();
        int base = 0;
        for (int i = 0; i < counters.size(); i++) {
            if (start != null && !counters.get(i).at().isAfter(start)) {
                base = i;
            }
        }
        if (start == null || counters.size() - base < 2) {
            return null;
        }
        Volume counted = Volume.ZERO;
        for (int i = base + 1; i < counters.size(); i++) {
            Volume before = Objects.requireNonNull(counters.get(i - 1).counter());
            Volume after = Objects.requireNonNull(counters.get(i).counter());
            counted = counted.plus(wasReset(before, after) ? after : after.minus(before));
        }
        Instant from = counters.get(base).at();
        Instant to = counters.get(counters.size() - 1).at();
        DeliveredTotal sum = DeliveredTotal.NONE;
        for (Piece piece : pieces) {
            sum = sum.plus(piece.within(from, to));
        }
        return new Reconciliation(counted, sum.volume(), to, !agree(counted, sum.volume()));
    }
}
