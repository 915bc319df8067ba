// A browser, and what tests ask of a page.

import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { ARTIFACTS } from './house.mjs';

/** The sizes that pages are looked at in. */
export const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
/** The languages that pages are written in, with the direction they are read in. */
export const LANGUAGES = { ar: 'rtl', en: 'ltr' };

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

function executable() {
  const named = process.env.JAWAZ_TEST_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = named ? [named] : folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const there = (path) => {
    try { accessSync(path, constants.X_OK); return true; } catch { return false; }
  };
  const found = places.find(there);
  if (!found) throw new Error('Chromium is not there: scripts/setup brings it, JAWAZ_TEST_CHROMIUM names another');
  return found;
}

/** Starts Chromium. */
export const openBrowser = () => chromium.launch({ executablePath: executable(), args: ARGS });

/** The house that `run.mjs` started. */
export function houseUrl() {
  const url = process.env.JAWAZ_TEST_URL;
  if (!url) throw new Error('no house: run the tests with `npm test`, or name one in JAWAZ_TEST_URL');
  return url;
}

/**
 * A fresh visitor. `language` as if chosen before, `script: false` as with scripts switched off, `url` for
 * another place than the house. Whatever goes wrong on its pages is kept in `troubles`; `calm` fails on it.
 */
export async function visitor(browser, { language = 'ar', size = 'desk', script = true, url = houseUrl() } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: SIZES[size],
    javaScriptEnabled: script,
    locale: language === 'ar' ? 'ar-SA' : 'en-GB',
    timezoneId: 'Asia/Riyadh',
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'lang', value: language, url }]);
  const troubles = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
        troubles.push(`asked another host: ${request.url()}`);
      }
    });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return { context, page, troubles, keyboard: counted(page), language, size, leave: () => context.close() };
}

/** A keyboard that counts: a press is a press, a typed text is one for each letter. */
function counted(page) {
  const keyboard = {
    presses: 0,
    async press(...keys) {
      for (const key of keys) {
        keyboard.presses += 1;
        await page.keyboard.press(key);
      }
    },
    async type(text) {
      keyboard.presses += [...text].length;
      await page.keyboard.type(text);
    },
  };
  return keyboard;
}

/** Moves on by Tab until `selector` has the focus. */
export async function tabTo({ page, keyboard }, selector, most = 60) {
  const focused = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let tries = 0; tries < most; tries += 1) {
    if (await focused()) return;
    await keyboard.press('Tab');
  }
  assert.ok(await focused(), `${selector} is not reached by ${most} presses of Tab`);
}

/** Fails if a script failed, the policy refused something, the house erred or another host was asked. */
export function calm({ page, troubles }) {
  assert.deepEqual(troubles, [], `troubles by ${page.url()}`);
}

/** Fails on any violation of WCAG 2.2 A and AA that axe finds. */
export async function accessible({ page }) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const told = violations.map((found) => {
    const where = found.nodes.map((node) => `    ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1] ?? ''}`);
    return `${found.id}: ${found.help}\n${where.join('\n')}`;
  });
  assert.equal(told.length, 0, `${page.url()}\n${told.join('\n')}`);
}

/** Fails when the page has to be scrolled sideways. */
export async function fits({ page, size }) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= SIZES[size].width, `${page.url()} is ${wide} wide at ${SIZES[size].width}`);
}

/** Fails unless the page is in the visitor's language and read in its direction. */
export async function inLanguage({ page, language }) {
  const html = page.locator('html');
  assert.equal(await html.getAttribute('lang'), language);
  assert.equal(await html.getAttribute('dir'), LANGUAGES[language]);
}

/** Keeps a picture of the whole page as `NAME-LANGUAGE-SIZE.png`. */
export async function picture({ page, language, size }, name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(ARTIFACTS, `${name}-${language}-${size}.png`), fullPage: true });
}

/** What every page must stand: language, width, axe, no troubles; and it is pictured. */
export async function sound(someone, name) {
  await picture(someone, name);
  await inLanguage(someone);
  await fits(someone);
  await accessible(someone);
  calm(someone);
}

/** As `sound`, at every size, without leaving the page; it is left at the size it was in. */
export async function soundInEverySize(someone, name) {
  const { page, size: usual } = someone;
  for (const size of Object.keys(SIZES)) {
    await page.setViewportSize(SIZES[size]);
    await sound({ ...someone, size }, name);
  }
  await page.setViewportSize(SIZES[usual]);
}
