// The page that a newcomer meets.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LANGUAGES, SIZES, calm, houseUrl, inLanguage, openBrowser, sound, tabTo, visitor } from './browser.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

/** As somebody new to the house, then out of the door again. */
async function as(options, does) {
  const someone = await visitor(browser, options);
  try { await does(someone); } finally { await someone.leave(); }
}

describe('the start page', () => {
  for (const language of Object.keys(LANGUAGES)) {
    for (const size of Object.keys(SIZES)) {
      test(`offers five stories, in ${language} at ${size} size`, () => as({ language, size }, async (someone) => {
        await someone.page.goto('/');
        assert.equal(await someone.page.locator('section.story').count(), 5);
        assert.equal(await someone.page.locator('.demo-banner').isVisible(), true);
        await sound(someone, 'start');
      }));
    }

    test(`can be read without script, in ${language}`, () => as({ language, script: false }, async (someone) => {
      await someone.page.goto('/');
      assert.equal(await someone.page.locator('section.story').count(), 5);
      await inLanguage(someone);
      calm(someone);
    }));
  }

  test('begins with a way past the header, by keyboard', () => as({}, async (someone) => {
    await someone.page.goto('/');
    await tabTo(someone, 'a.skip', 1);
    await someone.keyboard.press('Enter');
    assert.equal(new URL(someone.page.url()).hash, '#main');
    assert.equal(await someone.page.evaluate(() => document.activeElement.id), 'main');
  }));

  test('switches to the other language and remembers it', () => as({ language: 'ar' }, async (someone) => {
    await someone.page.goto('/');
    await someone.page.locator('a[hreflang="en"]').click();
    await inLanguage({ ...someone, language: 'en' });
    await someone.page.goto('/');
    await inLanguage({ ...someone, language: 'en' });
    calm(someone);
  }));

  test('tells nobody else where one came from, and admits nothing from elsewhere', async () => {
    const answer = await fetch(houseUrl());
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('referrer-policy') ?? '', /no-referrer|same-origin/);
  });
});
