// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.util.List;
import java.util.Map;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.journal.Claim;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What a message of an EHR becomes. */
public sealed interface EhrOutcome {

    /**
     * Resources to be written; none when everything is known already.
     *
     * @param withheld single parts that are not charted, by their number among the message's groups or OBX
     * @param keys what others of the same patient may wait under
     */
    record Becomes(List<Resource> resources, Map<Integer, Claim.Withheld> withheld, List<String> keys)
            implements EhrOutcome {
        public Becomes {
            resources = List.copyOf(resources);
            withheld = Map.copyOf(withheld);
            keys = List.copyOf(keys);
        }
    }

    /**
     * Its patient is not known, or not unambiguous.
     *
     * @param key what it waits under; null when it names nobody
     */
    record Waits(RejectReason reason, @Nullable String key) implements EhrOutcome {
        static Waits of(Association.Nobody nobody) {
            return new Waits(nobody.reason(), nobody.key());
        }
    }

    /** Nothing of it can be used. */
    record Useless(RejectReason reason, Map<Integer, Claim.Withheld> withheld) implements EhrOutcome {
        Useless(RejectReason reason) {
            this(reason, Map.of());
        }
    }
}
