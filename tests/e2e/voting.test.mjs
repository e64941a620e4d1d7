// Voting as people do it: by finger, by keyboard alone, without scripts, without a connection, twice in haste.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { close, open } from './browser.mjs';
import { begin, change, choose, consultation, crowd, nextPair, own, shown } from './taking-part.mjs';

describe('a round', () => {
  test('by finger: fifteen pairs, half way an idea is offered, then thanks, results, fifteen more', async () => {
    const page = await open();
    const address = await consultation();
    await crowd(address);
    await begin(page, address);
    const seen = new Set();
    for (let i = 1; i <= 15; i++) {
      assert.equal(await page.locator('#far').textContent(), `Pair ${i} of 15`);
      assert.match(await page.title(), new RegExp(`^Pair ${i} of 15 – What for lunch`));
      assert.equal(await page.locator('.tick.done').count(), i - 1);
      assert.equal(await page.locator('#offer').isVisible(), i === 9);
      const pair = await shown(page);
      seen.add([...pair].sort().join());
      await page.locator('.leaf').nth(i % 2).click();
      if (i < 15) await nextPair(page, pair);
    }
    await page.waitForURL(`**${address}/thanks`);
    assert.equal(seen.size, 15, 'no pair comes twice');
    assert.equal(await page.locator('h1').textContent(), 'Thank you! That was all fifteen.');
    await page.getByRole('link', { name: 'See the results' }).click();
    await page.getByRole('heading', { name: 'The ideas in order' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: '13 more pairs' }).click();
    assert.equal(await page.locator('#far').textContent(), 'Pair 1 of 13');
    assert.equal((await own(page, address)).votes.length, 15);
    await close(page);
  });

  test('by keyboard alone, every answer reached and spoken', async () => {
    const page = await open({ screen: 'desk' });
    const address = await consultation({ round_pairs: 5 });
    await page.goto(address);
    const reach = async (name) => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => document.activeElement?.textContent?.trim().replace(/\s+/g, ' ') ?? '');
        if (focused.startsWith(name)) return;
      }
      assert.fail(`${name} can't be reached`);
    };
    await reach('Skip to content');
    await reach('Start');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/vote');
    const answer = async (press) => {
      const before = await shown(page);
      await press();
      await nextPair(page, before);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'asked');
      assert.match(await page.locator('#said').textContent(), /Pair \d of 5/);
    };
    await answer(() => page.keyboard.press('ArrowLeft'));
    await answer(() => page.keyboard.press('ArrowRight'));
    await answer(async () => {
      await reach('Both are good');
      await page.keyboard.press('Enter');
    });
    await answer(async () => {
      await reach('Can’t say');
      await page.keyboard.press('Space');
    });
    const fifth = await shown(page);
    await answer(async () => {
      await reach('Undo last choice');
      await page.keyboard.press('Enter');
    });
    assert.match(await page.locator('#said').textContent(), /taken back.*Pair 4 of 5/);
    await answer(() => page.keyboard.press('ArrowRight'));
    assert.deepEqual(await shown(page), fifth, 'the pair that was there before comes after it');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL('**/thanks');
    const outcomes = (await own(page, address)).votes.map((vote) => vote.reason ?? vote.outcome).reverse();
    assert.deepEqual(outcomes, ['left', 'right', 'both_good', 'right', 'left']);
    await close(page);
  });

  test('the arrow keys can be turned off, which is remembered', async () => {
    const page = await open({ screen: 'desk' });
    const address = await consultation();
    await begin(page, address);
    await page.getByLabel('Choose with the arrow keys').uncheck();
    await page.locator('#asked').focus();
    await page.keyboard.press('ArrowLeft');
    await page.reload();
    assert.equal(await page.getByLabel('Choose with the arrow keys').isChecked(), false);
    await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(300);
    assert.equal((await own(page, address)).votes.length, 0);
    await close(page);
  });

  test('without scripts', async () => {
    const page = await open({ js: false });
    const address = await consultation({ round_pairs: 3 });
    await begin(page, address);
    const first = await shown(page);
    await page.reload();
    assert.deepEqual(await shown(page), first, 'reloading brings no easier pair');
    await page.locator('.leaf').first().click();
    assert.equal(await page.locator('#far').textContent(), 'Pair 2 of 3');
    await page.getByRole('button', { name: 'Undo last choice' }).click();
    assert.match(await page.locator('#notice').textContent(), /taken back/);
    assert.deepEqual(await shown(page), first);
    for (const name of ['No difference', 'Can’t say', 'Both are bad']) await page.getByRole('button', { name }).click();
    await page.waitForURL('**/thanks');
    await page.getByRole('button', { name: 'Go back to your last pair' }).click();
    assert.equal(await page.locator('#far').textContent(), 'Pair 3 of 3');
    await page.locator('.leaf').last().click();
    await page.waitForURL('**/thanks');
    const outcomes = (await own(page, address)).votes.map((vote) => vote.reason ?? vote.outcome).reverse();
    assert.deepEqual(outcomes, ['same', 'dont_know', 'right']);
    await close(page);
  });

  test('with nothing left the page says so', async () => {
    const page = await open();
    const address = await consultation({}, [{ en: 'Soup' }, { en: 'Salad' }]);
    await begin(page, address);
    assert.equal(await page.locator('#far').textContent(), 'Pair 1 of 1');
    await page.getByRole('button', { name: 'Can’t say' }).click();
    await page.waitForURL('**/thanks');
    assert.match(await page.locator('h1').textContent(), /seen every pair/);
    await page.goto(`${address}/vote`);
    assert.ok(page.url().endsWith('/thanks'), 'a skipped pair is answered');
    await close(page);
  });

  test('with one idea there is nothing to compare', async () => {
    const page = await open();
    const address = await consultation({}, [{ en: 'Soup' }]);
    await page.goto(address);
    await page.locator('main .button.big').click();
    await page.getByRole('heading', { name: 'nothing to compare yet' }).waitFor();
    await close(page);
  });
});

describe('in haste and in trouble', () => {
  test('a double press is one vote, and none on the next pair', async () => {
    const page = await open();
    const address = await consultation();
    await begin(page, address);
    const before = await shown(page);
    await page.locator('.leaf').first().dblclick();
    await nextPair(page, before);
    assert.equal((await own(page, address)).votes.length, 1);
    await close(page);
  });

  test('the same form twice is one vote, without scripts too', async () => {
    const page = await open({ js: false });
    const address = await consultation();
    await begin(page, address);
    const form = await page.locator('#ballot').evaluate((form) => ({
      csrf: form.querySelector('[name=csrf]').value,
      pair: form.querySelector('[name=pair]').value,
      outcome: 'left',
    }));
    const send = () => page.request.post(`${address}/vote`, { form, maxRedirects: 0 });
    const answers = await Promise.all([send(), send(), send()]);
    for (const answer of answers) {
      assert.equal(answer.status(), 303);
      assert.match(answer.headers().location, /\/vote$/);
    }
    assert.equal((await own(page, address)).votes.length, 1);
    await close(page);
  });

  test('offline: voting goes on and is sent later, also by a later page', async () => {
    const page = await open();
    const address = await consultation();
    await begin(page, address);
    await choose(page, 1);
    await page.context().setOffline(true);
    await choose(page, 2);
    assert.equal(await page.locator('#offline').textContent(), 'Saved. It will be sent when you’re back online.');
    assert.equal(await page.locator('#offline').isVisible(), true);
    await page.context().setOffline(false);
    await page.locator('#offline').waitFor({ state: 'hidden' });
    assert.equal((await own(page, address)).votes.length, 3);
    await page.context().setOffline(true);
    await choose(page, 1);
    await page.locator('#offline').waitFor();
    await page.context().setOffline(false);
    await page.goto(`${address}/vote`);
    await page.waitForFunction(() => document.querySelector('#far').textContent === 'Pair 5 of 15');
    await page.waitForFunction(() => !Object.keys(localStorage).some((name) => name.startsWith('parvis-unsent')));
    assert.equal((await own(page, address)).votes.length, 4);
    await close(page);
  });

  test('storage that throws costs nothing', async () => {
    const page = await open();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    const address = await consultation();
    await begin(page, address);
    await choose(page, 2);
    await page.context().setOffline(true);
    await choose(page, 1);
    await page.context().setOffline(false);
    await page.locator('#offline').waitFor({ state: 'hidden' });
    assert.equal((await own(page, address)).votes.length, 3);
    await close(page);
  });

  for (const js of [true, false]) {
    test(`a token that is no good leads to a pair, never to a dead end${js ? '' : ', without scripts too'}`, async () => {
      const page = await open({ js });
      const address = await consultation();
      await begin(page, address);
      const before = await shown(page);
      if (js) {
        const spoil = async (route) => {
          const votes = JSON.parse(route.request().postData()).votes.map((vote) => ({ ...vote, pair: `${vote.pair}x` }));
          await route.continue({ postData: JSON.stringify({ votes }) });
        };
        await page.route('**/votes', spoil, { times: 1 });
        await page.locator('.leaf').first().click();
        await nextPair(page, before);
        await page.waitForFunction(() => !Object.keys(localStorage).some((name) => name.startsWith('parvis-unsent')));
        assert.equal((await own(page, address)).votes.length, 1, 'sent again with the new token, unseen');
      } else {
        const csrf = await page.locator('[name=csrf]').first().inputValue();
        const headers = { 'accept-language': 'en' };
        const answer = await page.request.post(`${address}/vote`, { form: { csrf, pair: 'x', outcome: 'left' }, headers });
        assert.ok((await answer.text()).includes('This pair can’t be used. Here is another one.'));
      }
      await close(page);
    });

    test(`closing between page and press is said, and nothing counted${js ? '' : ', without scripts too'}`, async () => {
      const page = await open({ js });
      const address = await consultation();
      await begin(page, address);
      // Pairs that are fetched ahead have come: else the page would hear of the closing before the press.
      await page.waitForLoadState('networkidle');
      await change(address, { state: 'closed' });
      await page.locator('.leaf').first().click();
      await page.waitForURL('**?late=1');
      assert.match(await page.locator('#wrong').textContent(), /came too late and was not counted/);
      await close(page);
    });
  }

  test('somebody who has been erased elsewhere begins again', async () => {
    const page = await open();
    const address = await consultation();
    await begin(page, address);
    const api = `/api/v1/consultations/${address.replace('/c/', '')}/participants/me`;
    const cookies = await page.context().cookies();
    assert.equal((await page.request.delete(api, { headers: { 'x-parvis-csrf': '1' } })).status(), 204);
    await page.context().addCookies(cookies);
    await page.locator('.leaf').first().click();
    await page.waitForURL((url) => url.pathname === address);
    await page.locator('main .button.big').click();
    await page.waitForURL('**/vote');
    await close(page);
  });
});
