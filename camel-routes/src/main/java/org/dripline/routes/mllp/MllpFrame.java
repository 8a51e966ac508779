// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import io.netty.buffer.ByteBuf;

/** The block format of what we send, answers and messages alike. */
public final class MllpFrame {

    private MllpFrame() {}

    /** VT, content, FS, CR. */
    public static void write(byte[] content, ByteBuf out) {
        out.writeByte(MllpFrameDecoder.START)
                .writeBytes(content)
                .writeByte(MllpFrameDecoder.END)
                .writeByte('\r');
    }
}
