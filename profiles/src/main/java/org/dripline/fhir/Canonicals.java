// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

/** Canonical addresses of our profiles and extensions. They are identifiers: nothing is fetched from them. */
public final class Canonicals {

    public static final String BASE = "https://dripline.health/fhir";

    public static final String INFUSION_SESSION = profile("dripline-infusion-session");
    public static final String KETAMINE_ADMINISTRATION = profile("dripline-ketamine-administration");
    public static final String INFUSION_ORDER = profile("dripline-infusion-order");
    public static final String SESSION_BLOOD_PRESSURE = profile("dripline-session-blood-pressure");
    public static final String SESSION_HEART_RATE = profile("dripline-session-heart-rate");
    public static final String SESSION_SPO2 = profile("dripline-session-spo2");
    public static final String SESSION_RESPIRATORY_RATE = profile("dripline-session-respiratory-rate");
    public static final String SESSION_ETCO2 = profile("dripline-session-etco2");
    public static final String PUMP_STATUS = profile("dripline-pump-status");
    public static final String PUMP_EVENT = profile("dripline-pump-event");
    public static final String DEVICE_ALERT = profile("dripline-device-alert");
    public static final String DEVICE_STATE = profile("dripline-device-state");
    public static final String INFUSION_PUMP = profile("dripline-infusion-pump");
    public static final String PATIENT_MONITOR = profile("dripline-patient-monitor");
    public static final String SEDATION_MOAAS = profile("dripline-sedation-moaas");
    public static final String DISSOCIATION_CADSS_6 = profile("dripline-dissociation-cadss6");

    /** Extension with {@code dosePerKg} (mg/kg) and {@code dosingWeight} (kg). */
    public static final String WEIGHT_BASED_DOSE = profile("dripline-weight-based-dose");

    public static final String EHR_PATIENT = profile("dripline-ehr-patient");
    public static final String VISIT = profile("dripline-visit");
    public static final String PLACE_PROFILE = profile("dripline-place");
    public static final String APPOINTMENT = profile("dripline-appointment");
    public static final String EHR_ORDER = profile("dripline-ehr-order");
    public static final String LAB_RESULT = profile("dripline-lab-result");
    public static final String DOSING_WEIGHT = profile("dripline-dosing-weight");
    public static final String DEVICE_ASSOCIATION = profile("dripline-device-association");

    /** Extension: the time of the EHR's event that this content is from; older events do not overwrite it. */
    public static final String AS_OF = profile("dripline-as-of");

    public static final String CANCELLED_MOVE = profile("dripline-cancelled-move");
    public static final String RECORD_ISSUE = profile("dripline-record-issue");

    /** Extension on a device association: whether a person confirmed it or a message said so. */
    public static final String ASSOCIATION_BASIS = profile("dripline-association-basis");

    /** Extension on a session's Encounter: how far the session has come. */
    public static final String SESSION_STATE = profile("dripline-session-state");

    /** Extension on a session's Encounter: why it was not held. */
    public static final String DEFERRAL_REASON = profile("dripline-deferral-reason");

    /** Extension on an administration: a dose given at once. */
    public static final String BOLUS = profile("dripline-bolus");

    /** Extension on an administration beside ketamine: what it was given for. */
    public static final String ADJUNCT_PURPOSE = profile("dripline-adjunct-purpose");

    /** Extension on an administration beside ketamine: the adverse event it treats. */
    public static final String TREATED_EVENT = profile("dripline-treated-event");

    /** Profile of a Task that asks a person for something after something was recorded. */
    public static final String FOLLOW_UP_TASK = profile("dripline-follow-up-task");

    /** Profile of the RiskAssessment of a Columbia screener. */
    public static final String SUICIDE_RISK = profile("dripline-suicide-risk");

    /** Profile of the Task in which the clinic decides on a referral. */
    public static final String REFERRAL_DECISION = profile("dripline-referral-decision");

    /** Profile of an appointment that a scheduling system tells. */
    public static final String TOLD_APPOINTMENT = profile("dripline-appointment");

    /** CodeSystem of what is asked for. */
    public static final String FOLLOW_UP = BASE + "/CodeSystem/dripline-follow-up";

    /** Extension on an adverse event: from onset to offset. */
    public static final String EVENT_PERIOD = profile("dripline-event-period");

    public static final String ESKETAMINE_ORDER = profile("dripline-esketamine-order");
    public static final String ESKETAMINE_ADMINISTRATION = profile("dripline-esketamine-administration");

    /** Extension: how many nasal devices of which lot, and what each holds. */
    public static final String NASAL_DEVICES = profile("dripline-nasal-devices");

    /** The protocol that an esketamine order or session is judged by when it names none. */
    public static final String ESKETAMINE_PROTOCOL = BASE + "/PlanDefinition/esketamine-nasal";

    public static final String REFERRAL = profile("dripline-referral");

    public static final String PROTOCOL = profile("dripline-protocol");
    public static final String PROTOCOL_ACTIVITY = profile("dripline-protocol-activity");
    public static final String PROTOCOL_SIGNATURE = profile("dripline-protocol-signature");

    /** Extension: one number of a protocol. */
    public static final String PROTOCOL_NUMBER = profile("dripline-protocol-number");

    /** Extension: one criterion of a protocol. */
    public static final String PROTOCOL_CRITERION = profile("dripline-protocol-criterion");

    /** Extension on a signature: the last day on which it holds. */
    public static final String SIGNED_UNTIL = profile("dripline-signed-until");

    /** Extension on a session's Encounter: which version of which protocol it ran under, signed or not. */
    public static final String SESSION_PROTOCOL = profile("dripline-session-protocol");

    /** Extension on a CarePlan: where the course stands. */
    public static final String COURSE_PHASE = profile("dripline-course-phase");

    /** Extension on a plan's activity: which session of the series it is. */
    public static final String PLANNED_SESSION = profile("dripline-planned-session");

    /** Extension on an order: the use is not an approved one. */
    public static final String OFF_LABEL_USE = profile("dripline-off-label-use");

    /** Extension on a consent: one thing that was explained. */
    public static final String CONSENT_DISCLOSURE = profile("dripline-consent-disclosure");

    /** Extension on an adverse event: one the clinic watches for beyond the session. */
    public static final String SPECIAL_INTEREST = profile("dripline-special-interest");

    public static final String ELIGIBILITY_ISSUE = profile("dripline-eligibility-issue");
    public static final String ISSUE_OVERRIDE = profile("dripline-issue-override");

    /** Identifier system of a journal entry, named by Provenance. */
    public static final String JOURNAL_ENTRY = BASE + "/NamingSystem/journal-entry";

    /** Identifier system of a place as EHR and devices name it: point of care, room and bed, with {@code ^} between. */
    public static final String PLACE = BASE + "/NamingSystem/place";

    /** Begins the system of a code whose coding system has a name in HL7 v2 and no address: the name follows. */
    public static final String SENDER_CODING = BASE + "/NamingSystem/sender-coding/";

    private Canonicals() {}

    /** Profile of a plan: {@code induction}, {@code maintenance} or {@code pain}. */
    static String plan(String kind) {
        return profile("dripline-" + kind + "-plan");
    }

    private static String profile(String id) {
        return BASE + "/StructureDefinition/" + id;
    }
}
