// What stands behind each door of the start page, before anybody has signed in.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LANGUAGES, SIZES, houseUrl, openBrowser, sound, visitor } from './browser.mjs';

const DOORS = { counter: '/counter', 'my-page': '/me', phones: '/phones', operations: '/operations',
  'demo-sign-in': '/demo/sign-in' };

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

describe('behind each door', () => {
  for (const [name, path] of Object.entries(DOORS)) {
    for (const language of Object.keys(LANGUAGES)) {
      test(`${name} is sound, in ${language}`, async () => {
        for (const size of Object.keys(SIZES)) {
          const someone = await visitor(browser, { language, size });
          try {
            const answer = await someone.page.goto(path, { waitUntil: 'load' });
            assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
            assert.equal(await someone.page.locator('h1').count(), 1, 'a page has one heading of the first rank');
            await sound(someone, `door-${name}`);
          } finally {
            await someone.leave();
          }
        }
      });
    }
  }

  test('an address that is none is told plainly, in the language of the reader', async () => {
    const answer = await fetch(`${houseUrl()}/nowhere`, { headers: { cookie: 'lang=en' } });
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /<html lang="en"/);
  });
});
