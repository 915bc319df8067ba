// A house of our own: the demonstration as a process, on free ports, with its data in a folder that goes with it.

import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Where screenshots and the house's log are kept; git does not. */
export const ARTIFACTS = join(ROOT, 'artifacts', 'browser');

const START_MS = 120_000;
const STOP_MS = 15_000;

/** The binary under test: `JAWAZ_TEST_BINARY`, or the one that `cargo build` left. */
export function binary() {
  const target = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target');
  const path = process.env.JAWAZ_TEST_BINARY ?? join(target, 'debug', 'jawaz');
  if (!existsSync(path)) throw new Error(`${path} is not there: cargo build --package jawaz`);
  return path;
}

/** Starts a demonstration; resolves when it answers. `output` is all that it printed. */
export async function startHouse({ people = 500, seed = 7, log = 'house.log' } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'jawaz-browser-'));
  mkdirSync(ARTIFACTS, { recursive: true });
  const file = createWriteStream(join(ARTIFACTS, log));
  const args = ['demo', '--listen', '127.0.0.1:0', '--smsc', '127.0.0.1:0', '--data', data];
  args.push('--people', String(people), '--seed', String(seed));
  const child = spawn(binary(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })));
  const failed = new Promise((_, fail) => child.once('error', fail));
  child.stderr.pipe(file, { end: false });

  const output = [];
  const listening = new Promise((done) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      file.write(`${line}\n`);
      const address = /^listening (http:\S+)$/.exec(line);
      if (address) done(address[1]);
    });
  });

  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const { code, signal } = await gone;
    clearTimeout(late);
    file.end();
    rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the house ended with ${code ?? signal}; see ${join(ARTIFACTS, log)}`);
  };

  const never = gone.then(({ code, signal }) => {
    throw new Error(`the house ended before it listened (${code ?? signal}); see ${join(ARTIFACTS, log)}`);
  });
  try {
    const url = await within(START_MS, 'the house does not listen', Promise.race([listening, never, failed]));
    await within(START_MS, `${url}/readyz does not answer`, ready(url));
    never.catch(() => {});
    return { url, output, stop };
  } catch (trouble) {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
    throw trouble;
  }
}

async function ready(url) {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} within ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
