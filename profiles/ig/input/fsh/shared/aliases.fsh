Alias: $LNC = http://loinc.org
Alias: $MDC = urn:iso:std:iso:11073:10101
Alias: $RXN = http://www.nlm.nih.gov/research/umls/rxnorm
Alias: $SCT = http://snomed.info/sct
Alias: $UCUM = http://unitsofmeasure.org
