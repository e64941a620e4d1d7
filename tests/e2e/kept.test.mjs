// No answer is dropped in silence: the way back, two tabs, a network that answers in the service's place, a browser that
// keeps no cookie, a finger that leaves its mark.
import assert from 'node:assert/strict';
import http from 'node:http';
import { describe, test } from 'node:test';
import { accessible, close, fitsWidth, open, picture, site } from './browser.mjs';
import { begin, choose, consultation, nextPair, own, shown } from './taking-part.mjs';

const far = (page) => page.locator('#far').textContent();

/** A network before the service: `answer` may answer in its place, and changes what goes through. */
async function network({ answer = () => false, ask = (headers) => headers, told = (headers) => headers } = {}) {
  const to = new URL(site.url);
  const server = http.createServer((request, response) => {
    if (answer(request, response)) return;
    const headers = ask({ ...request.headers, host: to.host });
    const asked = http.request({ host: to.hostname, port: to.port, path: request.url, method: request.method, headers }, (found) => {
      response.writeHead(found.statusCode, told({ ...found.headers }));
      found.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  // A test that fails does not close it: it must not hold the run up.
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.closeAllConnections() ?? server.close() };
}

const kept = (page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith('parvis-unsent'))
      .reduce((sum, name) => sum + JSON.parse(localStorage.getItem(name)).length, 0),
  );

describe('the way back', () => {
  for (const js of [true, false]) {
    test(`shows the pair that is open, not one that was answered${js ? '' : ', without scripts'}`, async () => {
      const page = await open({ js });
      const address = await consultation();
      await begin(page, address);
      for (let i = 0; i < 4; i++) {
        const before = await shown(page);
        await page.locator('.leaf').first().click();
        if (js) await nextPair(page, before);
      }
      assert.equal(await far(page), 'Pair 5 of 15');
      const fifth = await shown(page);
      await page.getByRole('link', { name: 'Add your idea' }).click();
      await page.waitForURL('**/propose');
      await page.goBack();
      await page.waitForURL('**/vote');
      assert.equal(await far(page), 'Pair 5 of 15');
      assert.deepEqual(await shown(page), fifth);
      await picture(page, `kept-back-${js ? 'scripts' : 'plain'}`);
      await page.locator('.leaf').last().click();
      if (js) await nextPair(page, fifth);
      assert.equal((await own(page, address)).votes.length, 5);
      await close(page);
    });
  }
});

describe('two tabs', () => {
  for (const js of [true, false]) {
    test(`another answer to the same pair is said, and changed only by wish${js ? '' : ', without scripts'}`, async () => {
      const one = await open({ js });
      const address = await consultation();
      await begin(one, address);
      const pair = await shown(one);
      const other = await one.context().newPage();
      await other.goto(`${address}/vote`);
      assert.deepEqual(await shown(other), pair, 'both show the same pair');
      await one.locator('.leaf').first().click();
      await nextPair(one, pair);
      await other.locator('.leaf').last().click();
      const stands = other.locator('#stands');
      await stands.waitFor();
      const says = await stands.locator('#stands-says').textContent();
      assert.ok(says.includes(`Then you chose “${pair[0]}”, and that counts. Now you chose “${pair[1]}”.`), says);
      await fitsWidth(other);
      other.scripted = js;
      await accessible(other);
      await picture(other, `kept-two-tabs-${js ? 'scripts' : 'plain'}`);
      const answers = async () => (await own(other, address)).votes;
      const chosen = (vote) => vote[vote.outcome];
      const before = await answers();
      assert.equal(before.length, 1);
      await stands.getByRole('button', { name: 'Change to the new answer' }).click();
      await stands.waitFor({ state: 'hidden' });
      await other.getByText('Your answer was changed.').first().waitFor();
      const after = await answers();
      assert.equal(after.length, 1, 'one answer to two ideas');
      assert.notEqual(chosen(after[0]), chosen(before[0]));
      await close(one);
    });
  }

  test('answers of both tabs count, whichever comes first, and after being offline', async () => {
    const one = await open();
    const address = await consultation();
    await begin(one, address);
    const other = await one.context().newPage();
    await other.goto(`${address}/vote`);
    await choose(one, 2);
    await one.context().setOffline(true);
    await choose(one, 2);
    await choose(other, 5);
    await one.context().setOffline(false);
    for (const page of [one, other]) await page.waitForFunction(() => document.querySelector('#offline').hidden);
    await one.waitForFunction(() => !Object.keys(localStorage).some((name) => name.startsWith('parvis-unsent')));
    assert.equal((await own(one, address)).votes.length, 5, 'five pairs were answered, some twice and alike');
    await choose(one, 2);
    await one.waitForLoadState('networkidle');
    assert.ok((await own(one, address)).votes.length >= 6);
    await close(one);
  });
});

describe('a network that answers in the place of the service', () => {
  const page = '<!doctype html><title>Welcome</title><h1>Accept the terms of this network</h1>';
  const html = { 'content-type': 'text/html' };
  for (const [name, status, headers, body] of [
    ['302 to its own page', 302, { location: '/portal' }, ''],
    ['200', 200, html, page],
    ['403', 403, html, page],
    ['404', 404, html, page],
    ['407', 407, html, page],
    ['511', 511, html, page],
    ['200 with JSON that is not ours', 200, { 'content-type': 'application/json' }, '{"ok":true}'],
  ]) {
    test(`${name}: what was chosen stays, is said, and arrives later`, async () => {
      let between = false;
      let posts = 0;
      const answer = (request, response) => {
        if (!between) return false;
        posts += request.method === 'POST' ? 1 : 0;
        const portal = request.url.startsWith('/portal');
        response.writeHead(portal ? 200 : status, portal ? html : headers);
        response.end(portal ? page : body);
        return true;
      };
      const way = await network({ answer });
      const phone = await open({ baseURL: way.url });
      const address = await consultation();
      await begin(phone, address);
      await choose(phone, 1);
      await phone.waitForLoadState('networkidle');
      await phone.context().setOffline(true);
      await choose(phone, 2);
      between = true;
      await phone.context().setOffline(false);
      await phone.waitForTimeout(3_500);
      assert.equal(await kept(phone), 2);
      assert.ok(posts >= 1 && posts <= 8, `${posts} posts`);
      assert.ok(await phone.locator('#offline').isVisible());
      if (status === 511) {
        assert.match(await phone.locator('#offline').textContent(), /perhaps the sign-in page of a network/);
        await picture(phone, 'kept-portal');
        await fitsWidth(phone);
      }
      between = false;
      await phone.evaluate(() => window.dispatchEvent(new Event('online')));
      await phone.locator('#offline').waitFor({ state: 'hidden' });
      assert.equal(await kept(phone), 0);
      assert.equal((await own(phone, address)).votes.length, 3);
      await phone.context().close();
      way.close();
    });
  }
});

describe('a browser that keeps no cookie', () => {
  const without = (name) => (headers) => {
    delete headers[name];
    return headers;
  };
  for (const [js, lang] of [[true, 'en'], [false, 'en'], [true, 'fi']]) {
    test(`is told so once, and goes on by an address of its own (${lang}${js ? '' : ', without scripts'})`, async () => {
      const way = await network({ ask: without('cookie'), told: without('set-cookie') });
      const page = await open({ baseURL: way.url, js, lang });
      const address = await consultation({ round_pairs: 3 });
      const people = async () => (await (await fetch(`${site.url}/api/v1/consultations/${address.slice(3)}`)).json()).counts.participants;
      await page.goto(address);
      await page.locator('main .button.big').click();
      await page.waitForURL('**/by/**');
      const heading = { en: 'Your browser keeps no cookie', fi: 'Selaimesi ei säilytä evästettä' }[lang];
      assert.equal(await page.locator('h1').textContent(), heading);
      await accessible(page);
      await fitsWidth(page);
      await picture(page, `kept-no-cookie-${lang}-${js ? 'scripts' : 'plain'}`);
      await page.locator('main .button.big').click();
      for (let i = 1; i <= 3; i++) {
        await page.locator('.leaf').first().waitFor();
        const before = await shown(page);
        if (i === 2) await page.reload();
        await page.locator('.leaf').nth(i % 2).click();
        if (i < 3 && js) await nextPair(page, before);
      }
      await page.waitForURL('**/by/**/thanks');
      assert.match(page.url(), /\/by\/[\w-]+\/thanks$/);
      assert.ok((await people()) <= 1, 'one person took part once');
      await page.goto(page.url().replace('/thanks', '/mine'));
      assert.equal(await page.locator('[name="pair_id"]').count(), 3, 'their choices are theirs');
      await page.context().close();
      way.close();
    });
  }

  test('who keeps it never sees a token in the address', async () => {
    const page = await open();
    const address = await consultation();
    await begin(page, address);
    assert.equal(new URL(page.url()).pathname, `${address}/vote`);
    await close(page);
  });
});

test('a finger leaves no mark on the next pair', async () => {
  const page = await open({ hasTouch: true, isMobile: true });
  const address = await consultation();
  await begin(page, address);
  const button = page.getByRole('button', { name: 'Can’t say' });
  const look = () => button.evaluate((b) => [getComputedStyle(b).backgroundColor, getComputedStyle(b).borderTopColor].join());
  const untouched = await look();
  const before = await shown(page);
  await button.tap();
  await nextPair(page, before);
  assert.equal(await look(), untouched);
  await picture(page, 'kept-untouched');
  await close(page);
});
