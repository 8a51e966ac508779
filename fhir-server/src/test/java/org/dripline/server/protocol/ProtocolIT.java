// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.dripline.conformance.Artefacts;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.SessionProtocol;
import org.dripline.server.ServerContext;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Protocols over the product's own door: from the shipped draft to a clinic's signed one, and a plan for a patient. */
class ProtocolIT extends ServerContext {

    private static final Pattern DIGEST = Pattern.compile("id=\"digest\">([0-9a-f]{64})<");
    private static final Artefacts SHIPPED =
            Artefacts.load(FHIR, name -> name.startsWith("PlanDefinition-") || name.startsWith("ActivityDefinition-"));
    private static final String UNTIL = "2090-01-01";
    private static final Path RECIPE = Path.of("../profiles/src/test/resources/fhir/valid/dripline-protocol");

    private final DaoRegistry daos;

    @Autowired
    ProtocolIT(DaoRegistry daos) {
        this.daos = daos;
    }

    @BeforeEach
    void shippedProtocolsAreThere() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> get("/PlanDefinition?_summary=count&publisher=Dripline%20project")
                        .body()
                        .contains("\"total\":" + SHIPPED.protocols().size()));
        put(new Patient(), "synthetic-protocol-patient");
        put(new Practitioner(), "synthetic-director");
    }

    @Test
    void everyShippedProtocolIsADraftAndSaysSo() {
        Bundle shipped = client().search()
                .forResource(PlanDefinition.class)
                .where(PlanDefinition.PUBLISHER.matches().value("Dripline project"))
                .count(50)
                .returnBundle(Bundle.class)
                .execute();

        assertThat(shipped.getEntry()).hasSize(12).allSatisfy(entry -> {
            String id = entry.getResource().getIdElement().getIdPart();
            assertThat(text(status(id), "status")).isEqualTo("draft");
            assertThat(sheet(id)).contains("data-status=\"draft\"", "DRAFT: nobody has signed it");
        });
    }

    @Test
    void aSecondStartChangesNothingAndNeverAClinicsEdit() {
        PlanDefinition edited = read("spacing-out");
        edited.setPurpose("Edited by the clinic, synthetic");
        client().update().resource(edited).execute();
        client().delete().resourceById("PlanDefinition", "low-dose-fixed").execute();
        String versions = versions();

        new ShippedProtocols(FHIR, daos).load();

        assertThat(versions()).isEqualTo(versions);
        assertThat(read("spacing-out").getPurpose()).isEqualTo("Edited by the clinic, synthetic");
        assertThat(get("/PlanDefinition/low-dose-fixed").statusCode()).isEqualTo(410);
        client().update().resource(restored("low-dose-fixed")).execute();
    }

    @Test
    void theSheetPrintsEveryNumberThatAppliesWithItsSourceAndMark() {
        HttpResponse<String> page = get("/PlanDefinition/mood-standard/$sheet");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .contains("0.5 mg/kg", "40–60 min", "14–21 d", "at least 160 mmHg", "at least 6 h", "must not alert")
                .contains("Molecular Psychiatry 2018", "@media print", "† stated in: Common limits of every infusion.")
                .contains("SNOMED CT 231494001", "RxNorm 6130")
                .doesNotContain("<script", "http-equiv");
        List<Extension> numbers = read("mood-standard").getExtensionsByUrl(Canonicals.PROTOCOL_NUMBER);
        assertThat(numbers)
                .isNotEmpty()
                .allSatisfy(number -> assertThat(page.body())
                        .contains("data-code=\""
                                + ((PrimitiveType<?>)
                                                number.getExtensionByUrl("code").getValue())
                                        .getValueAsString() + "\""));
        assertThat(get("/PlanDefinition/synthetic-none/$sheet").statusCode()).isEqualTo(404);
    }

    /** The recipe in profiles/README.md: copy as a file, edit a number, store, read what changed, sign, apply. */
    @Test
    void aClinicCopiesEditsSignsAndChangesAProtocol() throws IOException {
        PlanDefinition own = (PlanDefinition)
                FHIR.newJsonParser().parseResource(Files.readString(RECIPE.resolve("clinic-mood.json")));
        client().update().resource(own).execute();
        String id = own.getIdElement().getIdPart();
        String sheet = sheet(id);
        assertThat(sheet).contains("60 min", "data-status=\"draft\"");

        Provenance signature = sign(id, digestOf(sheet));

        assertThat(signature.getTargetFirstRep().getReference()).isEqualTo("PlanDefinition/" + id + "/_history/1");
        assertThat(client().read()
                        .resource(Provenance.class)
                        .withId(signature.getIdElement().getIdPart())
                        .execute()
                        .getTargetFirstRep()
                        .getReference())
                .isEqualTo("PlanDefinition/" + id + "/_history/1");
        PlanDefinition signed = read(id);
        assertThat(signed.getStatus()).isEqualTo(PublicationStatus.ACTIVE);
        assertThat(signed.getApprovalDate()).isNotNull();
        assertThat(signed.getEffectivePeriod().getEndElement().getValueAsString())
                .isEqualTo(UNTIL);
        assertThat(text(status(id), "recordedAs")).isEqualTo("signed");
        assertThat(text(status(id), "protocol")).isEqualTo(own.getUrl() + "|" + own.getVersion());
        assertThat(sheet(id)).contains("data-status=\"signed\"", "Practitioner/synthetic-director");
        assertThat(apply(id, weight("70")).getTitle()).isEqualTo(own.getTitle());
        assertThat(text(status(id, "2020-01-01T00:00:00Z"), "status")).isEqualTo("draft");
        assertThat(text(status(id, LocalDate.parse(UNTIL).plusDays(2) + "T00:00:00Z"), "status"))
                .isEqualTo("expired");

        String session = storeSession(own, "draft");
        assertThat(recordedAs(session)).isEqualTo("signed");

        value(signed, "dose-per-weight").setValue(new BigDecimal("0.6"));
        client().update().resource(signed).execute();

        PlanDefinition changed = read(id);
        assertThat(changed.getStatus()).as("stored as a draft again").isEqualTo(PublicationStatus.DRAFT);
        assertThat(changed.hasApprovalDate()).isFalse();
        assertThat(text(status(id), "status")).isEqualTo("draft");
        assertThat(text(status(id), "reason")).contains("changed since it was signed");
        client().update()
                .resource(client().read()
                        .resource(Encounter.class)
                        .withId(session)
                        .execute()
                        .setStatus(Encounter.EncounterStatus.FINISHED))
                .execute();
        assertThat(recordedAs(session)).as("as it was on that day").isEqualTo("signed");
        assertThat(recordedAs(storeSession(own, "signed"))).as("a claim").isEqualTo("draft");
        assertThat(get("/PlanDefinition/" + id + "/$sheet?since=1").body())
                .contains("Changed since", "0.5 mg/kg", "0.6 mg/kg");
        assertThat(apply(id, weight("70")).getTitle()).startsWith("DRAFT protocol");
        assertThat(catchThrowableOfType(PreconditionFailedException.class, () -> sign(id, digestOf(sheet))))
                .as("the old sheet cannot be signed any more")
                .isNotNull();
    }

    @Test
    void aSessionUnderWayRecordsWhatItIsJudgedBy() {
        put(new Patient(), "synthetic-unplanned");
        Encounter unplanned = underWay("synthetic-unplanned");
        assertThat(recorded(unplanned)).isEqualTo("common-limits|0.1.0 draft");

        CarePlan plan = apply("pain-outpatient", weight("70"));
        plan.setStatus(CarePlan.CarePlanStatus.ACTIVE);
        String planId = client().create().resource(plan).execute().getId().getIdPart();
        Encounter planned = underWay("synthetic-protocol-patient");
        assertThat(recorded(planned)).isEqualTo("pain-outpatient|0.1.0 draft");

        client().delete().resourceById("CarePlan", planId).execute();
        planned.getExtension().removeIf(extension -> Canonicals.SESSION_PROTOCOL.equals(extension.getUrl()));
        planned.getExtensionByUrl(Canonicals.SESSION_STATE).setValue(new CodeType("recovery"));
        client().update().resource(planned).execute();
        assertThat(recorded(planned))
                .as("kept when it is left out, whatever the plan became")
                .isEqualTo("pain-outpatient|0.1.0 draft");
    }

    @Test
    void aSessionToldWhenItIsOverGetsNoProtocolThatNobodyNamed() {
        Encounter told = session("synthetic-protocol-patient", "discharged");
        told.setStatus(Encounter.EncounterStatus.FINISHED);
        told.getPeriod().setEndElement(new DateTimeType("2020-01-02T12:00:00Z"));
        String id = client().create().resource(told).execute().getId().getIdPart();

        assertThat(SessionProtocol.of(
                        client().read().resource(Encounter.class).withId(id).execute()))
                .isEmpty();
    }

    @Test
    void whatWasDoneUnderAReplacedVersionIsReadUnderIt() {
        PlanDefinition first = copy("single-then-decide", "synthetic-replaced");
        client().update().resource(first).execute();
        PlanDefinition second = read("synthetic-replaced");
        second.setVersion("0.2.0");
        client().update().resource(second).execute();
        Parameters asked = new Parameters();
        asked.addParameter("protocol", new CanonicalType(first.getUrl() + "|" + first.getVersion()));

        Parameters answer = client().operation()
                .onInstance("Patient/synthetic-protocol-patient")
                .named("$infusion-gate")
                .withParameters(asked)
                .execute();

        assertThat(text(answer, "protocol")).isEqualTo(first.getUrl() + "|" + first.getVersion());
    }

    @Test
    void aChangedSharedLimitMakesASignedProtocolADraft() {
        PlanDefinition limits = copy("common-limits", "synthetic-limits");
        PlanDefinition own = copy("single-then-decide", "synthetic-single");
        own.getRelatedArtifact().stream()
                .filter(related -> related.hasResource())
                .forEach(related -> related.setResource(limits.getUrl()));
        client().update().resource(limits).execute();
        client().update().resource(own).execute();
        sign("synthetic-single", digestOf(sheet("synthetic-single")));
        assertThat(text(status("synthetic-single"), "status")).isEqualTo("signed");

        PlanDefinition changed = read("synthetic-limits");
        value(changed, "stop-spo2").setValue(91);
        client().update().resource(changed).execute();

        assertThat(read("synthetic-single").getStatus()).isEqualTo(PublicationStatus.ACTIVE);
        assertThat(text(status("synthetic-single"), "status")).isEqualTo("draft");
        assertThat(text(status("synthetic-single"), "reason")).contains("says active");
        assertThat(apply("synthetic-single", weight("70")).getNote())
                .anySatisfy(note -> assertThat(note.getText()).startsWith("DRAFT"));
    }

    @Test
    void aClaimToBeActiveIsStoredAsADraft() {
        PlanDefinition claim = copy("mood-standard", "synthetic-claim");
        claim.setStatus(PublicationStatus.ACTIVE);
        claim.setApprovalDateElement(new DateType("2026-01-02"));
        client().update().resource(claim).execute();

        assertThat(read("synthetic-claim").getStatus()).isEqualTo(PublicationStatus.DRAFT);
        assertThat(read("synthetic-claim").hasApprovalDate()).isFalse();
    }

    @Test
    void aNumberWithoutSourceIsRefusedByItsElement() {
        PlanDefinition wrong = copy("mood-standard", "synthetic-wrong");
        number(wrong, "dose-per-weight").removeExtension("source");

        UnprocessableEntityException refused = catchThrowableOfType(
                UnprocessableEntityException.class,
                () -> client().update().resource(wrong).execute());

        assertThat(reasons(refused)).singleElement().asString().contains("(dose-per-weight): no source");
        assertThat(get("/PlanDefinition/synthetic-wrong").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeSignedIsRefused() {
        String digest = digestOf(sheet("mood-standard"));

        assertThat(refusal(() -> sign("mood-standard", digest, "Practitioner/synthetic-director", "2020-01-01")))
                .contains("beyond today");
        assertThat(refusal(() -> sign("mood-standard", digest, "Patient/synthetic-protocol-patient", UNTIL)))
                .contains("Practitioner");
        assertThat(catchThrowableOfType(
                        ResourceNotFoundException.class,
                        () -> sign("mood-standard", digest, "Practitioner/synthetic-nobody", UNTIL)))
                .isNotNull();
        assertThat(refusal(() -> sign("common-limits", digestOf(sheet("common-limits")))))
                .contains("Shared limits");
        assertThat(text(status("mood-standard"), "status")).isEqualTo("draft");
    }

    /** Scenario D01: 70 kg, Mondays and Wednesdays from 2026-01-05. */
    @Test
    void applyGivesThePlanOfASeries() {
        Parameters parameters = weight("70");
        parameters.addParameter("start", new DateType("2026-01-05"));
        parameters.addParameter("day", new CodeType("mon"));
        parameters.addParameter("day", new CodeType("wed"));

        CarePlan plan = apply("mood-standard", parameters);

        assertThat(plan.getStatus()).isEqualTo(CarePlan.CarePlanStatus.DRAFT);
        assertThat(plan.getTitle()).startsWith("DRAFT protocol: Mood");
        assertThat(plan.getInstantiatesCanonical().get(0).getValue())
                .isEqualTo("https://dripline.health/fhir/PlanDefinition/mood-standard|0.1.0");
        assertThat(plan.getActivity().stream()
                        .filter(activity -> activity.hasExtension(Canonicals.PLANNED_SESSION) && activity.hasDetail())
                        .map(activity -> ((Timing) activity.getDetail().getScheduled())
                                .getEvent()
                                .get(0)
                                .getValueAsString()))
                .containsExactly("2026-01-05", "2026-01-07", "2026-01-12", "2026-01-14", "2026-01-19", "2026-01-21");
        assertThat(plan.getSupportingInfo())
                .extracting(Reference::getReference)
                .containsExactly("PlanDefinition/mood-standard/_history/1");
        List<MedicationRequest> orders = orders(plan);
        assertThat(orders).hasSize(6).allSatisfy(order -> {
            assertThat(order.getStatus()).isEqualTo(MedicationRequest.MedicationRequestStatus.DRAFT);
            assertThat(order.getDosageInstructionFirstRep().getText())
                    .isEqualTo("0.5 mg/kg × 70 kg = 35 mg in 35 mL (1 mg/mL) over 40 min: 52.5 mg/h, 52.5 mL/h");
            assertThat(order.getDosageInstructionFirstRep()
                            .getTiming()
                            .getRepeat()
                            .getDuration())
                    .as("the strength that the dose, its rate and its time ask for can be checked")
                    .isEqualByComparingTo("40");
            assertThat(order.getExtensionByUrl(Canonicals.OFF_LABEL_USE)
                            .getValue()
                            .primitiveValue())
                    .isEqualTo("true");
        });
        assertThat(plan.getContained())
                .extracting(each -> each.getIdElement().getIdPart().replace("#", ""))
                .contains("ondansetron-as-needed", "labetalol-as-needed");
        assertThat(plan.getActivity())
                .anySatisfy(activity ->
                        assertThat(activity.getDetail().getDescription()).contains("No driving at least 24 h"));
        assertThat(plan.getText().getDivAsString()).contains("DRAFT protocol", "35 mg");

        CarePlan storedPlan =
                (CarePlan) client().create().resource(plan).execute().getResource();
        assertThat(storedPlan == null || storedPlan.hasId()).isTrue();
    }

    @Test
    void whatCannotBePlannedIsRefusedWithItsReason() {
        assertThat(refusal(() -> apply("mood-standard", new Parameters()))).contains("no weight");
        assertThat(refusal(() -> apply("low-dose-fixed", new Parameters()))).contains("20–35 mg");
        Parameters vial = weight("70");
        vial.addParameter("concentration", quantity("50", "mg/mL"));
        assertThat(refusal(() -> apply("mood-standard", vial))).contains("vial");
        Parameters pounds = new Parameters();
        pounds.addParameter("weight", quantity("154", "[lb_av]"));
        assertThat(refusal(() -> apply("mood-standard", pounds))).contains("kg");
        assertThat(refusal(() -> applyUnsigned("mood-standard", weight("70")))).contains("needs a practitioner");
        assertThat(refusal(() -> apply("common-limits", weight("70")))).contains("Shared limits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mood-standard",
                "mood-one-plus-six",
                "single-then-decide",
                "maintenance-three-to-five-weeks",
                "maintenance-two-to-six-weeks",
                "pain-outpatient",
                "crps-daily-block",
                "low-dose-fixed",
                "spacing-out"
            })
    void everyPlanIsWhatItsProfileAllows(String id) {
        Parameters parameters = weight("70");
        parameters.addParameter("dose", quantity("30", "mg"));
        CarePlan plan = apply(id, parameters);

        assertThat(plan.getMeta().getProfile()).hasSize(1);
        assertThat(orders(plan)).isNotEmpty();
        assertThat(errors(plan)).isEmpty();
    }

    /** R-D5. */
    @Test
    void theHighDoseIsRefusedForAnOutpatientPlaceAndGivesNoOrderAnywhere() {
        location("synthetic-clinic", "OF");
        location("synthetic-icu", "ICU");

        assertThat(refusal(() -> apply("high-dose-inpatient", weight("70"))))
                .contains("inpatient protocol", "intensive care", "history");
        assertThat(refusal(() -> apply("high-dose-inpatient", at("synthetic-clinic"))))
                .contains("inpatient protocol", "never ordered here");
        CarePlan plan = apply("high-dose-inpatient", at("synthetic-icu"));
        assertThat(orders(plan)).isEmpty();
    }

    @Test
    void theOperationsAreInTheCapabilityStatement() {
        assertThat(get("/metadata").body())
                .contains("\"apply\"", "\"sheet\"", "\"sign\"", "\"status\"")
                .contains(Canonicals.PROTOCOL);
    }

    @Test
    void everyActivityOfAProtocolIsStored() {
        assertThat(client().search()
                        .forResource(ActivityDefinition.class)
                        .count(200)
                        .returnBundle(Bundle.class)
                        .execute()
                        .getEntry())
                .extracting(entry -> ((ActivityDefinition) entry.getResource()).getUrl())
                .containsAll(SHIPPED.activities().stream()
                        .map(ActivityDefinition::getUrl)
                        .toList());
    }

    private Parameters at(String place) {
        Parameters parameters = weight("70");
        parameters.addParameter("location", new StringType("Location/" + place));
        return parameters;
    }

    private void location(String id, String role) {
        Location location = new Location();
        location.addType(
                new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", role, null)));
        put(location, id);
    }

    private CarePlan apply(String id, Parameters parameters) {
        parameters.addParameter("practitioner", new StringType("Practitioner/synthetic-director"));
        return applyUnsigned(id, parameters);
    }

    private CarePlan applyUnsigned(String id, Parameters parameters) {
        parameters.addParameter("subject", new StringType("Patient/synthetic-protocol-patient"));
        return client().operation()
                .onInstance("PlanDefinition/" + id)
                .named("$apply")
                .withParameters(parameters)
                .returnResourceType(CarePlan.class)
                .execute();
    }

    private static Parameters weight(String kilograms) {
        Parameters parameters = new Parameters();
        parameters.addParameter("weight", quantity(kilograms, "kg"));
        return parameters;
    }

    private static Quantity quantity(String value, String unit) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
    }

    private Provenance sign(String id, String digest) {
        return sign(id, digest, "Practitioner/synthetic-director", UNTIL);
    }

    private Provenance sign(String id, String digest, String practitioner, String until) {
        Parameters parameters = new Parameters();
        parameters.addParameter("digest", digest);
        parameters.addParameter(new Parameters.ParametersParameterComponent()
                .setName("practitioner")
                .setValue(new Reference(practitioner)));
        parameters.addParameter("until", new DateType(until));
        return client().operation()
                .onInstance("PlanDefinition/" + id)
                .named("$sign")
                .withParameters(parameters)
                .returnResourceType(Provenance.class)
                .execute();
    }

    private Parameters status(String id) {
        return FHIR.newJsonParser()
                .parseResource(
                        Parameters.class,
                        get("/PlanDefinition/" + id + "/$status").body());
    }

    private Parameters status(String id, String at) {
        Parameters parameters = new Parameters();
        parameters.addParameter("at", new DateTimeType(at));
        return client().operation()
                .onInstance("PlanDefinition/" + id)
                .named("$status")
                .withParameters(parameters)
                .execute();
    }

    private Encounter underWay(String patient) {
        Encounter session = session(patient, "paused");
        session.setId(client().create().resource(session).execute().getId().toUnqualifiedVersionless());
        return session;
    }

    private static Encounter session(String patient, String state) {
        Encounter session = new Encounter();
        session.setStatus(Encounter.EncounterStatus.INPROGRESS)
                .setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"))
                .setSubject(new Reference("Patient/" + patient));
        session.getPeriod().setStartElement(new DateTimeType("2020-01-02T10:00:00Z"));
        session.addExtension(Canonicals.SESSION_STATE, new CodeType(state));
        return session;
    }

    /** Such as: {@code mood-standard|0.1.0 draft}. */
    private String recorded(Encounter session) {
        SessionProtocol named = SessionProtocol.of(client().read()
                        .resource(Encounter.class)
                        .withId(session.getIdElement().getIdPart())
                        .execute())
                .orElseThrow();
        return named.canonical().replace(Canonicals.BASE + "/PlanDefinition/", "") + " " + named.status();
    }

    private String storeSession(PlanDefinition protocol, String claim) {
        Encounter session = new Encounter();
        session.setStatus(Encounter.EncounterStatus.INPROGRESS)
                .setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"))
                .setSubject(new Reference("Patient/synthetic-protocol-patient"));
        Extension ranUnder = session.addExtension().setUrl(Canonicals.SESSION_PROTOCOL);
        ranUnder.addExtension("protocol", new CanonicalType(protocol.getUrl() + "|" + protocol.getVersion()));
        ranUnder.addExtension("status", new CodeType(claim));
        return client().create().resource(session).execute().getId().getIdPart();
    }

    private String recordedAs(String session) {
        return client().read()
                .resource(Encounter.class)
                .withId(session)
                .execute()
                .getExtensionByUrl(Canonicals.SESSION_PROTOCOL)
                .getExtensionString("status");
    }

    private static String text(Parameters answer, String name) {
        Type value = answer.getParameter(name).getValue();
        return value.primitiveValue();
    }

    private String sheet(String id) {
        HttpResponse<String> page = get("/PlanDefinition/" + id + "/$sheet");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static String digestOf(String sheet) {
        Matcher digest = DIGEST.matcher(sheet);
        assertThat(digest.find()).isTrue();
        return digest.group(1);
    }

    private PlanDefinition read(String id) {
        return client().read().resource(PlanDefinition.class).withId(id).execute();
    }

    /** As in a clinic's file: the same numbers under an id, an address and a publisher of its own. */
    private PlanDefinition copy(String id, String as) {
        PlanDefinition copy = read(id);
        copy.setId(as);
        copy.setMeta(null);
        copy.getMeta().addProfile(Canonicals.PROTOCOL);
        copy.setUrl("https://clinic.test/fhir/PlanDefinition/" + as);
        copy.setPublisher("Synthetic clinic");
        return copy;
    }

    private PlanDefinition restored(String id) {
        try (var bytes =
                getClass().getResourceAsStream("/org/dripline/conformance/fhir/PlanDefinition-" + id + ".json")) {
            return FHIR.newJsonParser()
                    .parseResource(PlanDefinition.class, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Extension number(PlanDefinition protocol, String code) {
        return protocol.getExtensionsByUrl(Canonicals.PROTOCOL_NUMBER).stream()
                .filter(each ->
                        code.equals(each.getExtensionByUrl("code").getValue().primitiveValue()))
                .findFirst()
                .orElseThrow();
    }

    private static Quantity value(PlanDefinition protocol, String code) {
        return (Quantity) number(protocol, code).getExtensionByUrl("value").getValue();
    }

    private static List<MedicationRequest> orders(CarePlan plan) {
        return plan.getContained().stream()
                .filter(MedicationRequest.class::isInstance)
                .map(MedicationRequest.class::cast)
                .filter(order -> order.getMeta().hasProfile(Canonicals.INFUSION_ORDER))
                .toList();
    }

    private String versions() {
        Bundle all = client().search()
                .forResource(PlanDefinition.class)
                .count(50)
                .returnBundle(Bundle.class)
                .execute();
        return Arrays.toString(all.getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().toUnqualified().getValue())
                .sorted()
                .toArray());
    }

    private void put(org.hl7.fhir.r4.model.Resource resource, String id) {
        resource.setId(id);
        client().update().resource(resource).execute();
    }

    private List<String> errors(CarePlan plan) {
        OperationOutcome outcome;
        try {
            outcome = (OperationOutcome)
                    client().validate().resource(plan).execute().getOperationOutcome();
        } catch (BaseServerResponseException refused) {
            outcome = (OperationOutcome) refused.getOperationOutcome();
        }
        return outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                        || issue.getSeverity() == OperationOutcome.IssueSeverity.FATAL)
                .map(issue -> issue.getLocation() + " " + issue.getDiagnostics())
                .toList();
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return String.join(" ", reasons(catchThrowableOfType(UnprocessableEntityException.class, call)));
    }

    private static List<String> reasons(BaseServerResponseException refused) {
        return ((OperationOutcome) refused.getOperationOutcome())
                .getIssue().stream()
                        .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                        .toList();
    }
}
