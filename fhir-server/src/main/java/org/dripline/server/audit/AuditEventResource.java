// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.RawParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dripline.server.rest.OwnResource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** {@code /fhir/AuditEvent}: rows of the audit, rendered as they are asked for. They are written by what happens. */
final class AuditEventResource implements OwnResource {

    private static final String TYPE = "AuditEvent";

    private final AuditTable table;

    AuditEventResource(AuditTable table) {
        this.table = table;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(@IdParam IdType id, ServletRequestDetails request) {
        AuditQuery one = AuditQuery.of(Map.of("_id", new String[] {id.getIdPart()}));
        return table.events(one).events().stream()
                .findFirst()
                .map(new AuditEvents(request.getFhirServerBase())::of)
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    /** One page; its link {@code next} is a search like any other, so no page belongs to anybody. */
    @Search(allowUnknownParams = true)
    public Bundle search(@RawParam @Nullable Map<String, List<String>> byName, ServletRequestDetails request) {
        AuditQuery query = AuditQuery.of(request.getParameters());
        AuditTable.Events page = table.events(query);
        AuditEvents events = new AuditEvents(request.getFhirServerBase());
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        bundle.getMeta().setLastUpdated(new Date());
        String self = request.getFhirServerBase() + "/" + TYPE;
        bundle.addLink().setRelation("self").setUrl(link(self, query, ""));
        if (page.more()) {
            String last = page.events().get(page.events().size() - 1).id();
            bundle.addLink().setRelation("next").setUrl(link(self, query, last));
        }
        for (AuditRowOfPatient row : page.events()) {
            bundle.addEntry()
                    .setFullUrl(self + "/" + row.id())
                    .setResource(events.of(row))
                    .getSearch()
                    .setMode(SearchEntryMode.MATCH);
        }
        return bundle;
    }

    private static String link(String self, AuditQuery query, String before) {
        String asked = query.asked().entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        String further = before.isEmpty() ? "" : AuditQuery.BEFORE + "=" + before;
        String both = asked.isEmpty() || further.isEmpty() ? asked + further : asked + "&" + further;
        return both.isEmpty() ? self : self + "?" + both;
    }
}
