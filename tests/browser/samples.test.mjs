// Every page that there is, in both languages and sizes, as `web` shows it in its samples: states that a
// demonstration seldom reaches are looked at too.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LANGUAGES, SIZES, openBrowser, sound, visitor } from './browser.mjs';
import { serveSamples } from './samples.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

const samples = await serveSamples();
after(() => samples.stop());

describe('the samples', () => {
  test('are the same in both languages', () => {
    assert.deepEqual(samples.names('ar'), samples.names('en'));
    assert.ok(samples.names('ar').includes('start'));
  });

  for (const language of Object.keys(LANGUAGES)) {
    for (const name of samples.names(language)) {
      test(`${name} is sound, in ${language}`, async () => {
        for (const size of Object.keys(SIZES)) {
          const someone = await visitor(browser, { language, size, url: samples.url });
          try {
            await someone.page.goto(`/${name}-${language}.html`);
            await sound(someone, `sample-${name}`);
          } finally {
            await someone.leave();
          }
        }
      });
    }
  }
});
