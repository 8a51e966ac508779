// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.datatype;

import java.time.Instant;
import java.util.Date;
import org.dripline.fhir.Canonicals;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;

/** What somebody must know of how a record came about: profile {@code dripline-record-issue}, a code of its system. */
public enum RecordIssue {
    VALUES_OF_ANOTHER_PATIENT("values-of-another-patient", "Device values charted for another patient"),
    VALUES_CHARTED_LATE("values-charted-late", "Device values charted late, after a correction"),
    ORDER_NOT_STORED("order-not-stored", "Order of the EHR not stored: it contradicts itself");

    private final String code;
    private final String display;

    RecordIssue(String code, String display) {
        this.code = code;
        this.display = display;
    }

    /** What the code says in words. */
    public String display() {
        return display;
    }

    /**
     * The issue, not settled.
     *
     * @param patient whose record it is
     * @param detail in words, for who reads the record
     */
    public DetectedIssue of(String id, Reference patient, Instant identified, String detail) {
        DetectedIssue issue = new DetectedIssue();
        issue.setId(id);
        issue.getMeta().addProfile(Canonicals.RECORD_ISSUE);
        issue.setStatus(DetectedIssueStatus.FINAL);
        issue.getCode().addCoding(new Coding(Systems.DRIPLINE_RECORD_ISSUE, code, display));
        issue.setPatient(patient);
        DateTimeType at = new DateTimeType(Date.from(identified));
        at.setTimeZoneZulu(true);
        issue.setIdentified(at);
        return issue.setDetail(detail);
    }
}
