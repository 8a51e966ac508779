// SPDX-License-Identifier: Apache-2.0
// That invariants.mjs can fail: node --test scripts/
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const profiles = dirname(dirname(fileURLToPath(import.meta.url)));
const committed = join(profiles, 'src/main/resources/org/dripline/conformance/fhir');
const scale = 'StructureDefinition-dripline-sedation-moaas.json';

let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), 'invariants-'))));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the committed invariants agree with the committed examples', () => {
  const { status, stdout } = run(committed);
  assert.equal(status, 0);
  assert.match(stdout, /agrees with the examples in [1-9]\d+ evaluations/);
});

test('an invariant that holds for everything is noticed', () => {
  const { status, stderr } = run(withExpression('value.ofType(integer).all($this <= 5000)'));
  assert.equal(status, 1);
  assert.match(stderr, /invalid\/dripline-sedation-moaas\/six\.json: dl-moaas-1 does not fail/);
});

test('an invariant that a valid example fails is noticed', () => {
  const { status, stderr } = run(withExpression('value.ofType(integer).all($this > 4)'));
  assert.equal(status, 1);
  assert.match(stderr, /valid\/dripline-sedation-moaas\/lethargic\.json: valid, yet fails dl-moaas-1/);
});

test('an invariant that cannot be read is noticed', () => {
  const { status, stderr } = run(withExpression('value.ofType(integer).all($this >'));
  assert.equal(status, 1);
  assert.match(stderr, /dl-moaas-1 cannot be evaluated/);
});

/** The committed artefacts with another expression for dl-moaas-1. */
function withExpression(expression) {
  const changed = mkdtempSync(join(folder, 'artefacts-'));
  cpSync(committed, changed, { recursive: true });
  const profile = JSON.parse(readFileSync(join(changed, scale), 'utf8'));
  profile.differential.element.flatMap(({ constraint = [] }) => constraint).find(({ key }) => key === 'dl-moaas-1').expression =
    expression;
  writeFileSync(join(changed, scale), JSON.stringify(profile));
  return changed;
}

function run(artefacts) {
  const script = join(profiles, 'scripts/invariants.mjs');
  const examples = join(profiles, 'src/test/resources/fhir');
  return spawnSync(process.execPath, [script, join(profiles, 'npm/node_modules'), artefacts, examples], { encoding: 'utf8' });
}
