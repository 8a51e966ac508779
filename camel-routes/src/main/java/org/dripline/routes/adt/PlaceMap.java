// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.adt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.segment.Element;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;

/**
 * {@code PL[Location]}. PL.4 facility, PL.1 point of care, PL.2 room and PL.3 bed → one Location each, of physical type
 * si, wa, ro and bd, each part of the one before; PL.9 → description of the smallest. The id is derived from the four,
 * so that EHR, schedule and devices mean the same bed by the same words.
 */
public final class PlaceMap {

    private static final String PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";

    private PlaceMap() {}

    /** A place as somebody names it. */
    public record Place(String facility, String pointOfCare, String room, String bed, String description) {

        /** Empty when the element names no place. */
        public static Optional<Place> of(Element pl) {
            Place place = new Place(pl.text(4), pl.text(1), pl.text(2), pl.text(3), pl.text(9));
            return place.pointOfCare.isEmpty() && place.room.isEmpty() && place.bed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(place);
        }

        /** Value of {@link Canonicals#PLACE}: the name without the facility, which devices often do not send. */
        public String name() {
            return Stream.of(pointOfCare, room, bed).collect(Collectors.joining("^"));
        }

        /** Id of its Location. */
        public String id() {
            return DerivedId.of("loc", facility, pointOfCare, room, bed);
        }

        private Optional<Place> around() {
            if (!bed.isEmpty()) {
                return Optional.of(new Place(facility, pointOfCare, room, "", ""))
                        .filter(it -> !it.pointOfCare.isEmpty() || !it.room.isEmpty());
            }
            if (!room.isEmpty() && !pointOfCare.isEmpty()) {
                return Optional.of(new Place(facility, pointOfCare, "", "", ""));
            }
            return facility.isEmpty() || pointOfCare.isEmpty() && room.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Place(facility, "", "", "", ""));
        }

        private Coding kind() {
            if (!bed.isEmpty()) {
                return new Coding(PHYSICAL_TYPE, "bd", "Bed");
            }
            if (!room.isEmpty()) {
                return new Coding(PHYSICAL_TYPE, "ro", "Room");
            }
            return pointOfCare.isEmpty()
                    ? new Coding(PHYSICAL_TYPE, "si", "Site")
                    : new Coding(PHYSICAL_TYPE, "wa", "Ward");
        }
    }

    /** Reference to the place's Location. */
    public static Reference reference(Place place) {
        return new Reference("Location/" + place.id());
    }

    /** The place and what it is part of, the largest first. */
    public static List<Location> locations(Place place) {
        List<Location> locations = new ArrayList<>();
        Optional<Place> around = place.around();
        around.ifPresent(it -> locations.addAll(locations(it)));
        Location location = new Location();
        location.setId(place.id());
        location.getMeta().addProfile(Canonicals.PLACE_PROFILE);
        location.addIdentifier()
                .setSystem(Canonicals.PLACE)
                .setValue(place.kind().getCode().equals("si") ? place.facility() : place.name());
        location.setStatus(Location.LocationStatus.ACTIVE);
        location.setMode(Location.LocationMode.INSTANCE);
        location.setName(Stream.of(place.pointOfCare(), place.room(), place.bed())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
        if (!location.hasName()) {
            location.setName(place.facility());
        }
        if (!place.description().isEmpty()) {
            location.setDescription(place.description());
        }
        location.getPhysicalType().addCoding(place.kind());
        around.ifPresent(it -> location.setPartOf(reference(it)));
        locations.add(location);
        return locations;
    }
}
