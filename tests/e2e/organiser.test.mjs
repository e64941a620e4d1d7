// The organiser's whole way: sign in, make, open, approve, watch, take away, close.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { accessible, api, close, fitsWidth, open, organiser, picture, site } from './browser.mjs';
import { fresh, made, setState, signIn, takePart } from './organising.mjs';

const heading = (page) => page.locator('main h1');
const titled = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

/** What the browser fetches with the session's cookie. */
async function fetched(page, link) {
  const answer = await page.request.get(await link.getAttribute('href'));
  assert.equal(answer.status(), 200);
  return { type: answer.headers()['content-type'], bytes: await answer.body() };
}

describe('the organiser', () => {
  test('makes a consultation, opens it, approves, watches, takes away, and closes', async () => {
    const page = await open({ screen: 'desk', acceptDownloads: true });
    const slug = fresh('lunch');

    // A wrong password is told, and the right one let in.
    await page.goto('/admin');
    await page.getByLabel('E-mail address').fill(site.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The e-mail address or the password is wrong').waitFor();
    await accessible(page, 'a refused sign-in');
    await page.getByLabel('Password').fill(site.password);
    await page.keyboard.press('Enter');
    await titled(page, 'Consultations');

    // Making it: what is missing is named, the address is suggested, a pasted list becomes ideas.
    await page.getByRole('link', { name: 'New consultation' }).click();
    await titled(page, 'New consultation');
    await page.getByRole('button', { name: 'Make the draft' }).click();
    await page.getByRole('link', { name: 'Write the question' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'field-question-en');
    await page.getByLabel('Finnish').check();
    await page.getByRole('group', { name: 'Question' }).getByLabel('English').fill('What should we have for lunch?');
    await page.getByRole('group', { name: 'Question' }).getByLabel('Finnish').fill('Mitä lounaaksi?');
    assert.equal(await page.getByLabel('Address', { exact: true }).inputValue(), 'what-should-we-have-for-lunch');
    await page.getByLabel('Address', { exact: true }).fill(slug);
    const first = page.getByRole('group', { name: 'Idea 1', exact: true }).getByLabel('English');
    await first.evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'A soup every day\nBread from the oven\nCoffee after it\n');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await page.getByRole('group', { name: 'Idea 1', exact: true }).getByLabel('Finnish').fill('Keitto joka päivä');
    await page.getByRole('button', { name: 'Make the draft' }).click();
    await titled(page, 'What should we have for lunch?');
    assert.equal(await heading(page).evaluate((h1) => h1 === document.activeElement), true);
    assert.match(await page.locator('main').innerText(), /Draft[\s\S]*3 ideas[\s\S]*2 ideas lack a text: Finnish/);

    // A draft is nobody else's to see.
    assert.equal((await api('GET', `/consultations/${slug}`)).status, 404);

    // Opening says what will happen, and can be left alone.
    await page.getByRole('button', { name: 'Open it…' }).click();
    await page.getByRole('dialog').getByText('Whoever has the address can take part').waitFor();
    await accessible(page, 'the question before opening');
    await page.keyboard.press('Escape');
    assert.equal((await api('GET', `/consultations/${slug}`)).status, 404);
    await page.getByRole('button', { name: 'Open it…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { name: 'It is open' }).waitFor();
    assert.equal((await api('GET', `/consultations/${slug}`)).body.state, 'open');

    // Two people propose; one idea is approved, one rejected, by keyboard.
    await takePart(slug, { proposes: [{ fi: 'Lisää kasviksia' }, { en: '=CHEAP("watches")' }] });
    await page.goto(`/admin/c/${slug}/queue`);
    await page.getByText('Lisää kasviksia').waitFor();
    await page.keyboard.press('a');
    await page.getByText('Lisää kasviksia').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page.getByLabel('Why?').fill('Not an answer to the question, and I mean all of it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('No ideas to read.').waitFor();
    const listed = (await api('GET', `/consultations/${slug}/ideas`)).body.items;
    assert.deepEqual(listed.filter(({ state }) => state === 'active').length, 4);

    // An idea is translated, another linked as the same, another withdrawn and taken back.
    await page.getByRole('link', { name: 'Ideas', exact: true }).click();
    await titled(page, 'All ideas');
    const card = (text) => page.getByRole('article').filter({ hasText: text });
    await card('Bread from the oven').getByRole('button', { name: 'Translate' }).click();
    await page.getByRole('article').getByLabel('Finnish').fill('Leipää uunista');
    await page.getByRole('article').getByRole('button', { name: 'Save' }).click();
    await card('Leipää uunista').waitFor();
    await card('Lisää kasviksia').getByRole('button', { name: 'It’s the same as…' }).click();
    await page.getByLabel('Which idea does it repeat?').fill('soup');
    await page.getByRole('article').getByRole('radio').check();
    await page.getByRole('article').getByRole('button', { name: 'Link', exact: true }).click();
    await card('Lisää kasviksia').getByText('Counts for:').waitFor();
    await card('Coffee after it').getByRole('button', { name: 'Withdraw' }).click();
    await card('Coffee after it').getByRole('button', { name: 'Take into use' }).click();
    await card('Coffee after it').getByRole('button', { name: 'Withdraw' }).waitFor();
    await page.getByLabel('Search').fill('uunista');
    await card('Coffee after it').waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('article').count(), 1);
    await accessible(page, 'the list of ideas');

    // Votes come in; the ranking shows, and its files say the same.
    for (let person = 0; person < 6; person++) await takePart(slug, { votes: 3 });
    await page.getByRole('link', { name: 'Ranking' }).click();
    await page.locator('.ranked .idea').first().waitFor();
    const ranking = async () => (await api('GET', `/consultations/${slug}/ranking?lang=en`, { token: await organiser() })).body;
    let served = await ranking();
    assert.deepEqual(await page.locator('.ranked .idea').allInnerTexts(), served.items.map(({ text }) => text));
    const best = served.items[0];
    assert.equal(
      await page.locator('.ranked .says b').first().innerText(),
      `Wins ${Math.round(best.score)} of 100 comparisons (${Math.round(best.score_low)}–${Math.round(best.score_high)})`,
    );
    // Who watches need not load it again.
    await takePart(slug, { votes: 3 });
    await page.getByText('21 choices').waitFor();
    served = await ranking();
    await page.getByRole('link', { name: 'Files' }).click();
    await titled(page, 'Files');
    const json = await fetched(page, page.getByRole('link', { name: 'Ranking, JSON', exact: true }));
    assert.deepEqual(JSON.parse(json.bytes).items.map(({ id }) => id), served.items.map(({ id }) => id));
    const csv = await downloaded(page, () => page.getByRole('link', { name: 'Ranking, CSV', exact: true }).click());
    assert.match(csv.name, /\.csv$/);
    const [head, ...rows] = csv.bytes.toString().trim().split('\r\n').map((line) => line.split(','));
    const column = (name) => rows.map((row) => row[head.indexOf(name)]);
    assert.deepEqual(column('id'), served.items.map(({ id }) => id));
    assert.deepEqual(column('wins').map(Number), served.items.map(({ wins }) => wins));
    assert.deepEqual(column('score').map(Number), served.items.map(({ score }) => score));
    const sheet = await downloaded(page, () => page.getByRole('link', { name: 'Choices, Spreadsheet', exact: true }).click());
    assert.match(sheet.name, /\.xlsx$/);
    assert.equal(sheet.bytes.subarray(0, 2).toString(), 'PK');

    // Closing.
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Close it…' }).click();
    await page.getByText('Everybody sees the results from then on.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('heading', { name: 'It is closed' }).waitFor();
    assert.equal((await api('GET', `/consultations/${slug}`)).body.state, 'closed');

    // Signing out ends the session, not only the page.
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await titled(page, 'Sign in');
    assert.equal((await page.request.get('/api/v1/members/me')).status(), 401);
    await close(page);
  });

  test('uses nothing but the keyboard', async () => {
    const slug = fresh('keys');
    await made(slug);
    await setState(slug, 'open');
    await takePart(slug, { proposes: [{ fi: 'Näppäimillä' }] });
    const page = await open({ screen: 'desk' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const tabTo = async (name) => {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab');
        if (name.test(await focused())) return;
      }
      assert.fail(`${name} is not reached by Tab; the focus is on ${await focused()}`);
    };

    await page.goto(`/admin/c/${slug}`);
    await titled(page, 'Sign in');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type(site.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(site.password);
    await page.keyboard.press('Enter');
    await page.getByText('1 idea waits for approval').waitFor();
    await tabTo(/^Read them/);
    await page.keyboard.press('Enter');
    await page.getByText('Näppäimillä').waitFor();
    assert.equal(await focused(), 'Ideas to read');
    await tabTo(/^Approve/);
    await page.keyboard.press('Enter');
    await page.getByText('No ideas to read.').waitFor();
    await close(page);
  });

  test('makes codes that work once, and takes them away as a file', async () => {
    const slug = fresh('codes');
    await made(slug, { entry: 'codes' });
    await setState(slug, 'open');
    const page = await open({ screen: 'phone', acceptDownloads: true });
    await signIn(page, `/admin/c/${slug}/invitations`);
    await page.getByLabel('For whom').fill('Letter to members');
    await page.getByLabel('How many').fill('0');
    await page.getByRole('button', { name: 'Make the codes' }).click();
    await page.getByRole('link', { name: /whole number/ }).waitFor();
    await page.getByLabel('How many').fill('3');
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Make the codes' }).click());
    const [head, ...rows] = file.bytes.toString().trim().split('\r\n');
    assert.equal(head, 'code,address');
    assert.equal(new Set(rows).size, 3);
    const [code, address] = rows[0].split(',');
    assert.ok(address.startsWith(`${site.url}/`) && address.includes(code));
    await page.getByRole('row', { name: /Letter to members.*3 0/ }).waitFor();
    await accessible(page, 'codes');

    const join = (code) => api('POST', `/consultations/${slug}/participants`, { body: { code } });
    assert.equal((await join(code)).status, 201);
    assert.equal((await join(code)).body.code, 'code_used');
    await page.reload();
    await page.getByRole('row', { name: /Letter to members.*3 1/ }).waitFor();
    await close(page);
  });

  test('makes a key for a program, which works until it is ended', async () => {
    const page = await open({ screen: 'desk' });
    await signIn(page, '/admin/account');
    await page.getByLabel('What for').fill('A test');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByText('Copy it now').waitFor();
    const key = await page.locator('.told code').innerText();
    const keys = () => api('GET', '/consultations', { token: key });
    assert.equal((await keys()).status, 200);
    const change = await api('POST', '/consultations', { token: key, body: { slug: fresh('x'), question: { fi: '?' }, languages: ['fi'] } });
    assert.equal(change.body.code, 'scope_missing');
    await page.getByRole('button', { name: 'End it A test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await page.getByText('No keys.').waitFor();
    assert.equal((await keys()).status, 401);
    await close(page);
  });

  test('is told at the field of an address in use and of a time that the clocks skip', async () => {
    const slug = fresh('times');
    await made(slug);
    const page = await open({ screen: 'desk' });
    await signIn(page, '/admin/new');
    await page.getByRole('group', { name: 'Question' }).getByLabel('English').fill('Again?');
    await page.getByLabel('Address', { exact: true }).fill(slug);
    await page.getByRole('button', { name: 'Make the draft' }).click();
    await page.locator('.wrong').getByText('This address is in use').waitFor();
    await page.goto(`/admin/c/${slug}/settings`);
    await page.getByLabel('Closes').fill('2027-03-28T03:30');
    await page.getByText('There is no such time').waitFor();
    await accessible(page, 'a form with a fault');
    await page.getByLabel('Closes').fill('2027-10-31T03:30');
    await page.getByText('UTC+3').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('main > .note').getByText('Saved').waitFor();
    const saved = await api('GET', `/consultations/${slug}`, { token: await organiser() });
    assert.equal(saved.body.closes_at, '2027-10-31T00:30:00Z');
    await close(page);
  });

  test('sees every screen in three languages, light and dark, on a phone and a desk', async () => {
    const slug = fresh('bildskon');
    await made(slug, { question: { fi: 'Miten valtionhallinnon asiakaspalvelupisteverkosto järjestetään?', sv: 'Hur ordnas servicen?' } });
    await setState(slug, 'open');
    await takePart(slug, { proposes: [{ fi: 'Palvelu samassa pisteessä' }, { sv: 'Samma service överallt' }], votes: 3 });
    for (let person = 0; person < 5; person++) await takePart(slug, { votes: 3 });
    // Those of guidelines are seen in the example, which has them all; its last was dropped.
    const guidelines = await api('GET', '/consultations/regional-presence/guidelines', { token: await organiser() });
    // Each view with something that it shows once what it asked for has come.
    const views = {
      '': '.listing li',
      '/new': 'main form',
      '/account': '.panel',
      [`/c/${slug}`]: '.short .dots',
      [`/c/${slug}/queue`]: '.card',
      [`/c/${slug}/ideas`]: '.card',
      [`/c/${slug}/ranking`]: '.ranked .idea',
      [`/c/${slug}/invitations`]: '.copy',
      [`/c/${slug}/files`]: '.downloads',
      [`/c/${slug}/settings`]: 'main form',
      '/c/regional-presence/background': '.listing li',
      '/c/regional-presence/evidence': '.listing li',
      '/c/regional-presence/guidelines': '.listing li',
      [`/c/regional-presence/guidelines/${guidelines.body.items[7].id}`]: 'main .decisions li',
      '/c/regional-presence/decisions': '.card',
    };
    const shapes = [
      { screen: 'desk', lang: 'en' },
      { screen: 'phone', lang: 'fi', dark: true },
      { screen: 'narrow', lang: 'sv' },
    ];
    for (const shape of shapes) {
      const page = await open(shape);
      const name = (view) => `${view.endsWith(slug) ? 'overview' : view.split('/').pop() || 'list'}-${shape.screen}-${shape.lang}${shape.dark ? '-dark' : ''}`;
      await page.goto('/admin');
      await heading(page).waitFor();
      await accessible(page, `sign-in, ${shape.lang}`);
      await signIn(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), shape.lang);
      for (const [view, shown] of Object.entries(views)) {
        await page.goto(`/admin${view}`);
        await page.locator(shown).first().waitFor();
        await fitsWidth(page);
        await accessible(page, `${view || 'list'} ${JSON.stringify(shape)}`);
        await picture(page, `organiser-${name(view)}`);
      }
      await close(page);
    }
  });

  test('can read and reach everything at 400 % of 1280 × 1024', async () => {
    const slug = fresh('zoom');
    await made(slug);
    const page = await open({ viewport: { width: 320, height: 256 } });
    await signIn(page, `/admin/c/${slug}`);
    for (const view of ['', '/ideas', '/settings', '/files']) {
      await page.goto(`/admin/c/${slug}${view}`);
      await heading(page).waitFor();
      await fitsWidth(page);
      // Whatever takes the focus can be seen: nothing that sticks lies over it.
      for (let step = 0; step < 15; step++) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
          const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
          const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 2);
          const y = Math.min(Math.max((top + bottom) / 2, 1), innerHeight - 2);
          const found = document.elementFromPoint(x, y);
          return document.activeElement === document.body || document.activeElement.contains(found) || Boolean(found?.contains(document.activeElement));
        });
        assert.ok(seen, `${view}: step ${step} is covered`);
      }
    }
    await close(page);
  });

  test('is told when the service can’t be reached, and goes on when it can', async () => {
    const page = await open({ screen: 'phone' });
    await signIn(page);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'New consultation' }).click();
    await page.getByRole('link', { name: 'Parvis' }).click();
    await page.getByText('The service could not be reached').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.listing').waitFor();
    await close(page);
  });
});
