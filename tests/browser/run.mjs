// Starts one house, runs the spec files against it, ends it: `npm test`, or `node run.mjs start.spec.mjs`.
// Specs share the house and run one after another; a spec that needs its own starts it with `startHouse`.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHouse } from './house.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const specs = named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith('.spec.mjs')).sort();

const house = await startHouse();
console.log(`a house of 500 people at ${house.url}`);
try {
  process.exitCode = await run(specs, { JAWAZ_TEST_URL: house.url, JAWAZ_TEST_SAID: house.output.join('\n') });
} finally {
  await house.stop();
}

function run(files, told) {
  const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
  const child = spawn(process.execPath, args, { cwd: here, env: { ...process.env, ...told }, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done(code ?? 1));
  });
}
