// The organiser's guide (docs/guide): its pictures are taken here, from the running example, in each language. Run with
// PARVIS_GUIDE=1 they are put into docs/guide/pictures; otherwise it is only seen that each screen is there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { api, close, open, organiser, picture } from './browser.mjs';
import { signIn } from './organising.mjs';
import { begin } from './taking-part.mjs';

const GUIDE = fileURLToPath(new URL('../../docs/guide/', import.meta.url));
const SLUG = 'regional-presence';

for (const lang of ['en', 'fi', 'sv']) {
  test(`the pictures of the guide in ${lang}`, async () => {
    const { body } = await api('GET', `/consultations/${SLUG}/guidelines`, { token: await organiser() });
    const views = {
      new: '/admin/new',
      queue: `/admin/c/${SLUG}/queue`,
      events: `/admin/c/${SLUG}/events`,
      ranking: `/admin/c/${SLUG}/ranking`,
      guideline: `/admin/c/${SLUG}/guidelines/${body.items[1].id}`,
      decisions: `/admin/c/${SLUG}/decisions`,
    };
    const taken = [];
    const take = async (page, name) => {
      taken.push(`${name}-${lang}.png`);
      const file = await picture(page, `guide-${name}-${lang}`, { fullPage: false });
      if (process.env.PARVIS_GUIDE) fs.copyFileSync(file, path.join(GUIDE, 'pictures', `${name}-${lang}.png`));
    };
    const page = await open({ lang, screen: 'desk' });
    await signIn(page);
    for (const [name, view] of Object.entries(views)) {
      await page.goto(view);
      await page.locator('main h1').waitFor();
      await page.waitForLoadState('networkidle');
      await take(page, name);
    }
    await page.goto(`/c/${SLUG}/guidelines/2?lang=${lang}`);
    await take(page, 'published');
    await close(page);
    const phone = await open({ lang, screen: 'phone' });
    await begin(phone, `/c/${SLUG}`);
    await take(phone, 'vote');
    await close(phone);
    // The guide shows each of them, and nothing that is not taken.
    const shown = [...fs.readFileSync(path.join(GUIDE, `${lang}.md`), 'utf8').matchAll(/\(pictures\/([^)]+)\)/g)].map((match) => match[1]);
    assert.deepEqual([...shown].sort(), [...taken].sort());
    for (const name of shown) assert.ok(fs.existsSync(path.join(GUIDE, 'pictures', name)), name);
  });
}
