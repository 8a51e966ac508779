// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

class SessionRecordTest {

    @Test
    void anyOrderAndAnyRepeatGiveTheSameRecord() {
        List<Observation> stored = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            stored.add(observation("hr-" + i, 1, i));
            if (i % 7 == 0) {
                stored.add(observation("hr-" + i, 2, i + 1000));
            }
        }
        SessionRecord inOrder = new SessionRecord();
        inOrder.mergeAll(stored);

        for (int seed = 0; seed < 20; seed++) {
            List<Observation> shuffled = new ArrayList<>(stored);
            shuffled.addAll(stored.subList(0, 100));
            Collections.shuffle(shuffled, new Random(seed));
            SessionRecord record = new SessionRecord();
            for (int from = 0; from < shuffled.size(); from += 37) {
                record.merge(shuffled.subList(from, Math.min(shuffled.size(), from + 37)));
            }
            assertThat(record.size()).isEqualTo(300);
            assertThat(record.digest()).isEqualTo(inOrder.digest());
            assertThat(record.newest()).isEqualTo("hr-294");
        }
    }

    @Test
    void whatIsKnownAlreadyIsNoChange() {
        SessionRecord record = new SessionRecord();

        assertThat(record.merge(List.of(observation("bp-1", 2, 5)))).isTrue();
        assertThat(record.merge(List.of(observation("bp-1", 2, 5)))).isFalse();
        assertThat(record.merge(List.of(observation("bp-1", 1, 4))))
                .as("an older version")
                .isFalse();
        assertThat(record.merge(List.of(observation("bp-1", 3, 6)))).isTrue();
        assertThat(record.size()).isEqualTo(1);
    }

    @Test
    void aValueWithAnOldStampThatAppearsLateIsTaken() {
        SessionRecord record = new SessionRecord();
        record.merge(List.of(observation("hr-2", 1, 200)));

        assertThat(record.merge(List.of(observation("hr-1", 1, 100)))).isTrue();
        assertThat(record.newest()).isEqualTo("hr-2");
        assertThat(record.size()).isEqualTo(2);
    }

    @Test
    void onlyWhatTwoFullReadsMissIsGone() {
        SessionRecord record = new SessionRecord();
        Observation stays = observation("hr-1", 1, 1);
        Observation goes = observation("hr-2", 1, 2);
        record.mergeAll(List.of(stays, goes));

        assertThat(record.mergeAll(List.of(stays))).isFalse();
        assertThat(record.size()).isEqualTo(2);
        assertThat(record.mergeAll(List.of(stays))).isTrue();
        assertThat(record.size()).isEqualTo(1);
    }

    private static Observation observation(String id, int version, long storedAt) {
        Observation observation = new Observation();
        observation.setId(id);
        observation.getMeta().setVersionId(Integer.toString(version));
        observation.getMeta().setLastUpdated(Date.from(Instant.ofEpochMilli(storedAt)));
        return observation;
    }
}
