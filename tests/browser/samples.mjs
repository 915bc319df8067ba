// The pages that `web` has samples of, served as they stand.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { ARTIFACTS, ROOT } from './house.mjs';

const TYPES = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** The policy that the house serves its pages with. */
function policy() {
  const source = readFileSync(join(ROOT, 'crates/web/src/assets.rs'), 'utf8');
  const found = /CONTENT_SECURITY_POLICY: &str\s*=\s*"([^"]+)"/.exec(source.replaceAll(/\\\n\s*/g, ''));
  if (!found) throw new Error('crates/web/src/assets.rs holds no CONTENT_SECURITY_POLICY');
  return found[1];
}

/** Writes all samples and serves them; `names` are those of `language`, without it. */
export async function serveSamples() {
  const folder = join(ARTIFACTS, 'samples');
  const args = ['run', '--quiet', '--package', 'web', '--example', 'samples', '--', folder];
  execFileSync('cargo', args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
  const headers = { 'content-security-policy': policy(), 'x-content-type-options': 'nosniff' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://samples');
    const page = pages.includes(pathname.slice(1));
    const asset = /^\/assets\/[\w.-]+$/.test(pathname) && existsSync(join(folder, pathname));
    // Live pages listen for news; samples have none.
    if (request.headers.accept?.includes('text/event-stream')) return response.writeHead(204).end();
    if (!page && !asset) return response.writeHead(404).end();
    const type = page ? 'text/html; charset=utf-8' : TYPES[extname(pathname)];
    return response.writeHead(200, { ...headers, 'content-type': type }).end(readFileSync(join(folder, pathname)));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    names: (language) => pages.filter((name) => name.endsWith(`-${language}.html`)).map((name) => name.slice(0, -8)).sort(),
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
