// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.Set;
import java.util.stream.Collectors;

/** Which addresses of HL7's renderings our pages keep. */
final class GuideLinks {

    private final Inventory inventory;
    private final Set<String> pages;

    GuideLinks(Inventory inventory) {
        this.inventory = inventory;
        this.pages = inventory.artefacts().stream().map(Names::page).collect(Collectors.toUnmodifiableSet());
    }

    /** The address as our pages write it; empty when nothing would be found there. */
    String of(String address) {
        int hash = address.indexOf('#');
        String path = hash < 0 ? address : address.substring(0, hash);
        if (pages.contains(path)) {
            return path;
        }
        if (address.startsWith(inventory.description().canonical())) {
            return inventory.artefact(path).map(Names::page).orElse("");
        }
        if (address.startsWith("http://") || address.startsWith("https://")) {
            return address;
        }
        return "";
    }
}
