// What the tests of the participants' pages share: consultations of their own, and a person's way into one.
import assert from 'node:assert/strict';
import { api, organiser } from './browser.mjs';

let made = 0;
/** A consultation of one test alone, open unless its settings say otherwise. */
export async function consultation(settings = {}, texts = ideas(8)) {
  const token = await organiser();
  const slug = `part-${Date.now().toString(36)}-${made++}`;
  const { state = 'open', ...rest } = settings;
  const body = {
    slug,
    question: { fi: 'Mitä lounaaksi 2020-luvulla?', sv: 'Vad till lunch på 2020-talet?', en: 'What for lunch in the 2020s?' },
    owner: { fi: 'Ruokala', sv: 'Matsalen', en: 'The canteen' },
    intro: { fi: 'Ruokalista uusitaan.', sv: 'Matsedeln förnyas.', en: 'The menu is being renewed.' },
    languages: ['fi', 'sv', 'en'],
    ...rest,
  };
  await ok(api('POST', '/consultations', { token, body }));
  for (const text of texts) await ok(api('POST', `/consultations/${slug}/ideas`, { token, body: { texts: text } }));
  if (state !== 'draft') await change(slug, { state: 'open' });
  if (state === 'closed') await change(slug, { state: 'closed' });
  return `/c/${slug}`;
}

export async function change(address, body) {
  return ok(api('PATCH', `/consultations/${address.replace('/c/', '')}`, { token: await organiser(), body }));
}

export async function ok(answering) {
  const answer = await answering;
  assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Ideas in three languages, told apart by their number. */
export function ideas(count) {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return numbers.map((i) => ({ fi: `Keittoa numero ${i}`, sv: `Soppa nummer ${i}`, en: `Soup number ${i}` }));
}

/** Presses Start, with the mouse or a finger. */
export async function begin(page, address) {
  await page.goto(address);
  await page.locator('main .button.big').click();
  await page.waitForURL(`${address}/vote`.replace(/^/, '**'));
}

/** The two ideas that are shown. */
export async function shown(page) {
  return page.locator('.leaf > .idea').allTextContents();
}

/** Waits until another pair than this one is shown and can be answered. */
export async function nextPair(page, before) {
  await page.waitForFunction(
    (was) => [...document.querySelectorAll('.leaf > .idea')].map((idea) => idea.textContent).join() !== was,
    before.join(),
  );
  // A second press within this time belongs to the first.
  await page.waitForTimeout(420);
}

/** Chooses left so often, waiting for each next pair. */
export async function choose(page, times) {
  for (let i = 0; i < times; i++) {
    const before = await shown(page);
    await page.locator('.leaf').first().click();
    await nextPair(page, before);
  }
}

/** What the server has of this person. */
export async function own(page, address) {
  const answer = await page.request.get(`/api/v1/consultations/${address.replace('/c/', '')}/participants/me`);
  assert.ok(answer.ok(), await answer.text());
  return answer.json();
}

/** So many others make a choice each: from five people on results are shown. */
export async function crowd(address, people = 5) {
  const base = `/consultations/${address.replace('/c/', '')}`;
  for (let one = 0; one < people; one++) {
    const { token } = await ok(api('POST', `${base}/participants`, { body: {} }));
    const { items } = await ok(api('GET', `${base}/pairs`, { token }));
    await ok(api('POST', `${base}/votes`, { token, body: { votes: [{ pair: items[0].token, outcome: 'left' }] } }));
  }
}

/** Answers so many pairs over the API: what a test is not about. */
export async function answer(page, address, count) {
  const base = `/api/v1/consultations/${address.replace('/c/', '')}`;
  for (let left = count; left > 0; left -= 10) {
    const pairs = await (await page.request.get(`${base}/pairs?count=${Math.min(10, left)}`)).json();
    const votes = pairs.items.map((pair) => ({ pair: pair.token, outcome: 'left' }));
    const sent = await page.request.post(`${base}/votes`, { data: { votes }, headers: { 'x-parvis-csrf': '1' } });
    assert.ok(sent.ok(), await sent.text());
  }
}
