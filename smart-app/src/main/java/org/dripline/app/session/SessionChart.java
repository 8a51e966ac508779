// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dripline.app.session.SessionCourse.DosePoint;
import org.dripline.app.session.SessionCourse.Pause;
import org.dripline.app.session.SessionCourse.Pressure;
import org.dripline.app.session.SessionCourse.RateStep;
import org.dripline.app.session.SessionCourse.Reading;
import org.dripline.app.session.SessionCourse.Trace;

/**
 * Draws a session as one SVG: pump rate, cumulative dose, pressure, heart rate, saturation and respiration over one
 * time axis. A pure function of its input, for screen and print alike: plain presentation attributes carry the drawing,
 * and the page's style sheet may restyle it by class. Nothing is coloured by its value: the chart shows, it does not
 * judge. What was not seen stays empty and is marked "no data"; it is never joined by a line.
 */
final class SessionChart {

    /** A drawing size; text keeps its size, so a narrow screen gets fewer marks instead of smaller ones. */
    enum Size {
        WIDE(1060, 74, 52, 70),
        MEDIUM(700, 66, 46, 64),
        NARROW(344, 30, 40, 62);

        final int width;
        final int gutterLeft;
        final int gutterRight;
        final int tickSpacing;

        Size(int width, int gutterLeft, int gutterRight, int tickSpacing) {
            this.width = width;
            this.gutterLeft = gutterLeft;
            this.gutterRight = gutterRight;
            this.tickSpacing = tickSpacing;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A pause shorter than this is only drawn: its name would be far wider than its mark, and hide longer ones. */
    private static final Duration SHORTEST_NAMED = Duration.ofSeconds(10);

    private static final Duration LONGEST_BEFORE = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int TOP = 24;
    private static final int AXIS = 34;
    private static final String INK = "#1b2733";
    private static final String QUIET = "#52606d";
    private static final String HAIR = "#dfe4e9";
    private static final BigDecimal DEFAULT_RATE_SPAN = new BigDecimal("60");
    private static final BigDecimal DEFAULT_DOSE_SPAN = new BigDecimal("40");

    private final SessionCourse course;
    private final Instant now;
    private final ZoneId zone;
    private final Size size;
    private final TimeAxis axis;
    private final StringBuilder svg = new StringBuilder(16_384);
    private double y = TOP;

    private SessionChart(SessionCourse course, Instant now, ZoneId zone, Size size) {
        this.course = course;
        this.now = now;
        this.zone = zone;
        this.size = size;
        this.axis = axis(course, now, size);
    }

    /**
     * The drawing.
     *
     * @param course what happened
     * @param now where the present is marked; nothing is drawn after it
     * @param zone for the clock times on the axis
     */
    static String svg(SessionCourse course, Instant now, ZoneId zone, Size size) {
        return new SessionChart(course, now, zone, size).draw();
    }

    /**
     * From the first reading, or ten minutes before the start, to the planned end or a little after the present. One
     * reading with a wrong date must not squeeze the session to a line: a vital sign from long before is only in the
     * table.
     */
    static TimeAxis axis(SessionCourse course, Instant now, Size size) {
        Instant first = now.minus(Duration.ofMinutes(10));
        if (course.started() != null) {
            first = earlier(first, course.started().minus(Duration.ofMinutes(2)));
        }
        for (Trace trace : course.traces()) {
            first = trace.readings().isEmpty()
                    ? first
                    : earlier(first, trace.readings().get(0).at());
        }
        if (!course.pressures().isEmpty()) {
            first = earlier(first, course.pressures().get(0).at());
        }
        Instant begin = course.started() == null || course.started().isAfter(now) ? now : course.started();
        Instant earliest = begin.minus(LONGEST_BEFORE);
        if (Duration.between(earliest, now).compareTo(LONGEST) > 0) {
            earliest = now.minus(LONGEST);
        }
        first = first.isBefore(earliest) ? earliest : first;
        Duration behind = Duration.between(first, now);
        Instant last = now.plus(behind.dividedBy(40));
        if (course.plannedEnd() != null && course.plannedEnd().isAfter(last)) {
            last = earlier(course.plannedEnd(), now.plus(LONGEST));
        }
        return new TimeAxis(first, last, size.gutterLeft, size.width - (double) size.gutterRight);
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private String draw() {
        boolean narrow = size == Size.NARROW;
        int label = narrow ? 20 : 0;
        double top = y;

        rateLane(label, narrow ? 44 : 46);
        doseLane(label, narrow ? 88 : 92);
        pressureLane(label, narrow ? 92 : 96);
        for (Trace trace : course.traces()) {
            traceLane(trace, label, trace.sign() == SessionCourse.Sign.RESPIRATION ? 34 : 48);
        }
        String lanes = svg.toString();
        svg.setLength(0);

        double bottom = y - 10;
        double height = bottom + AXIS;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-%s\" viewBox=\"0 0 %d %.0f\" role=\"img\""
                        + " aria-labelledby=\"chart-%s-title chart-%s-desc\" font-size=\"12\" fill=\"%s\">",
                size.id(),
                size.width,
                height,
                size.id(),
                size.id(),
                INK));
        svg.append("<title id=\"chart-").append(size.id()).append("-title\">Session over time</title>");
        svg.append("<desc id=\"chart-").append(size.id()).append("-desc\">");
        svg.append(escape(description())).append("</desc>");
        svg.append("<defs><pattern id=\"hatch-").append(size.id());
        svg.append("\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">");
        svg.append("<rect class=\"hatch-ground\" width=\"6\" height=\"6\" fill=\"#eef1f4\"/>");
        svg.append(
                "<line class=\"hatch-line\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#cfd6dd\" stroke-width=\"2\"/>");
        svg.append("</pattern></defs>");
        ahead(top, bottom);
        pauseBands(top, bottom);
        timeMarks(top, bottom);
        svg.append(lanes);
        pauseLabels();
        nowLine(top, bottom);
        return svg.append("</svg>").toString();
    }

    /** What the drawing shows, for those who hear it; the figures are in the table. */
    private String description() {
        StringBuilder text = new StringBuilder("Pump rate, cumulative ketamine dose, blood pressure, heart rate, oxygen"
                + " saturation and respiratory rate from ");
        text.append(SessionText.minutes(axis.from(), zone)).append(" to ").append(SessionText.minutes(now, zone));
        text.append('.');
        for (Pause pause : course.pauses()) {
            text.append(' ').append(pauseText(pause)).append(" at ");
            text.append(SessionText.minutes(pause.from(), zone)).append('.');
        }
        return text.append(" The table of readings below holds the same values.")
                .toString();
    }

    private void rateLane(int label, int height) {
        Scale scale = Scale.upTo(
                course.rates().stream()
                        .map(RateStep::mlPerHour)
                        .flatMap(Stream::ofNullable)
                        .reduce(DEFAULT_RATE_SPAN, BigDecimal::max)
                        .doubleValue(),
                2);
        Lane lane = lane("rate", "Pump", "mL/h", scale, label, height);
        for (RateStep step : course.rates()) {
            BigDecimal rate = step.mlPerHour();
            double x1 = axis.x(step.from());
            double x2 = axis.x(step.to());
            if (rate == null) {
                gap(lane, x1, x2);
                continue;
            }
            double top = lane.y(rate);
            rectangle("rate-area", x1, top, x2 - x1, lane.bottom - top, "fill=\"#8fa3b5\" fill-opacity=\"0.35\"");
            line("rate-line", x1, top, x2, top, "stroke=\"#4a6076\" stroke-width=\"1.75\"");
        }
        for (int i = 1; i < course.rates().size(); i++) {
            RateStep before = course.rates().get(i - 1);
            RateStep after = course.rates().get(i);
            if (before.to().equals(after.from()) && before.mlPerHour() != null && after.mlPerHour() != null) {
                double x = axis.x(after.from());
                line(
                        "rate-line",
                        x,
                        lane.y(before.mlPerHour()),
                        x,
                        lane.y(after.mlPerHour()),
                        "stroke=\"#4a6076\" stroke-width=\"1.75\"");
            }
        }
    }

    private void doseLane(int label, int height) {
        BigDecimal most = course.doses().stream()
                .flatMap(List::stream)
                .map(DosePoint::mg)
                .reduce(course.orderedMg() == null ? DEFAULT_DOSE_SPAN : course.orderedMg(), BigDecimal::max);
        Scale scale = Scale.upTo(most.doubleValue(), 2);
        Lane lane = lane("dose", "Dose", "mg", scale, label, height);
        BigDecimal weight = course.weightKg();
        if (weight != null && weight.signum() > 0) {
            Scale byWeight = Scale.upTo(most.doubleValue() / weight.doubleValue(), 2);
            double x = axis.right() + 5;
            for (double tick : byWeight.ticks()) {
                double at = lane.bottom - tick * weight.doubleValue() / scale.high() * lane.height;
                if (tick > 0 && at >= lane.top - 1) {
                    text("tick", x, at + 4, "start", Scale.number(tick), 11, QUIET, false);
                }
            }
            text("tick", x, lane.bottom + 4, "start", "mg/kg", 11, QUIET, false);
        }
        BigDecimal ordered = course.orderedMg();
        if (ordered != null) {
            double at = lane.y(ordered);
            line(
                    "dose-ordered",
                    axis.left(),
                    at,
                    axis.right(),
                    at,
                    "stroke=\"#2f5fa8\" stroke-width=\"1\" stroke-dasharray=\"5 4\"");
            String words = "ordered " + SessionText.number(ordered) + " mg";
            text("lane-note", axis.left() + 6, at - 4, "start", words, 11, QUIET, false);
        }
        for (List<DosePoint> known : course.doses()) {
            if (known.isEmpty()) {
                continue;
            }
            String points = path(known, DosePoint::at, point -> lane.y(point.mg()));
            double x1 = axis.x(known.get(0).at());
            double x2 = axis.x(known.get(known.size() - 1).at());
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"dose-area\" d=\"%sL%.1f %.1fL%.1f %.1fZ\" fill=\"#2f5fa8\" fill-opacity=\"0.12\"/>",
                    points,
                    x2,
                    lane.bottom,
                    x1,
                    lane.bottom));
            svg.append("<path class=\"dose-line\" d=\"").append(points);
            svg.append("\" fill=\"none\" stroke=\"#2f5fa8\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>");
        }
        for (int i = 1; i < course.doses().size(); i++) {
            List<DosePoint> before = course.doses().get(i - 1);
            List<DosePoint> after = course.doses().get(i);
            if (!before.isEmpty() && !after.isEmpty()) {
                gap(
                        lane,
                        axis.x(before.get(before.size() - 1).at()),
                        axis.x(after.get(0).at()));
            }
        }
        if (!course.doses().isEmpty() && !course.rates().isEmpty()) {
            List<DosePoint> last = course.doses().get(course.doses().size() - 1);
            RateStep end = course.rates().get(course.rates().size() - 1);
            if (!last.isEmpty() && end.mlPerHour() == null) {
                gap(lane, axis.x(last.get(last.size() - 1).at()), axis.x(end.to()));
            }
        }
    }

    private void pressureLane(int label, int height) {
        double low = 40;
        double high = 160;
        List<Pressure> pressures = course.pressures().stream()
                .filter(pressure -> !pressure.at().isBefore(axis.from()))
                .toList();
        for (Pressure pressure : pressures) {
            for (BigDecimal side : sides(pressure)) {
                low = Math.min(low, Math.floor(side.doubleValue() / 20) * 20);
                high = Math.max(high, Math.ceil(side.doubleValue() / 20) * 20);
            }
        }
        Lane lane = lane("bp", "BP", "mmHg", new Scale(low, high, 40), label, height);
        if (size == Size.WIDE && pressures.stream().anyMatch(pressure -> pressure.mean() != null)) {
            text("lane-unit", 0, lane.top + 39, "start", "● mean", 11, QUIET, false);
        }
        for (Pressure pressure : pressures) {
            double x = axis.x(pressure.at());
            String stroke = "stroke=\"#3d4b59\" stroke-width=\"1.75\"";
            if (pressure.systolic() != null && pressure.diastolic() != null) {
                line("bp-mark", x, lane.y(pressure.systolic()), x, lane.y(pressure.diastolic()), stroke);
            }
            for (BigDecimal side : sides(pressure)) {
                line("bp-mark", x - 5, lane.y(side), x + 5, lane.y(side), stroke);
            }
            if (pressure.mean() != null) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle class=\"bp-mean\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#3d4b59\"/>",
                        x,
                        lane.y(pressure.mean())));
            }
        }
    }

    private static List<BigDecimal> sides(Pressure pressure) {
        return Stream.of(pressure.systolic(), pressure.diastolic())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private void traceLane(Trace trace, int label, int height) {
        SessionCourse.Sign sign = trace.sign();
        double low = sign.low;
        double high = sign.high;
        List<Reading> readings = trace.readings().stream()
                .filter(reading -> !reading.at().isBefore(axis.from()))
                .toList();
        for (Reading reading : readings) {
            double value = reading.value().doubleValue();
            low = Math.min(low, Math.floor(value / sign.step) * sign.step);
            high = Math.max(high, Math.ceil(value / sign.step) * sign.step);
        }
        Lane lane = lane(
                sign.name().toLowerCase(Locale.ROOT),
                sign.label,
                sign.unit,
                new Scale(low, high, sign.step),
                label,
                height);
        String colour = switch (sign) {
            case HEART_RATE -> "#8a3f6b";
            case SATURATION -> "#0b7285";
            case RESPIRATION -> "#66632a";
        };
        int from = 0;
        for (int i = 1; i <= readings.size(); i++) {
            Instant last = readings.get(i - 1).at();
            Instant next = i < readings.size() ? readings.get(i).at() : now;
            Optional<Instant> absent = trace.absentBetween(last, next);
            boolean apart = absent.isPresent() || Duration.between(last, next).compareTo(trace.gapAfter()) > 0;
            if (i < readings.size() && !apart) {
                continue;
            }
            joined(lane, readings.subList(from, i), colour);
            from = i;
            if (apart) {
                double begin = absent.map(axis::x).orElse(axis.x(last) + 2);
                gap(lane, begin, axis.x(next) - (i < readings.size() ? 2 : 0));
            }
        }
    }

    private void joined(Lane lane, List<Reading> readings, String colour) {
        if (readings.size() == 1) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"trace-%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"/>",
                    lane.id,
                    axis.x(readings.get(0).at()),
                    lane.y(readings.get(0).value()),
                    colour));
            return;
        }
        svg.append("<path class=\"trace-").append(lane.id).append("\" d=\"");
        svg.append(path(readings, Reading::at, reading -> lane.y(reading.value())));
        svg.append("\" fill=\"none\" stroke=\"").append(colour);
        svg.append("\" stroke-width=\"1.75\" stroke-linejoin=\"round\"/>");
    }

    private <T> String path(List<T> points, Function<T, Instant> at, Function<T, Double> height) {
        StringBuilder path = new StringBuilder(points.size() * 13);
        for (T point : points) {
            path.append(path.isEmpty() ? 'M' : 'L');
            path.append(String.format(Locale.ROOT, "%.1f %.1f", axis.x(at.apply(point)), height.apply(point)));
        }
        return path.toString();
    }

    /** A stretch nobody saw: hatched, named where there is room, and no line through it. */
    private void gap(Lane lane, double from, double to) {
        if (to - from < 1) {
            return;
        }
        rectangle("gap", from, lane.top, to - from, lane.height, "fill=\"#f3f5f7\"");
        line(
                "gap-line",
                from,
                lane.bottom,
                to,
                lane.bottom,
                "stroke=\"#9aa5b1\" stroke-width=\"1\" stroke-dasharray=\"1 3\"");
        if (to - from > 48) {
            text("gap-text", (from + to) / 2, lane.top + lane.height / 2 + 4, "middle", "no data", 11, QUIET, false);
        }
    }

    private void ahead(double top, double bottom) {
        double x = axis.x(now);
        rectangle("ahead", x, top - 6, axis.right() - x, bottom - top + 6, "fill=\"#f7f9fa\"");
    }

    private void pauseBands(double top, double bottom) {
        for (Pause pause : course.pauses()) {
            double x = axis.x(pause.from());
            double width = Math.max(1.5, axis.x(pause.to()) - x);
            rectangle("pause", x, top - 6, width, bottom - top + 6, "fill=\"url(#hatch-" + size.id() + ")\"");
        }
    }

    private void pauseLabels() {
        double free = axis.left();
        double nowFrom = Math.min(axis.x(now) - 36, axis.right() - 72);
        for (Pause pause : course.pauses()) {
            if (!pause.open() && Duration.between(pause.from(), pause.to()).compareTo(SHORTEST_NAMED) < 0) {
                continue;
            }
            String words = pause.open() ? openPauseText(pause) : pauseText(pause);
            double room = words.length() * 6.7;
            double x = Math.max(free, (axis.x(pause.from()) + axis.x(pause.to())) / 2 - room / 2);
            if (x + room > nowFrom && nowFrom - room - 4 >= free) {
                x = nowFrom - room - 4;
            } else if (x + room > nowFrom) {
                words = "Paused";
                room = words.length() * 6.6;
                x = Math.max(free, Math.min(x, nowFrom - room - 6));
            }
            if (x + room > nowFrom) {
                continue;
            }
            text("pause-text", x, TOP - 10, "start", words, 11, INK, true);
            free = x + room + 12;
        }
    }

    /**
     * A pause that lasts is named by its begin: the drawing is not made anew each second, so a length would be late.
     */
    private String openPauseText(Pause pause) {
        String words = "Paused since " + SessionText.minutes(pause.from(), zone);
        return pause.reason() == null ? words : words + ", " + pause.reason();
    }

    /** A pause in words, {@code Paused 3 min, occlusion}. */
    static String pauseText(Pause pause) {
        String words = "Paused " + SessionText.age(Duration.between(pause.from(), pause.to()));
        return pause.reason() == null ? words : words + ", " + pause.reason();
    }

    private void timeMarks(double top, double bottom) {
        for (Instant tick : axis.ticks(zone, size.tickSpacing)) {
            double x = axis.x(tick);
            line("grid", x, top - 6, x, bottom, "stroke=\"" + HAIR + "\" stroke-width=\"1\"");
            if (x < size.gutterLeft - 2.0 || x > axis.right() + 2) {
                continue;
            }
            text("time", x, bottom + 15, "middle", SessionText.minutes(tick, zone), 12, INK, false);
        }
        Instant started = course.started();
        if (started == null) {
            return;
        }
        double x = axis.x(started);
        line("start", x, top - 6, x, bottom + 3, "stroke=\"#52606d\" stroke-width=\"1\" stroke-dasharray=\"2 3\"");
        String words = size == Size.NARROW ? "start" : "start " + SessionText.minutes(started, zone);
        text("start-text", x, bottom + 29, "middle", words, 11, QUIET, false);
    }

    private void nowLine(double top, double bottom) {
        double x = axis.x(now);
        line("now", x, top - 6, x, bottom, "stroke=\"" + INK + "\" stroke-width=\"1.25\"");
        double centre = Math.min(x, size.width - 37.0);
        rectangle("now-tag", centre - 36, 1, 72, 17, "rx=\"3\" fill=\"" + INK + "\"");
        String words = "now " + SessionText.minutes(now, zone);
        text("now-text", centre, 13.5, "middle", words, 11.5, "#ffffff", true);
    }

    private Lane lane(String id, String name, String unit, Scale scale, int label, int height) {
        y += label;
        Lane lane = new Lane(id, y, height, scale);
        if (label > 0) {
            text("lane-name", 0, y - 9, "start", name + " " + unit, 12, INK, true);
        } else {
            text("lane-name", 0, y + 11, "start", name, 13, INK, true);
            text("lane-unit", 0, y + 25, "start", unit, 11, QUIET, false);
        }
        for (double tick : scale.ticks()) {
            double at = lane.y(tick);
            line("grid", axis.left(), at, axis.right(), at, "stroke=\"" + HAIR + "\" stroke-width=\"1\"");
            text("tick", axis.left() - 6, at + 4, "end", Scale.number(tick), 11, QUIET, false);
        }
        y += height + 18;
        return lane;
    }

    private void rectangle(String style, double x, double top, double width, double height, String attributes) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>",
                style,
                x,
                top,
                Math.max(0, width),
                Math.max(0, height),
                attributes));
    }

    private void line(String style, double x1, double y1, double x2, double y2, String attributes) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>",
                style,
                x1,
                y1,
                x2,
                y2,
                attributes));
    }

    private void text(
            String style,
            double x,
            double y,
            String anchor,
            String words,
            double points,
            String colour,
            boolean strong) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>",
                style,
                x,
                y,
                anchor,
                Scale.number(points),
                colour,
                strong ? " font-weight=\"600\"" : "",
                escape(words)));
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** One lane: a scale laid over a band of the drawing. */
    private static final class Lane {
        final String id;
        final double top;
        final double height;
        final double bottom;
        final Scale scale;

        Lane(String id, double top, double height, Scale scale) {
            this.id = id;
            this.top = top;
            this.height = height;
            this.bottom = top + height;
            this.scale = scale;
        }

        double y(BigDecimal value) {
            return y(value.doubleValue());
        }

        double y(double value) {
            return bottom - (value - scale.low()) / (scale.high() - scale.low()) * height;
        }
    }

    /** A linear scale with round marks. */
    record Scale(double low, double high, double step) {

        /** From zero to a little above {@code most}, with about {@code marks} marks above zero. */
        static Scale upTo(double most, int marks) {
            double rough = most / marks;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power;
            for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
                if (factor * power <= rough * 1.0001) {
                    step = factor * power;
                }
            }
            return new Scale(0, most * 1.12, step);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int i = (int) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }

        static String number(double value) {
            return SessionText.number(BigDecimal.valueOf(Math.round(value * 1000), 3));
        }
    }
}
