// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call. Source: CDS Hooks 2.0, "Calling a CDS Service".
 *
 * @param hook name of the hook
 * @param hookInstance UUID of this call
 * @param fhirServer FHIR base URL of the caller; absent when it offers none
 * @param fhirAuthorization how to read from it
 * @param context fields of the hook
 * @param prefetch what was asked for in the description, by key; null where the caller has nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record HookCall(
        @Nullable String hook,
        @Nullable String hookInstance,
        @Nullable String fhirServer,
        @Nullable FhirAuthorization fhirAuthorization,
        @Nullable JsonNode context,
        @Nullable Map<String, JsonNode> prefetch) {

    /** A token of the caller's FHIR server. It is used for this call, and kept nowhere. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FhirAuthorization(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("token_type") @Nullable String tokenType) {

        /** Without the token. */
        @Override
        public String toString() {
            return "FhirAuthorization";
        }
    }

    /** Without what was sent. */
    @Override
    public String toString() {
        return "HookCall";
    }

    JsonNode prefetched(String key) {
        JsonNode found = prefetch == null ? null : prefetch.get(key);
        return found == null ? com.fasterxml.jackson.databind.node.NullNode.getInstance() : found;
    }
}
