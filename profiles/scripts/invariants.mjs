// SPDX-License-Identifier: Apache-2.0
// Evaluates every invariant of ours (dl-…) over every example with fhirpath.js, and says where it differs from what the
// examples promise. HAPI evaluates the same ones in ProfilesIT; an expression only one engine reads is no invariant.
//
//   node invariants.mjs NODE_MODULES ARTEFACTS EXAMPLES
//     NODE_MODULES  where npm installed fhirpath
//     ARTEFACTS     the folder of committed artefacts, with index.txt
//     EXAMPLES      the folder with valid/<profile id>/ and invalid/<profile id>/
//
// A valid example meets every invariant of its profile. Beside an invalid one the file .expected names what fails: an
// invariant of ours must fail, and when it is a warning every other one must hold. Exit 1 and one line a difference.
import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [nodeModules, artefacts, examples] = process.argv.slice(2).map((argument) => resolve(argument));
const require = createRequire(join(nodeModules, 'here.js'));
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');

const definitions = readFileSync(join(artefacts, 'index.txt'), 'utf8')
  .split('\n')
  .filter((name) => name.startsWith('StructureDefinition-'))
  .map((name) => read(join(artefacts, name)))
  .filter((definition) => definition.kind === 'resource');

const byUrl = new Map(definitions.map((definition) => [definition.url, definition]));
const differences = [];
let evaluated = 0;

for (const profile of definitions) {
  const invariants = invariantsOf(profile);
  for (const example of examplesOf('valid', profile.id)) {
    const failed = failing(invariants, example);
    if (failed.length > 0) differences.push(`${example.name}: valid, yet fails ${failed.join(', ')}`);
  }
  for (const example of examplesOf('invalid', profile.id)) compare(profile, invariants, example);
}

if (evaluated === 0) differences.push('no invariant was evaluated');
if (differences.length > 0) {
  console.error(['fhirpath.js disagrees with the examples:', ...differences.map((line) => `  ${line}`)].join('\n'));
  process.exit(1);
}
console.log(`fhirpath.js agrees with the examples in ${evaluated} evaluations of our invariants`);

function compare(profile, invariants, example) {
  const [, severity, words] = /^(\S+)\s+(.*)$/s.exec(readFileSync(example.expected, 'utf8').trim());
  const failed = failing(invariants, example);
  const promised = /\bdl-[a-z0-9]+-\d+\b/.exec(words)?.[0];
  if (promised && !failed.includes(promised)) differences.push(`${example.name}: ${promised} does not fail`);
  const others = failed.filter((key) => key !== promised);
  if (severity === 'warning' && others.length > 0) differences.push(`${example.name}: also fails ${others.join(', ')}`);
}

/** The keys of the invariants that an example fails. */
function failing(invariants, example) {
  return invariants.filter((invariant) => !holds(invariant, example)).map(({ key }) => key);
}

/** True on true alone, on every element the invariant stands at: as FHIR has it, an empty result is no true. */
function holds({ key, at, expression }, { name, resource }) {
  const environment = { resource, rootResource: resource };
  try {
    const places = at === '' ? [resource] : fhirpath.evaluate(resource, at, environment, r4);
    return places.every((place) => {
      evaluated += 1;
      const result = fhirpath.evaluate(
        place,
        at === '' ? expression : { base: `${resource.resourceType}.${at}`, expression },
        environment,
        r4,
      );
      return result.length === 1 && result[0] === true;
    });
  } catch (problem) {
    differences.push(`${name}: ${key} cannot be evaluated: ${problem.message}`);
    return true;
  }
}

/** Ours, of a profile and of the profiles of ours that it derives from. */
function invariantsOf(profile) {
  const base = byUrl.get(profile.baseDefinition);
  const own = profile.differential.element.flatMap((element) =>
    (element.constraint ?? [])
      .filter(({ key }) => key.startsWith('dl-'))
      .map(({ key, expression }) => {
        if (element.id.includes(':')) throw new Error(`${profile.id}: ${key} stands on a slice, which is not supported here`);
        const at = element.path.split('.').slice(1).join('.').replace('[x]', '');
        return { key, at, expression };
      }),
  );
  return base ? [...invariantsOf(base), ...own] : own;
}

function examplesOf(kind, id) {
  const folder = join(examples, kind, id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: `${kind}/${id}/${file}`,
      resource: read(join(folder, file)),
      expected: join(folder, file.replace(/\.json$/, '.expected')),
    }));
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
