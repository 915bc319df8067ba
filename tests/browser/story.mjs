// The five guided stories as tests walk through them: who is in each, and the ways in and through.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

/** The stories in the order of the start page, with their people's names in both languages. */
export const STORIES = {
  lateFine: { n: 0, subject: { ar: 'سيتي واهيوني', en: 'Siti Wahyuni' }, asker: { ar: 'عبدالعزيز السديري', en: 'Abdulaziz Alsudairi' } },
  fourReasons: { n: 1, subject: { ar: 'رفيق إسلام', en: 'Rafiq Islam' }, asker: { ar: 'ماجد العجمي', en: 'Majed Alajmi' } },
  familyPhones: { n: 2, subject: { ar: 'أنيتا ناير', en: 'Anita Nair' }, asker: { ar: 'راجيش ناير', en: 'Rajesh Nair' } },
  newSponsor: {
    n: 3, subject: { ar: 'أغوس سانتوسو', en: 'Agus Santoso' }, asker: { ar: 'سليمان الرشيد', en: 'Sulaiman Alrasheed' },
    former: { ar: 'حمد الخالدي', en: 'Hamad Alkhaldi' },
  },
  finalExit: { n: 4, subject: { ar: 'ماريا سانتوس', en: 'Maria Santos' }, asker: { ar: 'عمر الفوزان', en: 'Omar Alfawzan' } },
};

/** Enters a story by the button that leads `to`: the counter, the asker's page or the former sponsor's. */
export async function enter({ page }, story, to) {
  await page.goto('/');
  const which = { counter: 0, asker: 1, former: 2 }[to];
  await page.locator('section.story').nth(story.n).locator('button').nth(which).click();
  await page.waitForURL(to === 'counter' ? /\/counter\// : /\/me/);
}

/** The identifiers that the card of a story gives: subject, asker, and whoever else there is. */
export async function identifiers({ page }, story) {
  await page.goto('/');
  return page.locator('section.story').nth(story.n).locator('.ids code').allTextContents();
}

/** Signs in as an officer with one click. */
export async function officer({ page }, login = 'saad') {
  await page.goto('/demo/sign-in');
  await page.locator('form:has(input[name=who])').filter({ has: page.locator(`input[value="${login}"]`) }).locator('button').click();
  await page.waitForURL(/\/counter$/);
}

/** The handset of somebody, by name, on a page of phones. */
export function handset({ page, language }, who) {
  return page.locator('.phone').filter({ has: page.getByRole('heading', { name: who[language], exact: true }) });
}

/** What a handset shows, newest last, once it has shown something that matches. */
export async function rings(someone, who, pattern) {
  const message = handset(someone, who).locator('li:not(.mine-msg) .msg').filter({ hasText: pattern });
  await message.last().waitFor();
  return message.last().textContent();
}

/** On My page: answers each question with what is offered first, until everything is shown before the button. */
export async function answerAll({ page }) {
  for (let step = 0; step < 6; step += 1) {
    if (!(await page.locator('form.asks').count())) return;
    await page.locator('form.asks button').click();
    await page.waitForLoadState();
  }
  assert.fail(`still asked after six answers, by ${page.url()}`);
}

/** The address of one's own page for somebody, from one's home page. */
export async function wardOf({ page, language }, who) {
  await page.goto('/me');
  return page.locator('a.ward').filter({ hasText: who[language] }).getAttribute('href');
}

/** The six digits that an authenticator shows now for a secret in base32 (RFC 6238). */
export function totp(secret) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const at = digest[digest.length - 1] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The place on the keyboard of a service's key: a digit or a letter, whatever the layout writes there. */
export const physical = (key) => (/^\d$/.test(key) ? `Digit${key}` : `Key${key}`);
