// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChapterTest {

    @Test
    void theHeadSaysTitlePlaceAndWhatTheChapterIsAbout() {
        Chapter chapter = Chapter.parse(
                "odd-134418",
                "---\ntitle: An odd: title\nkind: workflow\norder: 7\nuses: dripline-pump-*, journal-entry\n---\n\nText --- with dashes.\n");

        assertThat(chapter.title()).isEqualTo("An odd: title");
        assertThat(chapter.menu()).isEqualTo("An odd: title");
        assertThat(chapter.kind()).isEqualTo(Chapter.Kind.WORKFLOW);
        assertThat(chapter.order()).isEqualTo(7);
        assertThat(chapter.uses()).isEqualTo(List.of("dripline-pump-*", "journal-entry"));
        assertThat(chapter.markdown()).isEqualTo("\nText --- with dashes.\n");
        assertThat(chapter.path()).isEqualTo("odd-134418.html");
    }

    @Test
    void aPatternStandsForAnyLettersWhereItHasAStarAndForNoneElsewhere() {
        assertThat(Chapter.matches("dripline-pump-*", "dripline-pump-event")).isTrue();
        assertThat(Chapter.matches("dripline-*-pump", "dripline-infusion-pump")).isTrue();
        assertThat(Chapter.matches("dripline-pump", "dripline-pump-event")).isFalse();
        assertThat(Chapter.matches("dripline.pump", "dripline-pump")).isFalse();
    }

    @Test
    void aChapterWithoutHeadOrTitleIsNamed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Chapter.parse("bare", "Text."))
                .withMessageContaining("bare.md");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Chapter.parse("untitled", "---\nkind: page\norder: 1\n---\nText."))
                .withMessageContaining("untitled.md has no title");
    }
}
