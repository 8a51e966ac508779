// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.session.RateSegment.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A session in which one pump was exchanged for another, or two gave the drug at once: a {@link FlowTimeline} for each,
 * and their sum. The drug runs while any of them runs; it is paused while none does. A pump that stands still when
 * another has started after it has handed over, and its stop is no pause that waits for it.
 */
final class SeveralPumps implements Delivery {

    /** Said of a pause between two pumps when nobody gave another reason. */
    static final String EXCHANGED = "pump exchanged";

    private record Span(Instant from, Instant to) {}

    private final List<FlowTimeline> lines;
    private final List<Span> running;
    private final List<Span> observedOrRunning;

    private SeveralPumps(List<FlowTimeline> lines) {
        this.lines = List.copyOf(lines);
        List<Span> runs = new ArrayList<>();
        List<Span> gaps = new ArrayList<>();
        for (Stretch stretch : stretches()) {
            Span span = new Span(stretch.from(), stretch.to());
            if (stretch instanceof MonitoringGap) {
                gaps.add(span);
            } else if (stretch instanceof RateSegment segment && segment.flow() == Flow.RUNNING) {
                runs.add(span);
            }
        }
        this.running = union(runs);
        List<Span> both = new ArrayList<>(runs);
        both.addAll(gaps);
        this.observedOrRunning = union(both);
    }

    /** Reports that name no pump go with the one that reported first. */
    static SeveralPumps of(InfusionSession session, Instant now) {
        Map<String, List<PumpReport>> byPump = byPump(session.reports());
        List<FlowTimeline> first = byPump.values().stream()
                .map(reports -> new FlowTimeline(session.withReports(reports), now))
                .toList();
        List<FlowTimeline> lines = new ArrayList<>();
        DeliveredTotal given = DeliveredTotal.NONE;
        int index = 0;
        for (List<PumpReport> reports : byPump.values()) {
            Instant stopped = first.get(index).stoppedAt();
            int self = index;
            boolean handedOver = stopped != null
                    && first.stream().anyMatch(other -> other != first.get(self) && startedFrom(other, stopped));
            FlowTimeline line = new FlowTimeline(session.withReports(reports), now, given, handedOver);
            lines.add(line);
            given = given.plus(line.delivered());
            index++;
        }
        return new SeveralPumps(lines);
    }

    private static boolean startedFrom(FlowTimeline line, Instant stopped) {
        Instant start = line.start();
        return start != null && !start.isBefore(stopped);
    }

    private static Map<String, List<PumpReport>> byPump(List<PumpReport> reports) {
        Comparator<PumpReport> byTime = Comparator.comparing(PumpReport::at).thenComparing(PumpReport::pump);
        String firstPump = reports.stream()
                .filter(report -> !report.pump().isEmpty())
                .min(byTime)
                .map(PumpReport::pump)
                .orElse("");
        Map<String, Instant> began = new TreeMap<>();
        Map<String, List<PumpReport>> byName = new TreeMap<>();
        for (PumpReport report : reports) {
            String pump = report.pump().isEmpty() ? firstPump : report.pump();
            byName.computeIfAbsent(pump, name -> new ArrayList<>()).add(report);
            began.merge(pump, report.at(), (one, other) -> one.isBefore(other) ? one : other);
        }
        Map<String, List<PumpReport>> ordered =
                new TreeMap<>(Comparator.<String, Instant>comparing(pump -> Objects.requireNonNull(began.get(pump)))
                        .thenComparing(pump -> pump));
        ordered.putAll(byName);
        return ordered;
    }

    private List<Stretch> stretches() {
        return lines.stream().flatMap(line -> line.timeline().stream()).toList();
    }

    private static List<Span> union(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparing(Span::from).thenComparing(Span::to));
        List<Span> union = new ArrayList<>();
        for (Span span : sorted) {
            int top = union.size() - 1;
            if (top >= 0 && !span.from().isAfter(union.get(top).to())) {
                Span before = union.get(top);
                union.set(top, new Span(before.from(), later(before.to(), span.to())));
            } else {
                union.add(span);
            }
        }
        return union;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The pump that runs, else the one that started last. */
    private FlowTimeline current() {
        return lines.stream()
                .filter(line -> line.state() == PumpState.RUNNING)
                .findFirst()
                .or(() -> lines.stream()
                        .filter(line -> line.start() != null)
                        .max(Comparator.comparing(line -> Objects.requireNonNull(line.start()))))
                .orElse(lines.get(0));
    }

    private <T extends Comparable<T>> @Nullable T latest(Function<FlowTimeline, @Nullable T> part) {
        T latest = null;
        for (FlowTimeline line : lines) {
            T value = part.apply(line);
            latest = latest == null || (value != null && value.compareTo(latest) > 0) ? value : latest;
        }
        return latest;
    }

    @Override
    public @Nullable Instant start() {
        return lines.stream()
                .map(FlowTimeline::start)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public @Nullable Instant end() {
        boolean open = lines.stream().anyMatch(line -> line.start() != null && line.end() == null);
        return open ? null : latest(FlowTimeline::end);
    }

    @Override
    public @Nullable Instant lastReport() {
        return latest(FlowTimeline::lastReport);
    }

    @Override
    public @Nullable Instant unclearReport() {
        return current().unclearReport();
    }

    @Override
    public @Nullable Concentration concentration() {
        return current().concentration();
    }

    @Override
    public int unannounced() {
        return lines.stream().mapToInt(FlowTimeline::unannounced).sum();
    }

    @Override
    public List<PumpReport> reports() {
        return lines.stream()
                .flatMap(line -> line.reports().stream())
                .sorted(Comparator.comparing(PumpReport::at).thenComparing(PumpReport::pump))
                .toList();
    }

    @Override
    public PumpState state() {
        return current().state();
    }

    @Override
    public @Nullable FlowRate rateNow() {
        if (state() != PumpState.RUNNING) {
            return current().rateNow();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (FlowTimeline line : lines) {
            FlowRate rate = line.state() == PumpState.RUNNING ? line.rateNow() : null;
            sum = rate == null ? sum : sum.add(rate.millilitresPerHour());
        }
        return new FlowRate(sum);
    }

    @Override
    public @Nullable Instant asOf() {
        return latest(FlowTimeline::asOf);
    }

    @Override
    public DeliveredTotal delivered() {
        return sum(FlowTimeline::delivered);
    }

    @Override
    public DeliveredTotal keepVeinOpen() {
        return sum(FlowTimeline::keepVeinOpen);
    }

    @Override
    public DeliveredTotal seenRunning() {
        return sum(FlowTimeline::seenRunning);
    }

    private DeliveredTotal sum(Function<FlowTimeline, DeliveredTotal> part) {
        return lines.stream().map(part).reduce(DeliveredTotal.NONE, DeliveredTotal::plus);
    }

    @Override
    public boolean atLeast() {
        return lines.stream().anyMatch(FlowTimeline::atLeast);
    }

    @Override
    public Duration time(Kindred kindred) {
        return switch (kindred) {
            case INFUSING -> length(running);
            case UNOBSERVED -> length(observedOrRunning).minus(length(running));
            case PAUSED -> {
                Duration paused = elapsed().minus(length(observedOrRunning));
                yield paused.isNegative() ? Duration.ZERO : paused;
            }
        };
    }

    private static Duration length(List<Span> spans) {
        return spans.stream()
                .map(span -> Duration.between(span.from(), span.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Duration elapsed() {
        Instant start = start();
        Instant until = end() == null ? asOf() : end();
        return start == null || until == null ? Duration.ZERO : Duration.between(start, until);
    }

    @Override
    public List<Pause> pauses() {
        List<Pause> pauses = new ArrayList<>();
        for (int i = 0; i + 1 < observedOrRunning.size(); i++) {
            Instant from = observedOrRunning.get(i).to();
            Instant to = observedOrRunning.get(i + 1).from();
            String said = reasonWithin(from, to);
            pauses.add(new Pause(from, to, to, said == null && changesPump(from, to) ? EXCHANGED : said));
        }
        Instant until = asOf();
        if (!observedOrRunning.isEmpty() && end() == null && until != null && state() == PumpState.PAUSED) {
            Instant from = observedOrRunning.get(observedOrRunning.size() - 1).to();
            pauses.add(new Pause(from, null, until, reasonWithin(from, Instant.MAX)));
        }
        return pauses;
    }

    private boolean changesPump(Instant from, Instant to) {
        return lines.stream().anyMatch(line -> to.equals(line.start()))
                && lines.stream().anyMatch(line -> from.equals(line.end()));
    }

    private @Nullable String reasonWithin(Instant from, Instant to) {
        return lines.stream()
                .map(line -> line.reasonWithin(from, to))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<PumpAlarm> alarms() {
        return lines.stream()
                .flatMap(line -> line.alarms().stream())
                .sorted(Comparator.comparing(PumpAlarm::from).thenComparing(PumpAlarm::source))
                .toList();
    }

    /** What ran, trickled or was not observed, of every pump, and stops only where no other pump was busy. */
    @Override
    public List<Stretch> timeline() {
        List<Stretch> timeline = new ArrayList<>();
        List<Span> busy = new ArrayList<>();
        for (Stretch stretch : stretches()) {
            if (!(stretch instanceof RateSegment segment) || segment.flow() != Flow.STOPPED) {
                timeline.add(stretch);
                busy.add(new Span(stretch.from(), stretch.to()));
            }
        }
        List<Span> taken = union(busy);
        for (Stretch stretch : stretches()) {
            if (stretch instanceof RateSegment segment && segment.flow() == Flow.STOPPED) {
                for (Span free : without(new Span(segment.from(), segment.to()), taken)) {
                    timeline.add(part(segment, free));
                    taken = union(with(taken, free));
                }
            }
        }
        timeline.sort(Comparator.comparing(Stretch::from).thenComparing(Stretch::to));
        return timeline;
    }

    private static List<Span> with(List<Span> spans, Span more) {
        List<Span> all = new ArrayList<>(spans);
        all.add(more);
        return all;
    }

    private static List<Span> without(Span span, List<Span> taken) {
        List<Span> free = new ArrayList<>();
        Instant from = span.from();
        for (Span other : taken) {
            if (other.to().isAfter(from) && other.from().isBefore(span.to())) {
                if (other.from().isAfter(from)) {
                    free.add(new Span(from, other.from()));
                }
                from = later(from, other.to());
            }
        }
        if (from.isBefore(span.to())) {
            free.add(new Span(from, span.to()));
        }
        return free;
    }

    private static RateSegment part(RateSegment segment, Span span) {
        return new RateSegment(
                span.from(),
                span.to(),
                segment.flow(),
                segment.rate(),
                segment.concentration(),
                segment.reason(),
                segment.openedBy(),
                segment.closedBy());
    }

    @Override
    public List<DosePoint> cumulative() {
        Instant start = start();
        if (start == null || lines.stream().anyMatch(line -> line.start() != null && line.concentration() == null)) {
            return List.of();
        }
        TreeSet<Instant> corners = new TreeSet<>();
        TreeSet<Instant> unseen = new TreeSet<>();
        for (Stretch stretch : stretches()) {
            corners.add(later(stretch.from(), start));
            corners.add(later(stretch.to(), start));
            if (stretch instanceof MonitoringGap) {
                unseen.add(stretch.to());
            }
        }
        corners.add(start);
        List<DosePoint> points = new ArrayList<>();
        for (Instant corner : corners) {
            DeliveredTotal given = sum(line -> line.deliveredUntil(corner));
            points.add(new DosePoint(corner, new Dose(given.dose().milligrams()), !unseen.contains(corner)));
        }
        return points;
    }

    @Override
    public @Nullable Reconciliation reconciliation() {
        List<Reconciliation> each = lines.stream()
                .map(FlowTimeline::reconciliation)
                .filter(Objects::nonNull)
                .toList();
        if (each.isEmpty()) {
            return null;
        }
        Volume counted = each.stream().map(Reconciliation::counted).reduce(Volume.ZERO, Volume::plus);
        Volume workedOut = each.stream().map(Reconciliation::workedOut).reduce(Volume.ZERO, Volume::plus);
        Instant asOf =
                each.stream().map(Reconciliation::asOf).max(Instant::compareTo).orElseThrow();
        return new Reconciliation(counted, workedOut, asOf, each.stream().anyMatch(Reconciliation::differs));
    }

    /** Whether two of them ran at the same time. */
    boolean ranTogether() {
        return length(running)
                        .compareTo(lines.stream()
                                .map(line -> line.time(Kindred.INFUSING))
                                .reduce(Duration.ZERO, Duration::plus))
                < 0;
    }

    /** How many pumps gave something. */
    int pumps() {
        return (int) lines.stream().filter(line -> line.start() != null).count();
    }
}
