// SPDX-License-Identifier: Apache-2.0
//
// A web app as its maker would write it with npm's fhirclient, unchanged: /launch is where an EHR opens it, /callback
// where the authorization server sends the browser back. There it renews its token, searches, and tells what it got.
// Settings: CLIENT_ID, CLIENT_SECRET. Prints the port it listens on.
"use strict";

const http = require("http");
const smart = require("fhirclient");

const kept = new Map();
const storage = {
  get: async (key) => kept.get(key),
  set: async (key, value) => {
    kept.set(key, value);
    return value;
  },
  unset: async (key) => kept.delete(key),
};

async function answer(request, response) {
  const session = smart(request, response, storage);
  if (request.url.startsWith("/launch")) {
    await session.authorize({
      clientId: process.env.CLIENT_ID,
      clientSecret: process.env.CLIENT_SECRET,
      scope: "launch openid fhirUser online_access patient/*.rs",
      redirectUri: "/callback",
      pkceMode: "required",
    });
    return;
  }
  const client = await session.ready();
  const first = client.getState("tokenResponse.access_token");
  const firstRenewal = client.getState("tokenResponse.refresh_token");
  await client.refresh();
  const found = await client.request("Observation?code:text=synthetic&patient=" + client.patient.id);
  const patient = await client.patient.read();
  response.setHeader("Content-Type", "application/json");
  response.end(
    JSON.stringify({
      patient: patient.id,
      encounter: client.encounter.id,
      user: client.user.fhirUser,
      renewed: first !== client.getState("tokenResponse.access_token"),
      rotated: firstRenewal !== client.getState("tokenResponse.refresh_token"),
      found: (found.entry || []).map((entry) => entry.resource.id),
    }),
  );
}

const server = http.createServer((request, response) =>
  answer(request, response).catch((problem) => {
    response.statusCode = 500;
    response.end(String(problem && problem.message));
  }),
);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
