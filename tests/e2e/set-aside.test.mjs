// Votes set aside: by an organiser, for everybody to read, and back again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, api, close, fitsWidth, open, picture } from './browser.mjs';
import { fresh, made, setState, signIn, takePart } from './organising.mjs';

test('sets votes aside with a reason that everybody reads, and puts them back', async () => {
  const slug = fresh('aside');
  await made(slug, { results: 'always', minimum_comparisons: 1, zone: 'UTC' });
  await setState(slug, 'open');
  for (const votes of [3, 3, 3, 3, 3]) await takePart(slug, { votes });
  const page = await open({ lang: 'en', screen: 'desk' });
  await signIn(page, `/admin/c/${slug}/ranking`);
  await page.getByText('Set choices aside').click();
  await page.getByRole('button', { name: 'Set aside' }).click();
  await page.getByRole('link', { name: 'Say why' }).waitFor();
  await page.getByRole('link', { name: 'Name participants' }).waitFor();
  await accessible(page, 'set aside, wrong');
  await page.getByRole('textbox', { name: 'Finnish' }).fill('Ohjelma äänesti <b>kaksi</b> kertaa.');
  await page.getByLabel('Choices from').fill('2020-01-01T00:00');
  await page.getByRole('button', { name: 'Set aside' }).click();
  await page.getByText('15 choices of 5 participants').waitFor();
  assert.equal((await api('GET', `/consultations/${slug}/ranking`)).status, 403, 'nobody is left');
  for (const votes of [3, 3, 3, 3, 3]) await takePart(slug, { votes });
  assert.equal((await api('GET', `/consultations/${slug}/ranking`)).body.votes, 15);
  await accessible(page, 'set aside');
  await picture(page, 'organiser-set-aside-desk-en-light');

  const reader = await open({ lang: 'fi', screen: 'phone' });
  await reader.goto(`/c/${slug}/results`);
  await reader.getByRole('link', { name: 'Miksi, ja mitä ne muuttaisivat' }).click();
  await reader.getByText('Ohjelma äänesti <b>kaksi</b> kertaa.').waitFor();
  await reader.getByRole('rowheader', { name: 'Ensimmäinen' }).waitFor();
  await accessible(reader, 'set aside, for everybody');
  await fitsWidth(reader, 'set aside, for everybody');
  await picture(reader, 'set-aside-phone-fi-light');
  await close(reader);

  await page.getByRole('button', { name: 'Put back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put back' }).click();
  await page.getByText(/^put back/).waitFor();
  assert.equal((await api('GET', `/consultations/${slug}/ranking`)).body.votes, 30);
  await close(page);
});
