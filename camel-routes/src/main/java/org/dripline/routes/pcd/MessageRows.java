// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v26.segment.OBR;
import ca.uhn.hl7v2.model.v26.segment.OBX;

/** What the OBR and OBX of one kind of message say, told one after the other. */
interface MessageRows {

    void nextRequest(OBR request);

    void row(OBX row) throws HL7Exception;

    DeviceReport report(PatientIdentity patient);
}
