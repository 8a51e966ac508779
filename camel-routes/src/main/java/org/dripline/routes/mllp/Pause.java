// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.EnumSet;
import java.util.Set;

/** Why a connection is not read from just now. It is read from when no reason is left. For its event loop only. */
public enum Pause {
    /** The answer to the frame before is not written yet. */
    FRAME_IN_FLIGHT,
    /** Its frame is large, and all places of {@link FrameBudget} are taken. */
    NO_PLACE;

    private static final AttributeKey<Set<Pause>> REASONS = AttributeKey.valueOf(Pause.class, "reasons");

    public void begin(Channel channel) {
        reasons(channel).add(this);
        channel.config().setAutoRead(false);
    }

    public void end(Channel channel) {
        Set<Pause> reasons = reasons(channel);
        reasons.remove(this);
        channel.config().setAutoRead(reasons.isEmpty());
    }

    private static Set<Pause> reasons(Channel channel) {
        Set<Pause> reasons = channel.attr(REASONS).get();
        if (reasons == null) {
            reasons = EnumSet.noneOf(Pause.class);
            channel.attr(REASONS).set(reasons);
        }
        return reasons;
    }
}
