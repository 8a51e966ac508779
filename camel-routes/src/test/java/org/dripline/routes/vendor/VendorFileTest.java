// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is read whole, or refused with the line that is wrong and what to do about it. */
class VendorFileTest {

    private static final String GOOD = """
            name: syn-pump
            title: A synthetic pump
            basis:
              bench:
                kind: seen
                what: Two messages written for this test
            identity:
              - { application: SYN-PUMP*, basis: bench }
            transactions:
              - { oid: 2.999.1, is: PCD-04, basis: bench }
            time-zone: { zone: Europe/Berlin, basis: bench }
            charset: { when-empty: ISO-8859-15, basis: bench }
            charting-interval: { at-most-one-in: PT1M, basis: bench }
            authority-when-empty: { name: SYN, basis: bench }
            nobody: { texts: [NOBODY], basis: bench }
            codes:
              - { sent: "0072", name: PULSE, means: "149530", basis: bench }
            units:
              - { sent: slaps, ucum: /min, basis: bench }
            quirks:
              - { name: number-zero-is-none, basis: bench }
            remarks:
              - { text: It is synthetic, basis: bench }
            """;

    private static Vendor read(String text) {
        return VendorFile.read("syn-pump.yaml", text, name -> Optional.empty());
    }

    @Test
    void everyKeyIsRead() {
        Vendor vendor = read(GOOD);
        assertThat(vendor.name()).isEqualTo("syn-pump");
        assertThat(vendor.basis())
                .containsEntry("bench", new Vendor.Basis(Vendor.Basis.Kind.SEEN, "Two messages written for this test"));
        assertThat(vendor.identities())
                .singleElement()
                .satisfies(it -> assertThat(it.line()).isEqualTo(8));
        assertThat(vendor.transaction("2.999.1")).contains(Transaction.PCD_04);
        assertThat(vendor.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(vendor.charset().whenEmpty()).hasToString("ISO-8859-15");
        assertThat(vendor.chartingInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(vendor.authorityWhenEmpty()).isEqualTo("SYN");
        assertThat(vendor.nobody()).containsExactly("NOBODY");
        assertThat(vendor.codes()).containsExactly(new Vendor.Code("0072", "PULSE", "", "149530", 17));
        assertThat(vendor.units()).containsEntry("slaps", new Vendor.Unit("/min", 19));
        assertThat(vendor.quirks()).containsExactly(Quirk.NUMBER_ZERO_IS_NONE);
        assertThat(vendor.remarks()).containsExactly("It is synthetic");
    }

    @Test
    void whoIsLikeAnotherHasAllOfItAndItsOwnInstead() {
        Vendor other = read(GOOD);
        Vendor vendor = VendorFile.read(
                "site.yaml", """
                name: site
                title: Pumps of a synthetic clinic
                like: syn-pump
                basis:
                  clinic: { kind: site, what: The list of its rooms }
                identity:
                  - { source: ROOM-1, basis: clinic }
                time-zone: { zone: Asia/Tokyo, basis: clinic }
                """, name -> name.equals("syn-pump") ? Optional.of(other) : Optional.empty());
        assertThat(vendor.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(vendor.quirks()).isEqualTo(other.quirks());
        assertThat(vendor.codes()).isEqualTo(other.codes());
        assertThat(vendor.transactions()).isEqualTo(other.transactions());
        assertThat(vendor.identities()).hasSize(1);
    }

    /** What is written instead of what, the line, and words of what to do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "name: syn-pump | name: other | 1 | Give the file the name other.yaml",
                "title: A synthetic pump | titel: A synthetic pump | 2 | \"titel\" means nothing here",
                "kind: seen | kind: rumour | 5 | seen, document or site",
                "application: SYN-PUMP* | applikation: SYN-PUMP* | 8 | means nothing here. Known are application",
                "application: SYN-PUMP*, | | 8 | would fit every sender",
                "SYN-PUMP*, basis: bench | SYN-PUMP*, basis: hearsay | 8 | not described under \"basis\"",
                "SYN-PUMP*, basis: bench | SYN-PUMP* | 8 | Add \"basis\"",
                "is: PCD-04 | is: PCD-99 | 10 | \"PCD-99\" is none of PCD-01",
                "oid: 2.999.1 | oid: two | 10 | no OID",
                "Europe/Berlin | Europe/Nowhere | 11 | is no time zone",
                "ISO-8859-15 | ISO-9999 | 12 | is no character set",
                "PT1M | PT9H | 13 | every-value, or a duration",
                "PT1M | quickly | 13 | every-value, or a duration",
                "texts: [NOBODY] | texts: { a: b } | 15 | Write a list",
                "means: \"149530\", | | 17 | \"means\" is missing",
                "number-zero-is-none | number-one-is-none | 21 | There is no quirk \"number-one-is-none\". Known are",
                "quirks: | units: | 20 | \"units\" stands here twice",
                "remarks: | remarks: [ | 22 | This is no YAML"
            })
    void aMistakeIsNamedWithItsLineAndWhatToDo(String right, String wrong, int line, String whatToDo) {
        String text = GOOD.replace(right, wrong == null ? "" : wrong);
        assertThat(text).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(WrongVendorFile.class)
                .hasMessageContaining(whatToDo)
                .satisfies(thrown -> assertThat(((WrongVendorFile) thrown).line())
                        .isBetween(line, wrong != null && wrong.endsWith("[") ? 99 : line))
                .hasMessageStartingWith("syn-pump.yaml:");
    }

    @Test
    void aBasisNothingRestsOnIsRefused() {
        assertThatThrownBy(() ->
                        read(GOOD.replace("identity:", "  more:\n    kind: document\n    what: A manual\nidentity:")))
                .hasMessageContaining("Nothing rests on more");
    }

    @Test
    void aFileThatIsNoMappingIsRefused() {
        assertThatThrownBy(() -> read("- a list")).hasMessage("syn-pump.yaml:1: Begin the file with \"name:\".");
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("syn-pump.yaml:1:");
    }
}
