// SPDX-License-Identifier: Apache-2.0
// Compares the artefacts SUSHI made with the committed ones, or replaces the committed ones.
//
//   node artefacts.mjs GENERATED COMMITTED UPDATE
//     GENERATED  the folder SUSHI wrote to
//     COMMITTED  the folder of committed artefacts, with index.txt, the list of its files
//     UPDATE     true: make COMMITTED equal. Anything else: exit 1 when it is not equal
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [generated, committed, update] = process.argv.slice(2);

const names = readdirSync(generated).filter((name) => name.endsWith('.json')).sort();
if (names.length === 0) throw new Error(`SUSHI left nothing in ${generated}`);
const wanted = new Map(names.map((name) => [name, `${readFileSync(join(generated, name), 'utf8').trimEnd()}\n`]));
wanted.set('index.txt', `${names.join('\n')}\n`);

if (update === 'true') {
  rmSync(committed, { recursive: true, force: true });
  mkdirSync(committed, { recursive: true });
  for (const [name, content] of wanted) writeFileSync(join(committed, name), content);
  console.log(`Wrote ${names.length} artefacts to ${committed}`);
} else {
  const differences = compare();
  if (differences.length > 0) {
    console.error(
      [
        'The committed FHIR artefacts are not what the FSH sources make:',
        ...differences.map((line) => `  ${line}`),
        'To update them run  mvn -pl profiles -Pfsh -Dfsh.update generate-resources  and commit what changed.',
      ].join('\n'),
    );
    process.exit(1);
  }
  console.log(`${names.length} committed artefacts are what the FSH sources make`);
}

/** One line a file that is missing, different or left over. */
function compare() {
  const present = new Set(listOf(committed));
  const lines = [];
  for (const [name, content] of wanted) {
    if (!present.has(name)) lines.push(`missing    ${name}`);
    else if (readFileSync(join(committed, name), 'utf8') !== content) lines.push(`different  ${name}`);
  }
  for (const name of present) if (!wanted.has(name)) lines.push(`left over  ${name}`);
  return lines;
}

function listOf(folder) {
  try {
    return readdirSync(folder);
  } catch (problem) {
    if (problem.code === 'ENOENT') return [];
    throw problem;
  }
}
