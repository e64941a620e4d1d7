// Drafting and adopting by keyboard alone: what has the focus can be seen, and nothing needs a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, close, open, organiser, site } from './browser.mjs';
import { fresh, made } from './organising.mjs';

/** Tabs on until what has the focus is named so. */
async function to(page, name, role) {
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = [...(element.labels ?? [])].map((label) => label.textContent.trim().replace(/\s+/g, ' '));
      const box = element.getBoundingClientRect();
      return { name: [...labels, element.getAttribute('aria-label') ?? '', element.textContent.trim()].join(' | '), tag: element.tagName, shown: box.width > 0 };
    });
    if (there.name.includes(name) && (!role || there.tag === role)) {
      assert.ok(there.shown, `${name} has the focus and can't be seen`);
      return;
    }
  }
  assert.fail(`the keyboard does not lead to ${name}`);
}

test('a guideline is drafted, proposed and dropped without a mouse', async () => {
  const slug = fresh('tangent');
  await made(slug, { languages: ['sv'] });
  const page = await open({ lang: 'sv', screen: 'desk' });
  await page.goto(`/admin/c/${slug}/guidelines`);
  await to(page, 'E-post', 'INPUT');
  await page.keyboard.type(site.email);
  await to(page, 'Lösenord', 'INPUT');
  await page.keyboard.type(site.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Riktlinjer' }).waitFor();
  await to(page, 'Skriv en riktlinje', 'A');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Skriv en riktlinje' }).waitFor();
  await to(page, 'Svenska', 'TEXTAREA');
  await page.keyboard.type('Med bara tangenterna.');
  await to(page, 'Ensimmäinen', 'INPUT');
  await page.keyboard.press('Space');
  await to(page, 'Spara utkastet', 'BUTTON');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '1. Med bara tangenterna.' }).waitFor();
  await to(page, 'Avskriv', 'BUTTON');
  await page.keyboard.press('Enter');
  // The dialog holds the focus: escape leaves all as it was.
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await to(page, 'Avskriv', 'BUTTON');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await to(page, 'Avskriv', 'BUTTON');
  await page.keyboard.press('Enter');
  await page.getByText('Avskriven', { exact: true }).first().waitFor();
  await to(page, 'Ny kommentar', 'TEXTAREA');
  await page.keyboard.type('Varför?');
  await to(page, 'Skicka', 'BUTTON');
  await page.keyboard.press('Enter');
  await page.getByText('Varför?').waitFor();
  const { body } = await api('GET', `/consultations/${slug}/guidelines`, { token: await organiser() });
  assert.deepEqual([body.items[0].state, body.items[0].ideas.length], ['dropped', 1]);
  await close(page);
});
