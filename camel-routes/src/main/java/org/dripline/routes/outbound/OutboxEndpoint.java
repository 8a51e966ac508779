// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dripline.routes.journal.OutgoingMessages;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/**
 * {@code GET /actuator/outbox}: how each destination fares, and what of it waits or was refused. {@code POST
 * /actuator/outbox/{destination}} with {@code {"document": "Composition/…"}}: send that signed summary. {@code POST
 * /actuator/outbox/{destination}/{id}}: send that message again, or with {@code {"because": "…"}} dismiss it.
 * Management port only; holds no patient data.
 */
@Endpoint(id = "outbox")
public final class OutboxEndpoint {

    private static final int MOST_OPEN = 100;

    private final OutgoingMessages messages;
    private final SummaryDispatch summaries;
    private final Clock clock;

    /** @param clock real time */
    public OutboxEndpoint(OutgoingMessages messages, SummaryDispatch summaries, Clock clock) {
        this.messages = messages;
        this.summaries = summaries;
        this.clock = clock;
    }

    /** All destinations that ever had a message. */
    @ReadOperation
    public List<Destination> destinations() {
        return messages.progress().stream()
                .map(progress -> new Destination(progress, messages.open(progress.destination(), MOST_OPEN)))
                .toList();
    }

    /**
     * Sends a document.
     *
     * @param document reference to a signed Composition on the FHIR server
     * @return the message, on disk and not yet sent; 400 and a {@link Problem} when it cannot be sent
     */
    @WriteOperation
    public WebEndpointResponse<Object> send(@Selector String destination, String document) {
        try {
            long id = summaries.send(destination, document);
            return new WebEndpointResponse<>(messages.story(id).orElseThrow());
        } catch (IllegalArgumentException unsendable) {
            return new WebEndpointResponse<>(
                    new Problem(String.valueOf(unsendable.getMessage())), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    /** Why it is not sent, and what to do; holds nothing of the document. */
    public record Problem(String problem) {}

    /**
     * Sends one again, or takes it off the list.
     *
     * @param because why it is dismissed; null: it is sent again
     */
    @WriteOperation
    // Spring's own @Nullable: the actuator knows no other for a parameter that may be missing.
    public Decided decide(@Selector String destination, @Selector long id, @Nullable String because) {
        Optional<OutgoingMessages.Story> message =
                messages.story(id).filter(story -> story.destination().equals(destination));
        if (message.isEmpty()) {
            return new Decided(id, false, false);
        }
        if (because == null) {
            return new Decided(id, messages.again(id), false);
        }
        if (because.isBlank()) {
            throw new InvalidEndpointRequestException("because is empty", "Say in because why it is dismissed");
        }
        return new Decided(id, false, messages.dismiss(id, because, clock.instant()));
    }

    /**
     * One destination.
     *
     * @param open what waits or was refused, oldest first, the first hundred
     */
    public record Destination(OutgoingMessages.Progress progress, List<OutgoingMessages.Story> open) {
        public Destination {
            open = List.copyOf(open);
        }
    }

    /** What became of the request; neither when there is no such message, or it was delivered. */
    public record Decided(long id, boolean sentAgain, boolean dismissed) {}
}
