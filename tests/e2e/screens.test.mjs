// Every screen for participants and readers, in each language, theme and width: axe finds nothing, nothing
// is cut off, and a picture is kept for people to look at.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accessible, close, fitsWidth, open, picture } from './browser.mjs';
import { answer, begin, consultation } from './taking-part.mjs';

const EXAMPLE = '/c/regional-presence';

/** Every screen in turn, with what leads there. */
async function everyScreen(page, look) {
  const visit = async (name, address) => {
    await page.goto(address);
    await look(name);
  };
  await visit('home', '/');
  await visit('front', EXAMPLE);
  await visit('about', `${EXAMPLE}/about`);
  await visit('guidelines', `${EXAMPLE}/guidelines`);
  await visit('guideline', `${EXAMPLE}/guidelines/2`);
  await visit('snapshot', await page.locator('.aside a').first().getAttribute('href'));
  await visit('decisions', `${EXAMPLE}/decisions`);
  await visit('evidence', `${EXAMPLE}/evidence`);
  await page.locator('h2 a').first().click();
  await page.locator('.chart:not([hidden]) canvas').first().waitFor();
  await look('source');
  await visit('mine-none', `${EXAMPLE}/mine`);
  await begin(page, EXAMPLE);
  await look('vote');
  await visit('propose', `${EXAMPLE}/propose`);
  await page.locator('form.panel .button').click();
  await look('propose-wrong');
  await answer(page, EXAMPLE, 14);
  await page.goto(`${EXAMPLE}/vote`);
  await page.locator('.leaf').first().click();
  await page.waitForURL('**/thanks');
  await look('thanks');
  await visit('results', `${EXAMPLE}/results`);
  await page.locator('summary').first().click();
  await look('results-table');
  await visit('results-idea', await page.locator('.ranked .says a').first().getAttribute('href'));
  await visit('results-groups', `${EXAMPLE}/results/region`);
  await visit('set-aside-none', `${EXAMPLE}/set-aside`);
  await visit('mine', `${EXAMPLE}/mine`);
  await visit('join', '/join');
  await visit('privacy', '/privacy');
  await visit('accessibility', '/accessibility');
  await visit('not-found', '/nothing');
}

describe('every screen', () => {
  for (const [lang, screen, dark] of [
    ['fi', 'narrow', false],
    ['fi', 'phone', true],
    ['sv', 'phone', false],
    ['sv', 'desk', true],
    ['en', 'desk', false],
    ['en', 'narrow', true],
  ]) {
    test(`in ${lang}, ${screen}, ${dark ? 'dark' : 'light'}: axe finds nothing and nothing is cut off`, async () => {
      const page = await open({ lang, screen, dark });
      await everyScreen(page, async (name) => {
        const where = `${name} (${lang}, ${screen}, ${dark ? 'dark' : 'light'})`;
        assert.equal(await page.locator('html').getAttribute('lang'), lang, where);
        await accessible(page, where);
        await fitsWidth(page, where);
        await picture(page, `${name}-${screen}-${lang}-${dark ? 'dark' : 'light'}`);
      });
      await close(page);
    });
  }

  test('other states: codes, closed, empty', async () => {
    const page = await open({ lang: 'fi', screen: 'narrow' });
    const withheld = await consultation();
    const codes = await consultation({ entry: 'codes' });
    const closed = await consultation({ state: 'closed' });
    for (const [name, address] of [['front-codes', codes], ['front-closed', closed], ['results-none', `${closed}/results`],
      ['withheld', `${withheld}/results`], ['guidelines-none', `${withheld}/guidelines`], ['decisions-none', `${withheld}/decisions`],
      ['evidence-none', `${withheld}/evidence`]]) {
      await page.goto(address);
      await accessible(page, name);
      await fitsWidth(page, name);
      await picture(page, `${name}-narrow-fi-light`);
    }
    await page.goto(codes);
    await page.locator('#code').fill('abc');
    await page.keyboard.press('Enter');
    await page.locator('#wrong').waitFor();
    await accessible(page, 'front-codes-wrong');
    await close(page);
  });
});
