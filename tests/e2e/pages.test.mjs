// The participants' other pages: what they tell, what they take, and who sees what.
import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { describe, test } from 'node:test';
import { api, close, open, organiser, site } from './browser.mjs';
import { begin, change, choose, consultation, crowd, ok, own } from './taking-part.mjs';

const slug = (address) => address.replace('/c/', '');

describe('what a page weighs', () => {
  test('the first voting page with all that it loads takes at most 60 KB', async () => {
    const page = await open();
    const address = await consultation();
    const sizes = [];
    page.on('response', async (response) => {
      const { responseBodySize, responseHeadersSize } = await response.request().sizes();
      sizes.push([new URL(response.url()).pathname, responseBodySize + responseHeadersSize]);
    });
    // Joined by the API, so that the voting page is the first that this browser opens.
    const joined = await page.request.post(`/api/v1/consultations/${slug(address)}/participants`);
    assert.equal(joined.status(), 201);
    await page.goto(`${address}/vote`, { waitUntil: 'networkidle' });
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    assert.ok(sizes.some(([path]) => path.endsWith('.css')) && sizes.some(([path]) => path.endsWith('.js')), String(sizes));
    assert.ok(total > 5_000 && total <= 60 * 1024, `${total} bytes: ${sizes.join(', ')}`);
    await close(page);
  });

  test('HTML and both style sheets of it are light', async () => {
    const page = await open();
    await begin(page, await consultation());
    const html = await page.content();
    assert.ok(brotliCompressSync(html).length < 6_000);
    await close(page);
  });
});

describe('the front page', () => {
  test('says who asks, why, what choices do, who sees results when, and what is kept', async () => {
    const page = await open({ lang: 'fi' });
    const address = await consultation({ closes_at: '2099-02-28T16:00', retention_days: 30 });
    await page.goto(address);
    const text = await page.locator('main').innerText();
    for (const said of [
      'Ruokala kysyy',
      'Viisitoista paria vie noin kolme minuuttia.',
      'Vastausaikaa on 28.2.2099 klo 16.00 asti.',
      'Ruokalista uusitaan.',
      '”En osaa sanoa” ei vaikuta kumpaankaan.',
      'Heti oman kierroksesi jälkeen.',
      'poistetaan 30 päivän kuluttua',
    ]) {
      assert.ok(text.replaceAll('\u00a0', ' ').includes(said), said);
    }
    assert.equal(await page.locator('.specimen > p').count(), 2);
    await close(page);
  });

  test('keeps the language that was chosen, and the page', async () => {
    const page = await open({ lang: 'en' });
    const address = await consultation();
    await page.goto(`${address}/about`);
    await page.getByRole('link', { name: 'Svenska' }).click();
    assert.match(page.url(), /\/about\?lang=sv$/);
    assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
    await page.goto(address);
    assert.equal(await page.locator('h1').textContent(), 'Vad till lunch på 2020-talet?');
    await close(page);
  });

  test('of a draft is there for organisers only', async () => {
    const page = await open();
    const address = await consultation({ state: 'draft' });
    assert.equal((await page.goto(address)).status(), 404);
    await page.context().addCookies([{ name: 'parvis_session', value: await organiser(), url: site.url }]);
    assert.equal((await page.goto(address)).status(), 200);
    assert.match(await page.locator('.notice').textContent(), /draft/);
    await close(page);
  });

  test('before opening and after closing offers no start', async () => {
    const page = await open();
    await page.goto(await consultation({ opens_at: '2099-01-01T09:00' }));
    assert.match(await page.locator('main .lead').textContent(), /opens on 1.January 2099/);
    assert.equal(await page.getByRole('button', { name: 'Start' }).count(), 0);
    const address = await consultation();
    await change(address, { state: 'closed' });
    await page.goto(address);
    assert.match(await page.locator('main .lead').textContent(), /closed/);
    assert.equal(await page.getByRole('link', { name: 'See the results' }).count(), 0, 'nobody has chosen');
    assert.equal((await page.goto(`${address}/results`)).status(), 403);
    assert.match(await page.locator('main').innerText(), /at least five people/);
    await close(page);
  });
});

describe('codes', () => {
  test('open a consultation once, from its page and from /join', async () => {
    const page = await open();
    const address = await consultation({ entry: 'codes' });
    const token = await organiser();
    const made = await ok(api('POST', `/consultations/${slug(address)}/invitations`, { token, body: { name: 'Hall', count: 2 } }));
    const [first, second] = made.codes;
    await page.goto(address);
    await page.getByLabel('Your code').fill('CDF GHJ');
    await page.getByRole('button', { name: 'Start' }).click();
    assert.match(await page.locator('#wrong').textContent(), /not known/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'wrong');
    assert.equal(await page.getByLabel('Your code').inputValue(), 'CDF GHJ');
    await page.getByLabel('Your code').fill(`${first.slice(0, 3)} ${first.slice(3)}`.toLowerCase());
    await page.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL('**/vote');
    await page.context().clearCookies();
    await page.goto('/join');
    await page.getByLabel('Code', { exact: true }).fill(first);
    await page.getByRole('button', { name: 'Take part' }).click();
    assert.match(await page.locator('#wrong').textContent(), /already been used/);
    await page.getByLabel('Code', { exact: true }).fill(second);
    await page.getByRole('button', { name: 'Take part' }).click();
    await page.waitForURL(`**${address}/vote`);
    await close(page);
  });
});

describe('proposing', () => {
  test('an idea in two languages waits for the organiser; what is wrong is said at the field', async () => {
    const page = await open();
    const address = await consultation();
    await begin(page, address);
    await page.getByRole('link', { name: 'Add your idea' }).click();
    const send = page.getByRole('button', { name: 'Send the idea' });
    await send.click();
    assert.match(await page.locator('#wrong').textContent(), /Write your idea first/);
    const field = page.getByLabel('Your idea in English');
    await field.fill('x'.repeat(281));
    assert.equal(await page.locator('#text-en-left').textContent(), '1 character too many');
    await send.click();
    assert.match(await page.locator('#text-en-error').textContent(), /too long/);
    assert.equal((await field.inputValue()).length, 281, 'nothing typed is lost');
    await field.fill('soup  NUMBER 1');
    await send.click();
    assert.match(await page.locator('#text-en-error').textContent(), /already there/);
    await field.fill('Pancakes');
    await page.getByText('Write it in other languages too').click();
    await page.getByLabel('Your idea in Swedish').fill('Pannkakor');
    await send.click();
    await page.getByRole('heading', { name: 'Your idea has been sent' }).waitFor();
    await page.getByRole('link', { name: 'Your choices' }).first().click();
    assert.match(await page.locator('main').innerText(), /Pancakes\s+Waits for an organiser to read it/);
    const { ideas } = await own(page, address);
    assert.deepEqual(ideas.map((idea) => idea.texts), [{ en: 'Pancakes', sv: 'Pannkakor' }]);
    await close(page);
  });
});

describe('results', () => {
  test('are withheld until the own round is done, on every way', async () => {
    const page = await open();
    const address = await consultation({ round_pairs: 3 });
    await crowd(address);
    await begin(page, address);
    const answer = await page.goto(`${address}/results`);
    assert.equal(answer.status(), 403);
    assert.match(await page.locator('main').innerText(), /right after your own round/);
    await page.goto(`${address}/vote`);
    await choose(page, 2);
    await page.locator('.leaf').first().click();
    await page.waitForURL('**/thanks');
    await page.getByRole('link', { name: 'See the results' }).click();
    const head = await page.locator('head').innerHTML();
    assert.ok(!/\d+ of 100|Soup/.test(head), 'a preview of the link tells nothing');
    await close(page);
  });

  test('are a sentence, figures and a table', async () => {
    const page = await open({ screen: 'desk' });
    await begin(page, '/c/regional-presence');
    await choose(page, 14);
    await page.locator('.leaf').first().click();
    await page.waitForURL('**/thanks');
    await page.goto('/c/regional-presence/results');
    const parts = await page.locator('main').innerText();
    const order = ['Simulated choices.', 'The ideas in order', 'How to read this', 'Place 1', 'Win rate', 'Show as a table', 'How sure is this?'];
    assert.ok(order.map((part) => parts.indexOf(part)).every((at, i, all) => at >= 0 && (i === 0 || at > all[i - 1])), parts.slice(0, 900));
    assert.equal(await page.locator('[style]').count(), 0);
    await page.getByText('Show as a table').click();
    const table = await page.locator('tbody tr').count();
    assert.equal(table, await page.locator('.ranked .place').count());
    await page.getByRole('link', { name: /^Next/ }).click();
    await page.waitForURL('**page=2**');
    await close(page);
  });
});

describe("a participant's own page", () => {
  test('takes a choice back, and erases everything after asking', async () => {
    const page = await open();
    const address = await consultation();
    await begin(page, address);
    await choose(page, 2);
    await page.goto(`${address}/mine`);
    await page.getByRole('button', { name: 'Take back' }).first().click();
    assert.match(await page.locator('.notice').textContent(), /taken back/);
    assert.equal((await own(page, address)).votes.length, 1);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    assert.match(await page.locator('#wrong').textContent(), /Tick the box first/);
    await page.getByLabel('Yes, erase all that is mine').check();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('heading', { name: 'Everything that was yours has been erased.' }).waitFor();
    assert.deepEqual((await page.context().cookies()).filter((cookie) => cookie.name.startsWith('parvis_p_')), []);
    await close(page);
  });
});

describe('the installation', () => {
  test('a message about accessibility is kept', async () => {
    const page = await open({ lang: 'sv' });
    await page.goto('/c/regional-presence');
    await page.getByRole('link', { name: 'Tillgänglighet' }).click();
    const text = `Knappen är för liten (${Date.now()})`;
    await page.getByLabel('Vad fungerar inte?').fill(text);
    await page.getByLabel('E-postadress för svaret').fill('namn@example.fi');
    await page.getByRole('button', { name: 'Skicka' }).click();
    assert.match(await page.locator('.notice').textContent(), /sparat/);
    const { items } = await ok(api('GET', '/feedback', { token: await organiser() }));
    assert.equal(items[0].text, text);
    assert.match(items[0].page, /regional-presence/);
    await close(page);
  });

  test('errors are pages in the reader’s language, with a way on', async () => {
    const page = await open({ lang: 'fi' });
    for (const [path, status] of [['/nothing', 404], ['/c/no-such-thing', 404], ['/c/regional-presence/nothing', 404]]) {
      assert.equal((await page.goto(path)).status(), status);
      assert.equal(await page.locator('html').getAttribute('lang'), 'fi');
      assert.equal(await page.getByRole('link', { name: 'Kysymysten luetteloon' }).getAttribute('href'), '/');
    }
    const late = await page.request.put('/privacy');
    assert.equal(late.status(), 405);
    assert.match(late.headers()['content-type'], /text\/html/);
    await close(page);
  });

  test('a form from elsewhere is refused', async () => {
    const page = await open({ js: false });
    const address = await consultation();
    await begin(page, address);
    const forged = await page.request.post(`${address}/mine`, { form: { act: 'erase', sure: '1', csrf: 'x' } });
    assert.equal(forged.status(), 403);
    assert.equal((await page.goto(`${address}/vote`)).status(), 200);
    await close(page);
  });
});
