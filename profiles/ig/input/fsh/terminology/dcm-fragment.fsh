CodeSystem: DicomFragment
Id: dcm-fragment
Title: "DICOM, the codes used here"
Description: "Lets a validator without a terminology server know the DICOM concepts by which AuditEvents of this project speak."
* insert FragmentOf(http://dicom.nema.org/resources/ontology/DCM, National Electrical Manufacturers Association)
* #110106 "Export"
* #110114 "User Authentication"
* #110122 "Login"
* #110127 "Emergency Override Started"
* #110150 "Application"
* #110152 "Destination Role ID"
* #110153 "Source Role ID"
