// SPDX-License-Identifier: Apache-2.0
package org.dripline.terminology;

/**
 * Code systems and codes. MDC numbers are the 32-bit codes of ISO/IEEE 11073-10101 as IHE PCD sends them; LOINC, SNOMED
 * CT and RxNorm by their own numbers.
 */
public final class Codes {

    private Codes() {}

    /** Addresses of code systems. */
    public static final class Systems {
        public static final String MDC = "urn:iso:std:iso:11073:10101";
        public static final String LOINC = "http://loinc.org";
        public static final String SNOMED_CT = "http://snomed.info/sct";
        public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
        public static final String UCUM = "http://unitsofmeasure.org";
        /** HL7's labels on a resource, HTEST among them. */
        public static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

        public static final String OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
        /** Ours: what is observed in a session and has no LOINC code. */
        public static final String DRIPLINE_OBSERVATION =
                "https://dripline.health/fhir/CodeSystem/dripline-observation";
        /** Ours: changes of delivery. */
        public static final String DRIPLINE_PUMP_EVENT = "https://dripline.health/fhir/CodeSystem/dripline-pump-event";
        /** The words pumps send in OBX-5.2 of IHE PCD messages. */
        public static final String DRIPLINE_PUMP_TOKEN = "https://dripline.health/fhir/CodeSystem/dripline-pump-token";

        /** The words devices send for phase, state and priority of an alert in IHE PCD-04 messages. */
        public static final String DRIPLINE_ALERT_TOKEN =
                "https://dripline.health/fhir/CodeSystem/dripline-alert-token";
        /** What can be wrong with how a record came about. */
        public static final String DRIPLINE_RECORD_ISSUE =
                "https://dripline.health/fhir/CodeSystem/dripline-record-issue";

        /** What a device says against its own value in OBX-8. */
        public static final String DRIPLINE_DEVICE_MARK =
                "https://dripline.health/fhir/CodeSystem/dripline-device-mark";

        /** Ours: why delivery was paused or stopped. */
        public static final String DRIPLINE_INTERRUPTION_REASON =
                "https://dripline.health/fhir/CodeSystem/dripline-interruption-reason";

        /** Ours: what can speak against an infusion. */
        public static final String DRIPLINE_ELIGIBILITY_RULE =
                "https://dripline.health/fhir/CodeSystem/dripline-eligibility-rule";

        /** Ours: what was made of it. */
        public static final String DRIPLINE_MITIGATION = "https://dripline.health/fhir/CodeSystem/dripline-mitigation";

        /** Ours: what was explained before a patient consented. */
        public static final String DRIPLINE_CONSENT_ELEMENT =
                "https://dripline.health/fhir/CodeSystem/dripline-consent-element";

        /** Ours: what kind of visit it is. */
        public static final String DRIPLINE_ENCOUNTER_TYPE =
                "https://dripline.health/fhir/CodeSystem/dripline-encounter-type";

        /** Ours: rating scales recorded by score alone. */
        public static final String DRIPLINE_SCORE = "https://dripline.health/fhir/CodeSystem/dripline-score";

        private Systems() {}
    }

    /** LOINC. */
    public static final class Loinc {
        public static final String BLOOD_PRESSURE = "85354-9";
        public static final String SYSTOLIC = "8480-6";
        public static final String DIASTOLIC = "8462-4";
        public static final String MEAN_PRESSURE = "8478-0";
        public static final String HEART_RATE = "8867-4";
        public static final String OXYGEN_SATURATION = "2708-6";
        public static final String OXYGEN_SATURATION_PULSE_OXIMETRY = "59408-5";
        public static final String RESPIRATORY_RATE = "9279-1";
        public static final String BODY_WEIGHT = "29463-7";
        public static final String BODY_WEIGHT_MEASURED = "3141-9";

        private Loinc() {}
    }

    /** ISO/IEEE 11073-10101 device nomenclature. */
    public static final class Mdc {
        public static final String BLOOD_PRESSURE = "150020";
        public static final String SYSTOLIC = "150021";
        public static final String DIASTOLIC = "150022";
        public static final String MEAN_PRESSURE = "150023";
        public static final String HEART_RATE = "147842";
        public static final String OXYGEN_SATURATION = "150456";
        public static final String RESPIRATORY_RATE = "151562";

        /** mL/h flowing now. */
        public static final String FLOW_CURRENT = "158014";
        /** mL/h programmed. */
        public static final String FLOW_PROGRAMMED = "157784";
        /** mL on the pump's total counter. */
        public static final String VOLUME_DELIVERED_TOTAL = "157993";
        /** mL the pump is set to give. */
        public static final String VOLUME_TO_BE_INFUSED = "157884";
        /** mL of that still to come. */
        public static final String VOLUME_REMAINING = "157872";
        /** mg/mL in the bag. */
        public static final String CONCENTRATION = "157760";

        public static final String DRUG_LABEL = "184514";
        public static final String INFUSING_STATUS = "184519";
        public static final String DELIVERY_STATUS = "158005";
        public static final String NOT_DELIVERING_REASON = "158006";
        public static final String ALARM_CONDITION = "68012";
        public static final String FLUID_LINE_OCCLUSION = "196940";
        public static final String DELIVERY_START = "197288";
        public static final String DELIVERY_COMPLETE = "197292";
        /** The stop event has no number we could verify: it is known by this reference identifier. */
        public static final String DELIVERY_STOP_REFID = "MDC_EVT_PUMP_DELIV_STOP";
        /** A large-volume pump. */
        public static final String PUMP = "70049";
        /** A bedside monitor. */
        public static final String MONITOR = "69965";

        private Mdc() {}
    }

    /** {@link Systems#DRIPLINE_OBSERVATION}. */
    public static final class Observed {
        public static final String DEVICE_CATEGORY = "device";
        public static final String PUMP_STATUS = "pump-status";
        public static final String PUMP_EVENT = "pump-event";
        public static final String DEVICE_ALERT = "device-alert";
        public static final String DEVICE_STATE = "device-state";
        public static final String MOAAS = "moaas";
        public static final String CADSS_6 = "cadss-6";
        /** Beside the sender's own code, of a value we know no code of ours for. */
        public static final String UNMAPPED = "unmapped";

        private Observed() {}
    }

    /** {@link Systems#DRIPLINE_PUMP_EVENT}. */
    public static final class PumpEvent {
        public static final String START = "delivery-start";
        public static final String STOP = "delivery-stop";
        public static final String COMPLETE = "delivery-complete";

        private PumpEvent() {}
    }

    /** {@link Systems#DRIPLINE_PUMP_TOKEN}. */
    public static final class PumpToken {
        public static final String INFUSING = "pump-status-infusing";
        public static final String NOT_INFUSING = "pump-status-not-infusing";
        public static final String DELIVERING = "pump-delivery-status-delivering";
        public static final String NOT_DELIVERING = "pump-delivery-status-not-delivering";
        public static final String KEEP_VEIN_OPEN = "pump-delivery-status-kvo";
        public static final String TRANSITIONING = "pump-delivery-status-transitioning";
        public static final String STOPPED_ALARMING = "pump-stopped-alarming";
        public static final String STOPPED_NOT_SPECIFIED = "pump-stopped-not-specified";

        private PumpToken() {}
    }

    /** RxNorm. */
    public static final class RxNorm {
        public static final String KETAMINE = "6130";
        /** Another medicine than ketamine: its S-enantiomer, by nose. */
        public static final String ESKETAMINE = "2119365";

        public static final String LABETALOL = "6185";

        private RxNorm() {}
    }

    /** SNOMED CT. */
    public static final class Snomed {
        public static final String INTRAVENOUS_INFUSION = "14152002";
        public static final String INFUSION_PUMP = "433296005";

        private Snomed() {}
    }

    /** {@link Systems#DRIPLINE_DEVICE_MARK}: the device doubts the value. */
    public static final String QUESTIONABLE = "QUES";

    /** {@link Systems#DRIPLINE_INTERRUPTION_REASON}: a device reported the stop, and nobody has said why yet. */
    public static final String REASON_PENDING = "reason-pending";

    /** Ours, of CodeSystem dripline-medication: oxygen given. */
    public static final String OXYGEN = "oxygen";

    /** {@link Systems#DRIPLINE_ENCOUNTER_TYPE}: a visit for an infusion. */
    public static final String INFUSION_SESSION = "infusion-session";

    /** Of CodeSystem dripline-override-reason: none of the others. */
    public static final String OVERRIDE_REASON_OTHER = "other";

    /** Of CodeSystem dripline-encounter-type: a visit for esketamine by nose. */
    public static final String ESKETAMINE_SESSION = "esketamine-session";

    /** State of a session that nobody changes any more. */
    public static final String SESSION_CLOSED = "closed";

    /** {@link Systems#ACT_REASON}: the resource is a test, not a patient's value. */
    public static final String TEST_HEALTH_DATA = "HTEST";
}
