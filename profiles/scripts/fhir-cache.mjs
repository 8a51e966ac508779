// SPDX-License-Identifier: Apache-2.0
// SUSHI looks for FHIR packages in $HOME/.fhir/packages and fetches what it misses. This fills such a folder from what
// Maven and npm have already brought, so that it fetches nothing.
//
//   node fhir-cache.mjs HOME CORE NODE_MODULES US_CORE
//     HOME          the folder SUSHI will see as $HOME
//     CORE          a folder with the JSON definitions of FHIR R4 (4.0.1)
//     NODE_MODULES  where npm installed the other packages
//     US_CORE       a Bundle with the definitions of US Core
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [home, core, nodeModules, usCore] = process.argv.slice(2).map((argument) => resolve(argument));
const packages = join(home, '.fhir', 'packages');
const fromNpm = ['hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4'];

rmSync(packages, { recursive: true, force: true });

const coreFolder = folderOf('hl7.fhir.r4.core', '4.0.1');
cpSync(core, coreFolder, { recursive: true });
describe(coreFolder, {
  name: 'hl7.fhir.r4.core',
  version: '4.0.1',
  type: 'Core',
  canonical: 'http://hl7.org/fhir',
  url: 'http://hl7.org/fhir/R4',
});

const definitions = JSON.parse(readFileSync(usCore, 'utf8'))
  .entry.map((entry) => entry.resource)
  .filter(({ resourceType }) => ['StructureDefinition', 'ValueSet', 'CodeSystem'].includes(resourceType));
const usCoreVersion = definitions[0].version;
const usCoreFolder = folderOf('hl7.fhir.us.core', usCoreVersion);
mkdirSync(usCoreFolder);
describe(usCoreFolder, {
  name: 'hl7.fhir.us.core',
  version: usCoreVersion,
  type: 'IG',
  canonical: 'http://hl7.org/fhir/us/core',
  url: 'http://hl7.org/fhir/us/core',
});
for (const definition of definitions) {
  const name = `${definition.resourceType}-${definition.id}.json`;
  writeFileSync(join(usCoreFolder, name), JSON.stringify(definition));
}

// Empty on purpose: see ig/sushi-config.yaml.
const toolsFolder = folderOf('hl7.fhir.uv.tools.r4', '0.0.0');
mkdirSync(toolsFolder);
describe(toolsFolder, {
  name: 'hl7.fhir.uv.tools.r4',
  version: '0.0.0',
  type: 'IG',
  canonical: 'http://hl7.org/fhir/tools',
  url: 'http://hl7.org/fhir/tools',
});

for (const name of fromNpm) {
  const source = join(nodeModules, name);
  if (!existsSync(source)) throw new Error(`${name} is missing from ${nodeModules}; run npm ci first`);
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  symlinkSync(source, folderOf(name, version));
}

/** The `package` folder of one package; its parent is made, itself not. */
function folderOf(name, version) {
  const parent = join(packages, `${name}#${version}`);
  mkdirSync(parent, { recursive: true });
  return join(parent, 'package');
}

/** Writes the package.json by which SUSHI recognises a package. */
function describe(folder, manifest) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, fhirVersions: ['4.0.1'], dependencies: {} }));
}
