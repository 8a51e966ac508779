Alias: $ObservationCategory = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $SignatureType = urn:iso-astm:E1762-95:2013
Alias: $YesNo = http://terminology.hl7.org/CodeSystem/v2-0532
