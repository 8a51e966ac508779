// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ipfilter.IpFilterRule;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.handler.ipfilter.RuleBasedIpFilter;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection from an address that is not listed, before anything of it is read, with a line in the log. */
@Sharable
final class AllowedAddresses extends RuleBasedIpFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AllowedAddresses.class);

    /** @param allow as in the configuration; empty: everybody */
    AllowedAddresses(List<String> allow) {
        super(allow.isEmpty(), rules(allow));
    }

    /** @throws IllegalArgumentException naming what is no address */
    static void check(List<String> allow) {
        rules(allow);
    }

    private static IpFilterRule[] rules(List<String> allow) {
        return allow.stream().map(AllowedAddresses::rule).toArray(IpFilterRule[]::new);
    }

    private static IpFilterRule rule(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).strip();
        boolean four = NetUtil.isValidIpV4Address(address);
        int longest = four ? 32 : 128;
        int bits = slash < 0 ? longest : bits(text.substring(slash + 1).strip());
        // A name would be looked up, at the start and never again.
        if ((!four && !NetUtil.isValidIpV6Address(address)) || bits < 0 || bits > longest) {
            throw new IllegalArgumentException("dripline.routes.mllp: allow has \"" + text
                    + "\". Write an address or a range of them, such as 10.1.2.3 or 10.1.2.0/24.");
        }
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    @Override
    protected @Nullable ChannelFuture channelRejected(ChannelHandlerContext context, InetSocketAddress remote) {
        LOG.warn("connection refused remote={} reason=not in the list of those allowed", remote);
        return null;
    }
}
