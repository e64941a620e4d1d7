// The whole case in the browser, in Swedish: a consultation made, opened, joined at an event, its ideas approved;
// background, evidence, drafting, comments, two people at once, proposing, a second round, adopting, what became of
// ideas, and the page that everybody reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, api, close, fitsWidth, open, organiser, picture } from './browser.mjs';
import { fresh, signIn, takePart } from './organising.mjs';

const IDEAS = ['Betjäning på båda språken', 'Flytta jobb från huvudstaden', 'Ett gemensamt servicekontor'];

/** A text of several languages: its fieldset by its legend, then the language. */
const field = (page, legend, language) => page.getByRole('group', { name: legend, exact: true }).first().getByLabel(language);
const says = (page, words) => page.getByText(words, { exact: false }).first().waitFor();
const confirm = (page, name) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

async function look(page, name) {
  await accessible(page, name);
  await fitsWidth(page, name);
  await picture(page, name);
}

/** Another member, signed in by what their invitation gives. */
async function member(slug, role, lang, screen) {
  const token = await organiser();
  const email = `${role}-${slug}@example.org`;
  const invited = await api('POST', `/consultations/${slug}/members`, { token, body: { email, role } });
  assert.equal(invited.status, 201, JSON.stringify(invited.body));
  const page = await open({ lang, screen });
  await page.goto(new URL(invited.body.link).pathname);
  await page.locator('input[type=password]').first().fill('kanel-bro-lampa');
  await page.locator('form .button').first().click();
  await page.locator('.tabs a').first().waitFor();
  return page;
}

test('a question becomes an adopted guideline that everybody reads', async () => {
  const slug = fresh('linje');
  const page = await open({ lang: 'sv', screen: 'desk' });

  // An empty consultation: the question in two languages, and a first idea.
  await signIn(page, '/admin');
  await page.getByRole('link', { name: 'Nytt samråd' }).click();
  await page.getByRole('checkbox', { name: 'Finska' }).check();
  await field(page, 'Fråga', 'svenska').fill('Var ska staten ge service?');
  await field(page, 'Fråga', 'finska').fill('Missä valtion pitäisi palvella?');
  await page.getByLabel('Adress', { exact: true }).fill(slug);
  await field(page, 'Idé 1', 'svenska').fill(IDEAS[0]);
  await page.getByRole('radio', { name: 'Alla, hela tiden' }).check();
  await look(page, 'case-new-desk-sv');
  await page.getByRole('button', { name: 'Skapa utkastet' }).click();
  await page.getByRole('heading', { level: 1, name: 'Var ska staten' }).waitFor();
  await page.getByRole('link', { name: 'Idéer', exact: true }).click();
  for (const idea of IDEAS.slice(1)) {
    await api('POST', `/consultations/${slug}/ideas`, { token: await organiser(), body: { texts: { sv: idea } } });
  }
  await page.getByRole('link', { name: 'Översikt' }).click();
  await page.getByRole('button', { name: 'Öppna…' }).click();
  await confirm(page, 'Öppna');
  await says(page, 'Samrådet är öppet');
  await look(page, 'case-open-desk-sv');

  // An event whose code lets somebody in on a phone: they vote and propose, and the proposal is approved.
  const soon = (hours) => new Date(Date.now() + hours * 3_600_000).toLocaleString('sv', { timeZone: 'Europe/Helsinki' }).replace(' ', 'T').slice(0, 16);
  await page.getByRole('link', { name: 'Evenemang', exact: true }).click();
  await field(page, 'Namn', 'svenska').fill('Evenemanget i Vasa');
  await page.getByLabel('Börjar').fill(soon(-2));
  await page.getByLabel('Slutar').fill(soon(3));
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  const code = (await page.locator('.event-code b').innerText()).replace(/\s/g, '');
  const phone = await open({ lang: 'sv', screen: 'phone' });
  await phone.goto(`/join?code=${code}`);
  await says(phone, 'Evenemanget i Vasa');
  await look(phone, 'case-join-phone-sv');
  await phone.locator('main .button.big').click();
  await phone.locator('.leaf').first().click();
  await phone.goto(`/c/${slug}/propose`);
  await phone.locator('textarea').first().fill('En servicebuss till byarna');
  await phone.locator('form.panel .button').click();
  await close(phone);
  await page.goto(`/admin/c/${slug}/queue`);
  await says(page, 'En servicebuss till byarna');
  await look(page, 'case-queue-desk-sv');
  await page.keyboard.press('a');
  await page.getByText('En servicebuss till byarna').waitFor({ state: 'detached' });
  for (let person = 0; person < 6; person++) await takePart(slug, { votes: 5 });

  // Background and timeline.
  await page.goto(`/admin/c/${slug}/background`);
  await field(page, 'Uppdraget', 'svenska').fill('# Vad\n\nSkriv **riktlinjer**.');
  await page.getByRole('button', { name: 'Lägg till en grupp' }).click();
  await page.getByRole('button', { name: 'Spara bakgrunden' }).click();
  await page.locator('.wrong').waitFor();
  await look(page, 'background-wrong-desk-sv');
  await field(page, 'Namn', 'svenska').fill('Beredningsgruppen');
  await page.getByRole('button', { name: 'Spara bakgrunden' }).click();
  await says(page, 'Sparat');
  await page.getByText('Lägg till på tidslinjen').click();
  await field(page, 'Vad som händer', 'svenska').fill('Uppdraget börjar');
  await page.getByLabel('Börjar').fill('2020-01-14T12:00');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await page.getByRole('heading', { name: 'Uppdraget börjar' }).waitFor();
  await look(page, 'background-desk-sv');

  // Evidence with a table; a file that is none is told by line.
  await page.getByRole('link', { name: 'Underlag' }).click();
  await field(page, 'Titel', 'svenska').fill('Resorna till närmaste kontor');
  await page.getByLabel('Siffrorna är påhittade', { exact: false }).check();
  await page.getByRole('button', { name: 'Lägg till källan' }).click();
  await page.getByRole('heading', { name: 'Resorna till närmaste kontor' }).waitFor();
  await page.getByText('Tabeller', { exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2,3\n') });
  await page.getByRole('button', { name: 'Lägg in tabellen' }).click();
  await says(page, 'Tabellen togs inte emot');
  await page.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('Kommun;Minuter\nVasa;12,5\nUtsjoki;190\n') });
  await page.getByRole('button', { name: 'Lägg in tabellen' }).click();
  await says(page, '2 rader, 2 kolumner');
  await look(page, 'evidence-desk-sv');

  // A guideline, drafted from the idea that is first.
  await page.getByRole('link', { name: 'Riktlinjer', exact: true }).click();
  await says(page, 'Ingen riktlinje ännu');
  await look(page, 'guidelines-none-desk-sv');
  await page.getByRole('link', { name: 'Skriv en riktlinje' }).click();
  await field(page, 'Riktlinjen i en mening', 'svenska').fill('Alla blir betjänade på båda språken.');
  await page.getByRole('group', { name: 'Skriven utifrån dessa idéer' }).getByLabel(/båda språken/).check();
  await page.getByRole('group', { name: 'Vilar på dessa källor' }).getByLabel('Resorna till närmaste kontor').check();
  await look(page, 'guideline-new-desk-sv');
  await page.getByRole('button', { name: 'Spara utkastet' }).click();
  await page.getByRole('heading', { level: 1, name: '1. Alla blir betjänade' }).waitFor();

  // An expert comments on a phone, and is shown no form for the words.
  const expert = await member(slug, 'expert', 'fi', 'phone');
  await expert.goto(new URL(page.url()).pathname);
  await expert.getByLabel('Uusi kommentti').fill('Entä saame?');
  await expert.getByRole('button', { name: 'Lähetä' }).click();
  await says(expert, 'Entä saame?');
  assert.equal(await expert.getByRole('button', { name: 'Tallenna' }).count(), 0);
  await look(expert, 'guideline-expert-phone-fi');
  await close(expert);

  // Two people edit it: the second is told, sees both, and loses nothing.
  const other = await open({ lang: 'sv', screen: 'phone' });
  await signIn(other, new URL(page.url()).pathname);
  await field(other, 'Vad den innebär', 'svenska').fill('Den andras ord.');
  await other.getByRole('button', { name: 'Spara', exact: true }).click();
  await says(other, 'Sparat');
  await field(page, 'Vad den innebär', 'svenska').fill('Mina ord.');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await says(page, 'Någon annan ändrade detta under tiden');
  await says(page, 'Den andras ord.');
  assert.equal(await field(page, 'Vad den innebär', 'svenska').inputValue(), 'Mina ord.');
  await look(page, 'guideline-conflict-desk-sv');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByText('En text ändrades').first().click();
  assert.equal(await page.locator('.changed ins').first().innerText(), 'Mina');
  await look(other, 'guideline-edit-phone-sv');
  await close(other);

  // Proposed, and what lacks for adopting is listed to a coordinator in words.
  await page.getByRole('button', { name: 'Föreslå', exact: true }).click();
  await confirm(page, 'Föreslå');
  await says(page, 'Koordineringsgruppen godkänner den');
  const coordinator = await member(slug, 'coordinator', 'sv', 'desk');
  await coordinator.goto(new URL(page.url()).pathname);
  await coordinator.getByRole('button', { name: 'Godkänn', exact: true }).click();
  await confirm(coordinator, 'Godkänn');
  await says(coordinator, 'Meningen saknas på finska');
  await look(coordinator, 'guideline-lacks-desk-sv');

  // A second guideline, ready-made; both go into a second round.
  const token = await organiser();
  const ready = { title: { sv: 'Jobben flyttar ut.', fi: 'Työ siirtyy.' }, state: 'proposed' };
  assert.equal((await api('POST', `/consultations/${slug}/guidelines`, { token, body: ready })).status, 201);
  await page.getByRole('link', { name: 'Riktlinjer', exact: true }).click();
  await page.getByRole('button', { name: 'Gör den av 2 riktlinjer' }).click();
  await says(page, 'Den andra omgången är gjord');
  await look(page, 'guidelines-desk-sv');

  // The lacking words are written, and it is adopted and read by everybody.
  await page.getByRole('link', { name: '1. Alla blir betjänade' }).click();
  await page.getByText('Orden och vad de vilar på').click();
  await field(page, 'Riktlinjen i en mening', 'finska').fill('Kaikkia palvellaan molemmilla kielillä.');
  await field(page, 'Vad den innebär', 'finska').fill('Kaikkialla.');
  await field(page, 'Varför så här', 'svenska').fill('Många bad om det.');
  await field(page, 'Varför så här', 'finska').fill('Moni pyysi sitä.');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await says(page, 'Sparat');
  await coordinator.reload();
  await coordinator.getByRole('button', { name: 'Godkänn', exact: true }).click();
  await confirm(coordinator, 'Godkänn');
  await coordinator.getByRole('button', { name: 'Öppna igen' }).waitFor();
  await close(coordinator);

  // A source that a guideline rests on stays, and it is said where.
  await page.getByRole('link', { name: 'Underlag' }).click();
  await page.getByRole('button', { name: /^Ta bort Resorna/ }).click();
  await confirm(page, 'Ta bort');
  await says(page, 'Riktlinjer vilar på den, så den finns kvar. Deras nummer: 1');
  await page.keyboard.press('Escape');

  // What became of the idea, from the list of the best.
  await page.getByRole('link', { name: 'Beslut', exact: true }).click();
  await page.getByRole('button', { name: /Säg vad det blev av den.*båda språken/ }).click();
  await field(page, 'Varför', 'svenska').fill('Den blev riktlinje 1.');
  await page.getByRole('checkbox', { name: /Alla blir betjänade/ }).check();
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await says(page, 'Den blev riktlinje 1.');
  await look(page, 'decisions-admin-desk-sv');

  const reader = await open({ lang: 'sv', screen: 'phone' });
  await reader.goto(`/c/${slug}/guidelines`);
  await reader.getByRole('link', { name: 'Alla blir betjänade på båda språken.' }).click();
  await says(reader, 'Många bad om det.');
  await reader.getByRole('link', { name: 'Vad det blev av varje idé' }).click();
  await says(reader, 'Den blev riktlinje 1.');
  await look(reader, 'decisions-of-one-phone-sv');
  await close(reader);
  await close(page);
});
