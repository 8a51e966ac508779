// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.util.regex.Pattern;
import org.dripline.routes.MessageText;

/** MSH-9.1, read from the bytes before anybody takes the message apart. */
final class MessageType {

    private MessageType() {}

    static String of(byte[] bytes) {
        String header = MessageText.firstSegment(bytes);
        if (header.length() < 5) {
            return "";
        }
        String[] fields = header.split(Pattern.quote(header.substring(3, 4)), -1);
        if (fields.length < 9) {
            return "";
        }
        return fields[8].split(Pattern.quote(header.substring(4, 5)), -1)[0].strip();
    }
}
