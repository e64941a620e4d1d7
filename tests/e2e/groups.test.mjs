// Questions about groups: asked by an organiser, answered by who joins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, api, close, fitsWidth, open, organiser, picture } from './browser.mjs';
import { fresh, made, setState, signIn, takePart } from './organising.mjs';

test('an organiser asks where people live, and those who join can say', async () => {
  const slug = fresh('groups');
  await made(slug, { results: 'always' });
  const page = await open({ lang: 'en', screen: 'desk' });
  await signIn(page, `/admin/c/${slug}/settings`);
  await page.getByText('Ask a question').click();
  await page.getByRole('button', { name: 'Add the question' }).click();
  await page.getByRole('link', { name: 'Write the question, in one language at least.' }).waitFor();
  const form = page.locator('section[aria-labelledby=groups] form').first();
  const field = (legend, lang) => form.getByRole('group', { name: legend }).getByRole('textbox', { name: lang });
  await field('Question', 'Finnish').fill('Missä asut?');
  await field('Question', 'Swedish').fill('Var bor du?');
  await field('Options', 'Finnish').fill('Vaasa\nOulu\nTurku');
  await field('Options', 'Swedish').fill('Vasa\nUleåborg');
  await form.getByRole('button').click();
  await page.getByRole('link', { name: 'Swedish has 2 options, and another language 3' }).waitFor();
  await accessible(page, 'group questions, wrong');
  await field('Options', 'Swedish').fill('Vasa\nUleåborg\nÅbo');
  await form.getByRole('button').click();
  await page.getByRole('button', { name: /Remove.*Missä asut/ }).waitFor();
  const { body } = await api('GET', `/consultations/${slug}/groups`, { token: await organiser() });
  assert.deepEqual(body.items[0].choices[2], { id: 'turku', label: { fi: 'Turku', sv: 'Åbo' } });
  assert.equal(body.items[0].id, 'missa-asut');
  await accessible(page, 'group questions');
  await picture(page, 'organiser-groups-desk-en-light');

  await page.getByRole('button', { name: /Edit.*Missä asut/ }).click();
  await field('Options', 'Finnish').fill('Vaasa\nTurku\nOulu');
  await field('Options', 'Swedish').fill('Vasa\nÅbo\nUleåborg');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /Edit.*Missä asut/ }).waitFor();
  const moved = await api('GET', `/consultations/${slug}/groups`, { token: await organiser() });
  assert.deepEqual(moved.body.items[0].choices.map((choice) => choice.id), ['vaasa', 'turku', 'oulu']);

  await setState(slug, 'open');
  const somebody = await open({ lang: 'sv', screen: 'phone' });
  await somebody.goto(`/c/${slug}`);
  await somebody.getByText('Var bor du?').waitFor();
  await accessible(somebody, 'front with a group question');
  await fitsWidth(somebody, 'front with a group question');
  await close(somebody);

  await takePart(slug, { votes: 1 });
  await page.reload();
  await page.getByText('People have joined').waitFor();
  assert.equal(await page.getByRole('button', { name: /Remove/ }).count(), 0);
  await page.getByRole('button', { name: /Edit.*Missä asut/ }).click();
  await field('Options', 'Finnish').fill('Vaasa\nTurku');
  await field('Options', 'Swedish').fill('Vasa\nÅbo');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'there stay 3 options' }).waitFor();
  await accessible(page, 'a group question, changed too late');
  await picture(page, 'organiser-groups-change-desk-en-light');
  await field('Options', 'Finnish').fill('Vaasa ja seutu\nTurku\nOulu');
  await field('Options', 'Swedish').fill('Vasa\nÅbo\nUleåborg');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Vaasa ja seutu').waitFor();
  await page.getByRole('link', { name: 'Results by group' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await close(page);
});
