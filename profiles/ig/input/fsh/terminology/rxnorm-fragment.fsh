CodeSystem: RxNormFragment
Id: rxnorm-fragment
Title: "RxNorm, the codes used here"
Description: "Lets a validator without a terminology server know the RxNorm concepts this project uses."
* insert FragmentOf(http://www.nlm.nih.gov/research/umls/rxnorm, U.S. National Library of Medicine)
* #6130 "ketamine"
* #238082 "ketamine 10 MG/ML Injectable Solution"
* #238084 "ketamine 50 MG/ML Injectable Solution"
* #238083 "ketamine 100 MG/ML Injectable Solution"
* #6185 "labetalol"
* #26225 "ondansetron"
* #6960 "midazolam"
