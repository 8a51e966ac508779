// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.smart.SmartContext;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The rows of an app that is held, at a pace that a test can outrun. */
class ClientLimitIT extends SmartContext {

    @Autowired
    private ObjectProvider<AuditTrail> trail;

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void anAppThatIsHeldIsOneRowAMinuteWhateverItAsks() throws Exception {
        HeldRecord record = new HeldRecord(trail);
        Pace pace = new Pace(new LimitSettings.Client(2, 1), () -> 0);
        for (String app : List.of("held-app-1", "held-app-2")) {
            ClientLimit limit = new ClientLimit(pace, () -> Optional.of(app), record);
            assertThat(Stream.of(1, 2, 3, 4, 5).map(request -> status(limit))).containsExactly(200, 200, 429, 429, 429);
        }
        ClientLimit ours = new ClientLimit(pace, () -> Optional.of("dripline-routes"), record);
        assertThat(Stream.of(1, 2, 3).map(request -> status(ours))).containsExactly(200, 200, 200);

        List<Map<String, Object>> rows = accessSchema
                .statements()
                .queryForList("select kind, outcome, client_id, username, address, detail from audit"
                        + " where client_id like 'held-app-%' or client_id = 'dripline-routes' and outcome = 429"
                        + " order by id");
        assertThat(rows)
                .extracting(row -> row.get("client_id") + " " + row.get("kind") + " " + row.get("outcome") + " "
                        + row.get("username") + " " + row.get("address") + " " + row.get("detail"))
                .containsExactly(
                        "held-app-1 REFUSAL 429 null 127.0.0.78 too many requests; recorded once a minute",
                        "held-app-2 REFUSAL 429 null 127.0.0.78 too many requests; recorded once a minute");
    }

    private static int status(ClientLimit limit) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient/anna");
        request.setRemoteAddr("127.0.0.78");
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            limit.doFilter(request, response, new MockFilterChain());
        } catch (java.io.IOException | jakarta.servlet.ServletException e) {
            throw new IllegalStateException(e);
        }
        return response.getStatus();
    }
}
