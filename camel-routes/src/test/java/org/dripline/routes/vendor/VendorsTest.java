// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dripline.routes.MessageText;
import org.dripline.routes.charting.VendorFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vendor that is shipped says what it rests on, has messages of its own, and is known by them. */
class VendorsTest {

    static List<Path> folders() throws IOException {
        return VendorFixtures.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isRecognisedByItsOwnMessages(Path folder) throws IOException {
        Vendors vendors = Vendors.with(folder);
        List<Path> messages = VendorFixtures.messages(folder);
        assertThat(messages).isNotEmpty();
        for (Path message : messages) {
            Sender sender = Sender.read(MessageText.firstSegment(Files.readAllBytes(message)));
            Vendor vendor = vendors.of(sender);
            // A product whose MSH says nothing of it is known by a site's own file, which is like it.
            boolean named = vendor.name().equals(String.valueOf(folder.getFileName()));
            boolean siteSays =
                    vendor.basis().values().stream().anyMatch(basis -> basis.kind() == Vendor.Basis.Kind.SITE);
            assertThat(named || siteSays)
                    .as(message + " is taken for " + vendor.name())
                    .isTrue();
        }
    }

    @Test
    void whatIsShippedRestsOnMessagesOrDocumentsOnly() throws IOException {
        Vendors vendors = Vendors.shipped();
        assertThat(vendors.all()).extracting(Vendor::name).isEqualTo(VendorFixtures.shipped());
        assertThat(vendors.all())
                .allSatisfy(vendor -> assertThat(vendor.basis().values())
                        .isNotEmpty()
                        .noneMatch(basis -> basis.kind() == Vendor.Basis.Kind.SITE));
    }

    @Test
    void whoIsNotKnownFollowsTheStandard() {
        Vendor generic = Vendors.shipped().of(Sender.of("ALARIS", "", "SYN"));
        assertThat(generic.name()).isEqualTo("generic");
        assertThat(generic.transaction("1.3.6.1.4.1.19376.1.6.4.10")).contains(Transaction.PCD_10);
        assertThat(generic.transaction("1.3.6.1.4.1.19376.1.6.4.4")).contains(Transaction.PCD_04);
    }

    @Test
    void aSitesOwnFileComesBeforeAShippedOneAndMayReplaceIt(@TempDir Path folder) throws IOException {
        write(folder, "ours", "SYN", "identity:\n  - { application: PAT_DEVICE_BBRAUN, basis: site }\n");
        write(folder, "draeger", "Ours", "identity:\n  - { facility: SYN-AR, basis: site }\n");
        Vendors vendors = Vendors.with(folder);
        assertThat(vendors.of(Sender.of("PAT_DEVICE_BBRAUN", "", "BBRAUN")).name())
                .isEqualTo("ours");
        assertThat(vendors.of(Sender.of("A", "", "SYN-AR")).title()).isEqualTo("Ours");
        assertThat(vendors.of(Sender.of("A", "", "IHE_AR")).name()).isEqualTo("generic");
    }

    @Test
    void theStricterIdentityWins(@TempDir Path folder) throws IOException {
        write(folder, "all", "All", "identity:\n  - { application: SYN*, basis: site }\n");
        write(folder, "one", "One", "identity:\n  - { application: SYN*, facility: WARD, basis: site }\n");
        write(folder, "room", "Room", "identity:\n  - { source: SYN-1/WARD, basis: site }\n");
        Vendors vendors = Vendors.with(folder);
        assertThat(vendors.of(Sender.of("SYN-2", "", "")).name()).isEqualTo("all");
        assertThat(vendors.of(Sender.of("syn-2", "", "ward")).name()).isEqualTo("one");
        assertThat(vendors.of(Sender.of("SYN-1", "", "WARD")).name()).isEqualTo("room");
    }

    @Test
    void twoFilesThatAskForTheSameAreRefused(@TempDir Path folder) throws IOException {
        write(folder, "one", "One", "identity:\n  - { application: SYN, basis: site }\n");
        write(folder, "two", "Two", "identity:\n  - { application: SYN, basis: site }\n");
        assertThatThrownBy(() -> Vendors.with(folder))
                .hasMessage("two.yaml:5: Another file recognises its sender by the same. Make one of them stricter.");
    }

    private static void write(Path folder, String name, String title, String rest) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                "name: " + name + "\ntitle: " + title + "\nbasis: { site: { kind: site, what: A test } }\n" + rest);
    }
}
