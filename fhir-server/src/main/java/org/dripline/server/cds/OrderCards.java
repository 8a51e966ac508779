// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dripline.fhir.KetamineOrders;
import org.dripline.gate.DoseCheck.Difference;
import org.dripline.gate.Finding;
import org.dripline.gate.Stage;
import org.dripline.server.cds.Cards.Made;
import org.dripline.server.cds.CdsHooksProperties.Client;
import org.dripline.server.cds.HookContext.Draft;
import org.dripline.server.gate.OrderReview;
import org.dripline.server.gate.OrderReview.Reviewed;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which cards a call gets. With a ketamine draft everything the gate holds counts. Without one a patient in a course
 * gets cards for what rests on the drafts alone, such as a benzodiazepine, and not what was known before; a patient
 * without a ketamine order, course or referral gets none, and the gate is not asked.
 */
final class OrderCards {

    private final OrderReview review;
    private final CallersPatient patients;
    private final SharedPatient shared;
    private final String contact;

    /** @param contact whom to ask about what a host is not told */
    OrderCards(OrderReview review, CallersPatient patients, SharedPatient shared, String contact) {
        this.review = review;
        this.patients = patients;
        this.shared = shared;
        this.contact = contact;
    }

    List<Made> of(HookService service, HookContext context, List<String> ours, Cards cards) {
        List<Draft> drafts = context.drafts();
        boolean ketamine = drafts.stream().anyMatch(OrderCards::isKetamine);
        if (isAboutNothing(service, context)) {
            return List.of();
        }
        List<Made> made = new ArrayList<>();
        Optional<String> patient = ours.size() == 1 ? Optional.of(ours.get(0)) : Optional.empty();
        for (Draft draft : drafts) {
            if (draft.fresh() && isKetamine(draft)) {
                made.addAll(dose(service, patient, draft.order(), cards));
            }
        }
        if (patient.isEmpty()) {
            if (ketamine) {
                made.add(cards.noRecord(ours.size()));
            }
            return made;
        }
        if (ketamine || review.isInCourse(patient.get())) {
            made.addAll(judged(service, patient.get(), context, ketamine, cards));
        }
        return made;
    }

    /** Logical ids of the patients here whom the caller's patient may be; none where there is nothing to look at. */
    List<String> patients(HookService service, HookContext context, Client client) {
        return isAboutNothing(service, context) ? List.of() : shared.ours(patients.of(context, client), client);
    }

    private static boolean isAboutNothing(HookService service, HookContext context) {
        return service.isOfOrders() && context.drafts().isEmpty();
    }

    private static boolean isKetamine(Draft draft) {
        return KetamineOrders.isKetamine(draft.order(), List.<Resource>of())
                || KetamineOrders.isEsketamine(draft.order(), List.<Resource>of());
    }

    private List<Made> dose(HookService service, Optional<String> patient, MedicationRequest draft, Cards cards) {
        Optional<List<Difference>> differences = review.compared(patient, draft);
        if (differences.isPresent()) {
            return cards.ofDose(differences.get());
        }
        // A draft that was only just selected may have no dose yet.
        boolean told = draft.getDosageInstruction().stream().anyMatch(dosage -> dosage.hasDoseAndRate());
        return told && service == HookService.ORDER_SIGN ? List.of(cards.unreadableDose()) : List.of();
    }

    private List<Made> judged(HookService service, String patient, HookContext context, boolean ketamine, Cards cards) {
        List<MedicationRequest> drafts =
                context.drafts().stream().map(Draft::order).toList();
        Stage stage = service == HookService.ENCOUNTER_START ? Stage.SESSION : Stage.ORDER;
        Optional<Reviewed> reviewed = review.judged(patient, stage, drafts, context.knownThere());
        if (reviewed.isEmpty()) {
            return List.of();
        }
        boolean whole = ketamine || !service.isOfOrders();
        Predicate<Finding> counts = finding -> whole || restsOnADraft(finding, drafts);
        List<Made> made = new ArrayList<>(cards.of(
                reviewed.get().report(),
                reviewed.get().told().stream().filter(counts).toList()));
        reviewed.get().withheld().stream()
                .filter(counts)
                .filter(Finding::stands)
                .map(Finding::weight)
                .min(Enum::compareTo)
                .ifPresent(gravest -> made.add(cards.hold(gravest == Finding.Weight.HARD_STOP, contact)));
        return made;
    }

    private static boolean restsOnADraft(Finding finding, List<MedicationRequest> drafts) {
        return drafts.stream()
                .map(draft -> draft.getIdElement().toUnqualifiedVersionless().getValue())
                .anyMatch(finding.evidence()::contains);
    }
}
