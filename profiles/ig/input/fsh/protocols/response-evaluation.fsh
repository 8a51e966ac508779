Instance: response-evaluation
InstanceOf: DriplineProtocolActivity
Usage: #definition
Title: "Evaluate the response"
Description: "Patient and prescriber look at the scores together and decide how to go on."
* insert Activity(response-evaluation, ResponseEvaluation, Task)
* title = "Evaluate the response"
* description = "Patient and prescriber look at the scores together and decide how to go on."
