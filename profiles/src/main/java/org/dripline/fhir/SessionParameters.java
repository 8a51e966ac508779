// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dripline.dosing.Rounding;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.session.Episode;
import org.dripline.session.MonitoringGap;
import org.dripline.session.Pause;
import org.dripline.session.RateSegment;
import org.dripline.session.SessionSummary;
import org.dripline.session.Stretch;
import org.dripline.session.Treatment;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** A session's summary as Parameters. Source: OperationDefinition session-summary. */
public final class SessionParameters {

    private final FigureParameters answer;

    /** @param mostSources how many records of a figure are named */
    public SessionParameters(int mostSources) {
        this.answer = new FigureParameters(mostSources);
    }

    /**
     * The whole answer, or some of its figures.
     *
     * @param wanted codes of the only figures asked for; empty for all of them and everything else
     */
    public Parameters of(
            String encounter, String protocol, SessionSummary summary, List<Issue> leftOut, Set<String> wanted) {
        answer.with("encounter", new Reference(encounter))
                .with("at", summary.now())
                .with("state", new CodeType(code(summary.pumpState())));
        if (!protocol.isEmpty()) {
            answer.with("protocol", protocol);
        }
        answer.figures(summary.figures().stream()
                .filter(figure -> wanted.isEmpty() || wanted.contains(figure.code()))
                .toList());
        if (!wanted.isEmpty()) {
            return answer.parameters();
        }
        answer.findings(summary.findings());
        summary.timeline().forEach(this::stretch);
        summary.pauses().forEach(this::pause);
        summary.episodes().forEach(this::episode);
        summary.treatments().forEach(this::treatment);
        answer.leftOut(leftOut);
        return answer.parameters();
    }

    private void stretch(Stretch stretch) {
        if (stretch instanceof RateSegment segment) {
            ParametersParameterComponent part = answer.part("segment");
            FigureParameters.span(part, segment.from(), segment.to());
            part.addPart().setName("flow").setValue(new CodeType(code(segment.flow())));
            quantity(part, "rate", Rounding.FLOW_RATE, segment.rate().millilitresPerHour(), Ucum.MILLILITRE_PER_HOUR);
            quantity(part, "volume", Rounding.VOLUME, segment.volume().millilitres(), Ucum.MILLILITRE);
            if (segment.concentration() != null) {
                quantity(part, "dose", Rounding.DOSE_PER_WEIGHT, segment.dose().milligrams(), Ucum.MILLIGRAM);
            }
            if (segment.reason() != null) {
                part.addPart().setName("reason").setValue(new StringType(segment.reason()));
            }
            part.addPart().setName("source").setValue(new Reference(segment.openedBy()));
            return;
        }
        MonitoringGap gap = (MonitoringGap) stretch;
        ParametersParameterComponent part = answer.part("gap");
        FigureParameters.span(part, gap.from(), gap.to());
        if (gap.fromCounter() != null) {
            quantity(part, "volume", Rounding.VOLUME, gap.fromCounter().millilitres(), Ucum.MILLILITRE);
        }
        part.addPart().setName("source").setValue(new Reference(gap.lastSource()));
    }

    private void pause(Pause pause) {
        ParametersParameterComponent part = answer.part("pause");
        FigureParameters.span(part, pause.from(), pause.to());
        if (pause.reason() != null) {
            part.addPart().setName("reason").setValue(new StringType(pause.reason()));
        }
    }

    private void episode(Episode episode) {
        ParametersParameterComponent part = answer.part("episode");
        part.addPart().setName("sign").setValue(new CodeType(code(episode.sign())));
        part.addPart().setName("level").setValue(new CodeType(code(episode.level())));
        FigureParameters.span(part, episode.from(), episode.until());
        part.addPart().setName("reached").setValue(FigureParameters.time(episode.reachedAt()));
        part.addPart().setName("reading").setValue(new StringType(episode.reading()));
        part.addPart().setName("limit").setValue(new CodeType(episode.limit().code()));
        part.addPart()
                .setName("source")
                .setValue(new Reference(episode.sources().get(0)));
    }

    private void treatment(Treatment treatment) {
        ParametersParameterComponent part = answer.part("medicine");
        part.addPart()
                .setName("name")
                .setValue(new StringType(treatment.medicine().name()));
        part.addPart()
                .setName("at")
                .setValue(FigureParameters.time(treatment.medicine().at()));
        if (treatment.trigger() != null) {
            part.addPart().setName("trigger").setValue(FigureParameters.time(treatment.trigger()));
        }
        part.addPart()
                .setName("source")
                .setValue(new Reference(treatment.medicine().source()));
    }

    private static void quantity(
            ParametersParameterComponent part, String name, Rounding rounding, BigDecimal value, String unit) {
        part.addPart()
                .setName(name)
                .setValue(new Quantity()
                        .setValue(rounding.of(value))
                        .setUnit(unit)
                        .setSystem(Codes.Systems.UCUM)
                        .setCode(unit));
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
