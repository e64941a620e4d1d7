// What organisers do over and over, and what people do in their consultations.
import assert from 'node:assert/strict';
import { api, organiser, site } from './browser.mjs';

export async function signIn(page, view = '/admin') {
  await page.goto(view);
  await page.getByLabel(/E-mail|Sähköposti|E-post/).fill(site.email);
  await page.getByLabel(/Password|Salasana|Lösenord/).fill(site.password);
  await page.keyboard.press('Enter');
  await page.locator('.self').waitFor();
}

/** The slug of a consultation of this run alone, so that tests may run in any order and twice. */
export const fresh = (name) => `${name}-${Date.now().toString(36)}`;

/** A consultation made over the API: what a test is not about. */
export async function made(slug, settings = {}, ideas = ['Ensimmäinen', 'Toinen', 'Kolmas']) {
  const token = await organiser();
  const body = { slug, question: { fi: 'Mitä?', sv: 'Vad?' }, languages: ['fi', 'sv'], ...settings };
  const answer = await api('POST', '/consultations', { token, body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  for (const fi of ideas) await api('POST', `/consultations/${slug}/ideas`, { token, body: { texts: { fi } } });
  return answer.body;
}

export async function setState(slug, state) {
  const answer = await api('PATCH', `/consultations/${slug}`, { token: await organiser(), body: { state } });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

/** Somebody takes part: proposes what is given, and answers the pairs that there are. */
export async function takePart(slug, { proposes = [], votes = 0 } = {}) {
  const joined = await api('POST', `/consultations/${slug}/participants`, { body: { language: 'fi' } });
  assert.equal(joined.status, 201, JSON.stringify(joined.body));
  const { token } = joined.body;
  for (const texts of proposes) {
    const answer = await api('POST', `/consultations/${slug}/ideas`, { token, body: { texts } });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  }
  for (let cast = 0; cast < votes; cast++) {
    const { body } = await api('GET', `/consultations/${slug}/pairs?count=1`, { token });
    const [pair] = body.items;
    if (!pair) return;
    // The same taste for all: the text that stands first in the alphabet wins.
    const outcome = pair.left.text < pair.right.text ? 'left' : 'right';
    const answer = await api('POST', `/consultations/${slug}/votes`, { token, body: { votes: [{ pair: pair.token, outcome }] } });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  }
}
