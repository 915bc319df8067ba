// The simulated bank: pay, see the money lie ready, ask it back unused, and be refused once it was used.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LANGUAGES, calm, openBrowser, soundInEverySize, visitor } from './browser.mjs';
import { startHouse } from './house.mjs';
import { STORIES, answerAll, enter, identifiers } from './story.mjs';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser?.close());

for (const language of Object.keys(LANGUAGES)) {
  describe(`the bank, in ${language}`, () => {
    let house;
    before(async () => { house = await startHouse({ people: 100, log: `house-bank-${language}.log` }); });
    after(() => house?.stop());

    test('what is paid lies ready, goes back unused, and stays once it was used', async () => {
      const payer = await visitor(browser, { language, url: house.url });
      const { page } = payer;
      const { newSponsor } = STORIES;

      /** Pays 200 under the code of a single visa, and waits until the house has confirmed it. */
      const pay = async (number) => {
        await page.goto('/bank');
        await page.locator('#f-fee').selectOption('04');
        await page.locator('#f-beneficiary').fill(number);
        await page.locator('#f-amount').fill('200');
        await page.locator('button[value=pay]').click();
        await page.waitForURL(/told=bank-paid/);
        await first().locator('form[action="/bank/back"] button').waitFor();
        return first().locator('code').nth(2).innerText();
      };
      const first = () => page.locator('section.tb tbody tr').first();
      const paymentsOnMyPage = async () => {
        await page.goto('/me');
        await page.locator('nav a[href$="/money"]').click();
        await page.waitForURL(/\/money/);
        return page.locator('section.tb').nth(1);
      };

      try {
        await page.goto('/bank');
        await soundInEverySize(payer, 'bank');
        const [, number] = await identifiers(payer, newSponsor);
        const receipt = await pay(number);
        await soundInEverySize(payer, 'bank-paid');

        await enter(payer, newSponsor, 'asker');
        const payments = await paymentsOnMyPage();
        assert.ok((await payments.innerText()).includes(receipt), 'the payment is on My page');
        assert.equal(await payments.locator('a[href*="fees.refund"]').count(), 1, 'and may be asked back');
        await soundInEverySize(payer, 'my-money');

        // Unused it goes back to the account that paid.
        await page.goto('/bank');
        await first().locator('form[action="/bank/back"] button').click();
        await page.waitForURL(/told=bank-asked-back/);
        // The house tells the bank a moment later; then there is nothing left to ask for.
        for (let look = 0; look < 60 && await first().locator('form[action="/bank/back"]').count(); look += 1) {
          await page.waitForTimeout(500);
          await page.goto('/bank');
        }
        assert.equal(await first().locator('form[action="/bank/back"]').count(), 0, 'not twice');

        // Used, it stays. What lay ready before is used first: the second visa takes what was paid here.
        await enter(payer, newSponsor, 'asker');
        const visa = page.url();
        const asks = async (address) => {
          await page.goto(address);
          await answerAll(payer);
          await page.locator('[value=commit]').click();
          await page.waitForURL(/\/me\/done\//);
        };
        await asks(visa);
        await pay(number);
        await asks(visa.replace('issue-single', 'cancel'));
        await asks(visa);
        const left = (await paymentsOnMyPage()).locator('a[href*="fees.refund"]');
        assert.equal(await left.count(), 0, 'nothing is left of what the visa used');
        await page.goto('/bank');
        await first().locator('form[action="/bank/back"] button').click();
        await page.locator('.flash.stop').waitFor();
        await soundInEverySize(payer, 'bank-refused');
        calm(payer);
      } finally {
        await payer.leave();
      }
    });
  });
}
