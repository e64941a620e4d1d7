// A two-language event: made by an organiser, joined by code on a phone, seen on the room's screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, api, close, fitsWidth, open, organiser, picture } from './browser.mjs';
import { fresh, made, setState, signIn } from './organising.mjs';

const HOUR = 3_600_000;
const PHONES = 50;
const at = (hours) => new Date(Date.now() + hours * HOUR).toISOString();

/** An event in Swedish and Finnish that is on now. */
async function event(slug) {
  const body = {
    name: { fi: 'Vaasan tilaisuus', sv: 'Evenemanget i Vasa' },
    place: { fi: 'Vaasa', sv: 'Vasa' },
    languages: ['sv', 'fi'],
    starts_at: at(-1),
    ends_at: at(2),
  };
  const answer = await api('POST', `/consultations/${slug}/events`, { token: await organiser(), body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

async function phone(slug, code, votes) {
  const { body } = await api('POST', `/consultations/${slug}/participants`, { body: { code } });
  const pairs = await api('GET', `/consultations/${slug}/pairs?count=${votes}`, { token: body.token });
  const answers = pairs.body.items.map((pair) => ({ pair: pair.token, outcome: pair.left.text < pair.right.text ? 'left' : 'right' }));
  const cast = await api('POST', `/consultations/${slug}/votes`, { token: body.token, body: { votes: answers } });
  assert.equal(cast.status, 200, JSON.stringify(cast.body));
}

test('an organiser makes an event, and its code is there to be shown', async () => {
  const slug = fresh('events');
  await made(slug);
  for (const [lang, screen, dark] of [['en', 'desk', false], ['fi', 'phone', true]]) {
    const page = await open({ lang, screen, dark });
    await signIn(page, `/admin/c/${slug}/events`);
    if (lang === 'en') {
      await page.getByText('No events yet.').waitFor();
      await accessible(page, 'events, none');
      await page.getByRole('button', { name: 'Add it' }).click();
      await page.getByRole('link', { name: 'Give a name in one language at least' }).waitFor();
      await accessible(page, 'events, wrong');
      const name = page.getByRole('group', { name: 'Name' });
      await name.getByRole('textbox', { name: 'Finnish' }).fill('Vaasan tilaisuus');
      await name.getByRole('textbox', { name: 'Swedish' }).fill('Evenemanget i Vasa');
      await page.getByLabel('Begins').fill('2030-01-23T09:00');
      await page.getByLabel('Ends').fill('2030-01-23T12:00');
      await page.getByRole('radio', { name: 'Swedish' }).check();
      await page.getByRole('button', { name: 'Add it' }).click();
      await page.getByRole('heading', { name: 'Vaasan tilaisuus' }).waitFor();
      const { body } = await api('GET', `/consultations/${slug}/events`, { token: await organiser() });
      assert.deepEqual([body.items[0].languages, body.items[0].starts_at], [['sv', 'fi'], '2030-01-23T07:00:00Z']);
      // Somebody else changes it meanwhile: the second is told, and keeps what they wrote.
      await page.getByRole('button', { name: 'Change Vaasan tilaisuus' }).click();
      const form = page.locator('.listing form');
      await form.getByRole('group', { name: 'Place' }).getByRole('textbox', { name: 'Finnish' }).fill('Vaasa-talo');
      await api('PATCH', `/consultations/${slug}/events/${body.items[0].id}`, { token: await organiser(), body: { place: { fi: 'Muualla' } } });
      await form.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this').waitFor();
      assert.equal(await form.getByRole('group', { name: 'Place' }).getByRole('textbox', { name: 'Finnish' }).inputValue(), 'Vaasa-talo');
      await form.getByRole('button', { name: 'Cancel' }).click();
    }
    await page.locator('.event-qr img').waitFor();
    await page.waitForFunction(() => document.querySelector('.event-qr img').naturalWidth > 0);
    await accessible(page, `events in ${lang}`);
    await fitsWidth(page, `events in ${lang}`);
    await picture(page, `organiser-events-${screen}-${lang}-${dark ? 'dark' : 'light'}`);
    await close(page);
  }
});

test('people join by code, the screen counts them, and the host reveals the ranking', async () => {
  const slug = fresh('vasa');
  await made(slug, { results: 'closed', minimum_comparisons: 2 }, ['Junat joka kuntaan', 'Kirjastoihin palvelupisteet', 'Etätyö sallituksi', 'Palvelut molemmilla kielillä', 'Verkkoon nopeammin']);
  await setState(slug, 'open');
  const { id, code, join_address } = await event(slug);

  const screen = await open({ lang: 'sv', screen: 'room' });
  await signIn(screen);
  await screen.goto(`/admin/c/${slug}/events/${id}/screen`);
  await screen.getByText(/Skriv koden/).waitFor();
  await screen.getByText(/Kirjoita koodi/).waitFor();
  await accessible(screen, 'the room, joining');
  await picture(screen, 'room-joining', { fullPage: false });
  const smallest = await screen.evaluate(() => {
    const texts = [...document.querySelectorAll('.stage *, .door *')].filter((e) => !e.closest('.host, .unseen') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
    return Math.min(...texts.map((e) => Number.parseFloat(getComputedStyle(e).fontSize)));
  });
  assert.ok(smallest >= 40, `${smallest} px`);

  // One with a phone reads the QR code, which holds the address with the code.
  const somebody = await open({ lang: 'sv', screen: 'phone' });
  await somebody.goto(new URL(join_address).pathname + new URL(join_address).search);
  await somebody.getByText('Du deltar genom evenemanget ”Evenemanget i Vasa”.').waitFor();
  await accessible(somebody, 'front through an event');
  await fitsWidth(somebody, 'front through an event');
  await picture(somebody, 'front-through-event-phone-sv');
  await somebody.getByRole('button', { name: 'Börja' }).click();
  await somebody.locator('.leaf').first().waitFor();
  await close(somebody);

  // And fifty more.
  await Promise.all(Array.from({ length: PHONES }, () => phone(slug, code.toLowerCase(), 8)));
  const began = Date.now();
  // People may be counted before their votes are.
  const counts = [PHONES + 1, PHONES * 8].map(String);
  await screen.waitForFunction((counts) => counts.every((count, at) => document.querySelectorAll('.counts dd')[at]?.textContent === count), counts);
  assert.ok(Date.now() - began < 2_500, `the counts took ${Date.now() - began} ms`);
  assert.equal(await screen.locator('.ladder').count(), 0, 'the ranking is hidden until the host reveals it');

  await screen.getByRole('button', { name: 'Visa ordningen' }).click();
  await screen.locator('.ladder li').nth(3).waitFor();
  const shown = await screen.locator('.ladder li').evaluateAll((rows) => rows.map((row) => row.querySelector('.idea').textContent));
  const { body } = await api('GET', `/consultations/${slug}/ranking?lang=fi`, { token: await organiser() });
  assert.deepEqual(shown, body.items.slice(0, 4).map((item) => item.text));
  await accessible(screen, 'the room, ranking');
  await picture(screen, 'room-ranking', { fullPage: false });
  await screen.reload();
  await screen.locator('.ladder li').nth(3).waitFor();

  // The line is lost and comes back; what was known stays on the screen.
  await screen.context().setOffline(true);
  await screen.getByText('Förbindelsen är bruten').waitFor();
  assert.equal(await screen.locator('.ladder li').count(), 4);
  await screen.context().setOffline(false);
  await screen.getByText('Förbindelsen är bruten').waitFor({ state: 'detached' });
  assert.equal(await screen.locator('.counts dd').first().textContent(), String(PHONES + 1));
  await close(screen);
});

test('a code says what is wrong with it', async () => {
  const slug = fresh('codes');
  await made(slug);
  await setState(slug, 'open');
  const token = await organiser();
  const later = { name: { fi: 'Myöhemmin' }, starts_at: at(20), ends_at: at(22) };
  const { body } = await api('POST', `/consultations/${slug}/events`, { token, body: later });
  const page = await open({ lang: 'fi', screen: 'phone', js: false });
  await page.goto('/join');
  await page.getByRole('textbox').fill(body.code);
  await page.getByRole('button').last().click();
  await page.getByText('Tilaisuus ei ole vielä alkanut').first().waitFor();
  assert.equal(await page.getByRole('textbox').inputValue(), body.code);
  await accessible(page, 'join, too early');
  await page.goto('/join?code=ZZZZZZ');
  await page.locator('#wrong-code, .wrong').first().waitFor();
  await close(page);
});
