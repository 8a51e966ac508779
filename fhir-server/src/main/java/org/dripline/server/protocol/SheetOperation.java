// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.rest.PageTemplate;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET PlanDefinition/[id]/$sheet}: the sheet of a protocol as a page to read and print. {@code since=1} adds
 * what changed from that version.
 */
final class SheetOperation implements FhirOperation {

    private final StoredProtocols protocols;
    private final ProtocolSheet sheet = new ProtocolSheet();
    private final Clock clock;

    SheetOperation(StoredProtocols protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
    }

    @Operation(name = "$sheet", type = PlanDefinition.class, idempotent = true, manualResponse = true)
    public void sheet(
            @IdParam IdType id,
            @OperationParam(name = "since", max = 1) @Nullable StringType since,
            ServletRequestDetails request)
            throws IOException {
        StoredProtocol stored = protocols.read(id, request);
        Optional<StoredProtocol> older = Optional.ofNullable(since)
                .map(version ->
                        protocols.read(new IdType("PlanDefinition", id.getIdPart(), version.getValue()), request));
        PageTemplate.Page page = sheet.page(stored, clock.instant(), older);
        HttpServletResponse response = request.getServletResponse();
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", page.policy());
        response.getOutputStream().write(page.html().getBytes(StandardCharsets.UTF_8));
    }
}
