// Members: invited by a link, which is followed in another browser, and what each role is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, api, close, fitsWidth, open, organiser, picture } from './browser.mjs';
import { fresh, made, signIn } from './organising.mjs';

test('a link makes a member, who is shown what their role allows', async () => {
  const slug = fresh('members');
  await made(slug);
  const token = await organiser();
  const question = { id: 'region', question: { fi: 'Alue' }, choices: [{ id: 'vasa', label: { fi: 'Vaasa' } }, { id: 'lappi', label: { fi: 'Lappi' } }] };
  await api('POST', `/consultations/${slug}/groups`, { token, body: question });
  const email = `contact-${slug}@example.org`;

  const page = await open({ lang: 'en', screen: 'desk' });
  await signIn(page, `/admin/c/${slug}/members`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('radio', { name: 'Contact person' }).check();
  await page.getByLabel('Alue').selectOption('vasa');
  await accessible(page, 'members, inviting');
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.locator('.told code').textContent();
  await page.getByRole('heading', { name: email }).waitFor();
  await accessible(page, 'members, invited');
  await picture(page, 'organiser-members-desk-en-light');

  const guest = await open({ lang: 'sv', screen: 'phone' });
  await guest.goto(new URL(link).pathname);
  await guest.getByRole('heading', { name: 'Du är inbjuden' }).waitFor();
  await guest.getByText('Kontaktperson', { exact: true }).waitFor();
  await guest.getByRole('button', { name: 'Ta emot inbjudan' }).click();
  await guest.locator('.wrong').waitFor();
  await accessible(guest, 'invited, wrong');
  await guest.getByLabel(/Nytt lösenord/).fill('kanel-bro-lampa');
  await fitsWidth(guest, 'invited');
  await picture(guest, 'invited-phone-sv');
  await guest.getByRole('button', { name: 'Ta emot inbjudan' }).click();
  // A contact person is shown the invitations, and nothing else.
  await guest.locator('.tabs a').first().waitFor();
  assert.equal(await guest.locator('.tabs a').count(), 1);
  await guest.getByLabel(/För vem/).fill('Kommunerna kring Vasa');
  await guest.getByRole('button', { name: 'Gör länken' }).click();
  const address = await guest.locator('.told code').textContent();
  assert.match(address, /\/join\?c=.*&code=/);
  await accessible(guest, 'invitations of a contact person');
  await fitsWidth(guest, 'invitations of a contact person');
  await picture(guest, 'contact-invitations-phone-sv');
  await close(guest);
  const again = await open({ lang: 'fi', screen: 'phone' });
  await again.goto(new URL(link).pathname);
  await again.getByText('Tämä kutsu ei enää toimi').waitFor();
  await close(again);

  await page.reload();
  await page.getByRole('button', { name: `Remove ${email}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: email, exact: true }).waitFor({ state: 'detached' });
  await close(page);
});
