// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * MLLP block format (HL7 Transport Specification: MLLP, release 2, 3.1): VT, content, FS, CR.
 *
 * <p>More forgiving than the text, since devices are: CR after FS may be missing; bytes between frames are handed on as
 * {@link Arrival.Kind#OUTSIDE} instead of ending the connection; a VT followed by {@code MSH} inside a frame means that
 * the sender gave up the first one. An FS in the middle of a line, with more of that line behind it in the same read,
 * is content: ending there would turn 120 into 1.
 *
 * <p>One per channel, used by its event loop only.
 */
public final class MllpFrameDecoder extends ByteToMessageDecoder {

    public static final byte START = 0x0B;
    public static final byte END = 0x1C;

    /** How much is kept of what is not a message: enough to see what it was. */
    private static final int KEPT_OF_BROKEN = 64 * 1024;

    private enum Position {
        OUTSIDE,
        INSIDE,
        SKIPPING,
        GIVEN_UP
    }

    private final int maxFrameBytes;
    private final ByteArrayOutputStream outside = new ByteArrayOutputStream(0);
    private Position position = Position.OUTSIDE;
    /** How far the frame under way was searched, so that a large one is not searched again with every read. */
    private int searched;

    private byte[] beginning = new byte[0];

    /** When the frame under way began, by {@link #nanoTime}. */
    private long began;

    private long pausedAt;

    /** Of the frame under way, once it is large; held or waited for. */
    private FrameBudget.@Nullable Place place;

    private final long deadlineNanos;
    private final FrameBudget budget;
    private final LongSupplier nanoTime;

    /**
     * @param maxFrameBytes longest frame
     * @param deadline from its first byte to its last
     * @param budget for frames that grow large
     */
    public MllpFrameDecoder(int maxFrameBytes, Duration deadline, FrameBudget budget) {
        this(maxFrameBytes, deadline, budget, System::nanoTime);
    }

    /**
     * @param maxFrameBytes longest frame
     * @param deadline from its first byte to its last; looked at when a byte comes, since silence has its own limit
     * @param budget for frames that grow large
     * @param nanoTime a clock that only runs forward
     */
    MllpFrameDecoder(int maxFrameBytes, Duration deadline, FrameBudget budget, LongSupplier nanoTime) {
        this.maxFrameBytes = maxFrameBytes;
        this.deadlineNanos = deadline.toNanos();
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (position) {
            case OUTSIDE -> readOutside(in, out);
            case INSIDE -> readInside(in, out);
            case SKIPPING -> skip(in, out);
            case GIVEN_UP -> in.skipBytes(in.readableBytes());
        }
        boolean underWay = position == Position.INSIDE || position == Position.SKIPPING;
        if (underWay && nanoTime.getAsLong() - began > deadlineNanos) {
            giveUp(in, out, Arrival.Kind.HUNG);
        }
        if (position == Position.INSIDE && place == null && in.readableBytes() > FrameBudget.SMALL) {
            takePlace(context);
        }
    }

    /** Reads on at once, or when somebody else's frame is in the journal. */
    private void takePlace(ChannelHandlerContext context) {
        place = budget.ask(() -> context.executor().execute(() -> readOn(context)));
        if (!place.isHeld()) {
            pausedAt = nanoTime.getAsLong();
            Pause.NO_PLACE.begin(context.channel());
        }
    }

    /** Netty's decoder reads on by itself when a read gave no whole message, auto-read or not. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (place != null && !place.isHeld()) {
            context.fireChannelReadComplete();
            return;
        }
        super.channelReadComplete(context);
    }

    private void readOn(ChannelHandlerContext context) {
        // The time it was not read from is ours, not the sender's.
        began += nanoTime.getAsLong() - pausedAt;
        IdleStateHandler idle = context.pipeline().get(IdleStateHandler.class);
        if (idle != null) {
            idle.resetReadTimeout();
        }
        Pause.NO_PLACE.end(context.channel());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        givePlaceBack();
    }

    private void givePlaceBack() {
        if (place != null) {
            place.release();
            place = null;
        }
    }

    /** The place goes with the bytes. */
    private Arrival arrival(Arrival.Kind kind, byte[] bytes) {
        if (place == null) {
            return new Arrival(kind, bytes);
        }
        Arrival arrival = new Arrival(kind, bytes, place::release);
        place = null;
        return arrival;
    }

    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.isReadable()) {
            decode(context, in, out);
        }
        giveUp(in, out, Arrival.Kind.INCOMPLETE);
    }

    /** Nothing came for the frame time-out. Mid-frame that ends the connection; between frames it is normal. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        // Without auto-read the silence is ours: an earlier frame is still on its way to the journal.
        if (event instanceof IdleStateEvent && context.channel().config().isAutoRead()) {
            List<Object> out = new java.util.ArrayList<>(1);
            giveUp(internalBuffer(), out, Arrival.Kind.HUNG);
            out.forEach(context::fireChannelRead);
            return;
        }
        super.userEventTriggered(context, event);
    }

    private void readOutside(ByteBuf in, List<Object> out) {
        int start = in.indexOf(in.readerIndex(), in.writerIndex(), START);
        int end = start < 0 ? in.writerIndex() : start;
        while (in.readerIndex() < end) {
            byte next = in.readByte();
            boolean lineEnd = next == '\r' || next == '\n';
            if (!lineEnd || outside.size() > 0) {
                outside.write(next);
            }
            if (outside.size() >= KEPT_OF_BROKEN) {
                handOnOutside(out);
            }
        }
        if (start < 0) {
            return;
        }
        handOnOutside(out);
        in.skipBytes(1);
        begin();
        position = Position.INSIDE;
    }

    private void begin() {
        searched = 0;
        began = nanoTime.getAsLong();
    }

    private void readInside(ByteBuf in, List<Object> out) {
        int first = in.readerIndex();
        while (true) {
            int at = in.forEachByte(
                    first + searched, in.readableBytes() - searched, next -> next != END && next != START);
            int length = (at < 0 ? in.writerIndex() : at) - first;
            if (length > maxFrameBytes) {
                beginning = new byte[Math.min(length, KEPT_OF_BROKEN)];
                in.readBytes(beginning);
                position = Position.SKIPPING;
                givePlaceBack();
                return;
            }
            if (at < 0) {
                searched = in.readableBytes();
                return;
            }
            if (in.getByte(at) == END && endsFrame(in, first, at)) {
                out.add(arrival(Arrival.Kind.FRAME, take(in, length)));
                in.skipBytes(1);
                position = Position.OUTSIDE;
                return;
            }
            if (in.getByte(at) == START) {
                if (length == 0) {
                    // The sender began twice; nothing was lost in between.
                    in.skipBytes(1);
                    begin();
                    return;
                }
                if (in.writerIndex() - at < 4) {
                    searched = length;
                    return;
                }
                if (in.getByte(at + 1) == 'M' && in.getByte(at + 2) == 'S' && in.getByte(at + 3) == 'H') {
                    out.add(arrival(Arrival.Kind.INCOMPLETE, take(in, length)));
                    in.skipBytes(1);
                    begin();
                    return;
                }
            }
            searched = length + 1;
        }
    }

    private static boolean endsFrame(ByteBuf in, int first, int at) {
        if (at == first || at + 1 == in.writerIndex()) {
            return true;
        }
        byte before = in.getByte(at - 1);
        byte after = in.getByte(at + 1);
        return before == '\r' || before == '\n' || after == '\r' || after == '\n' || after == START;
    }

    private void skip(ByteBuf in, List<Object> out) {
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), END);
        if (end < 0) {
            in.skipBytes(in.readableBytes());
            return;
        }
        in.skipBytes(end - in.readerIndex() + 1);
        out.add(new Arrival(Arrival.Kind.TOO_LARGE, beginning));
        beginning = new byte[0];
        position = Position.OUTSIDE;
    }

    private void giveUp(ByteBuf in, List<Object> out, Arrival.Kind kind) {
        switch (position) {
            case INSIDE -> {
                out.add(arrival(kind, take(in, Math.min(in.readableBytes(), maxFrameBytes))));
                position = Position.GIVEN_UP;
            }
            case SKIPPING -> {
                out.add(new Arrival(kind, beginning));
                position = Position.GIVEN_UP;
            }
            case OUTSIDE -> handOnOutside(out);
            case GIVEN_UP -> {}
        }
    }

    private void handOnOutside(List<Object> out) {
        if (outside.size() == 0) {
            return;
        }
        out.add(new Arrival(Arrival.Kind.OUTSIDE, outside.toByteArray()));
        outside.reset();
    }

    private static byte[] take(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }
}
