// What the end-to-end tests share: a Chromium, pages in every shape that people have, axe, pictures, the API.
// It knows how to drive a browser and nothing of any one screen.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

// The browser's packages stand with the interface's; nothing is installed twice.
const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The running demo, as `run` started it. */
export const site = {
  url: process.env.PARVIS_URL,
  email: process.env.PARVIS_EMAIL,
  password: process.env.PARVIS_PASSWORD,
};
assert.ok(site.url, 'run these tests with tests/e2e/run, which starts the demo');

/** The screens that every page is tried on. */
export const screens = {
  narrow: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 800 },
  room: { width: 1920, height: 1080 },
};

let started;
/** One Chromium for a test file. */
export function browser() {
  started ??= chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return started;
}
after(async () => (await started)?.close());

/**
 * A page of a person of its own (no cookies). What the page logs as an error, and what it throws, is
 * gathered in `page.complaints`; `close(page)` fails on any.
 * @param {object} [options] `screen` (a name of `screens`, default phone), `dark`, `js` (default true),
 *   `lang` (default en), `reducedMotion` (default true), `forcedColors`, and any of Playwright's
 */
export async function open(options = {}) {
  const { screen = 'phone', dark = false, js = true, lang = 'en', reducedMotion = true, forcedColors, ...rest } = options;
  const context = await (await browser()).newContext({
    baseURL: site.url,
    viewport: screens[screen],
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: js,
    locale: lang,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    ...(forcedColors ? { forcedColors: 'active' } : {}),
    ...rest,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.scripted = js;
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    // A refused request is told by its own test; here only what a script complains of.
    const refused = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refused) page.complaints.push(message.text());
  });
  return page;
}

/** Closes a page and its person, and fails on whatever its scripts complained of. */
export async function close(page) {
  await page.context().close();
  assert.deepEqual(page.complaints, []);
}

/**
 * Fails on anything that axe finds, target size (WCAG 2.2) included. axe is a script itself: of a page
 * without scripts it reads a copy whose own scripts stay away.
 */
export async function accessible(page, where = page.url()) {
  if (!page.scripted) return accessibleCopy(page, where);
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }),
  );
  const found = result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}\n    ${node.html}\n    ${node.failureSummary}`),
  );
  assert.equal(found.length, 0, `axe on ${where}:\n  ${found.join('\n  ')}`);
}

async function accessibleCopy(page, where) {
  const [content, dark] = [await page.content(), await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)];
  const copy = await open({ dark, viewport: page.viewportSize() });
  await copy.route('**/*', (route) => {
    if (route.request().resourceType() === 'script') return route.abort();
    const isPage = route.request().isNavigationRequest();
    return isPage ? route.fulfill({ body: content, contentType: 'text/html; charset=utf-8' }) : route.continue();
  });
  await copy.goto(page.url());
  await accessible(copy, `${where} without scripts`);
  await copy.context().close();
}

/** Fails if the page is wider than its screen. */
export async function fitsWidth(page, where = page.url()) {
  const [content, shown] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.ok(content <= shown, `${where} is ${content} px wide on a screen of ${shown}`);
}

const pictures = fileURLToPath(new URL('../pictures/', import.meta.url));
/** Keeps a picture for people to look at, in a folder that git ignores. */
export async function picture(page, name, options = {}) {
  fs.mkdirSync(pictures, { recursive: true });
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true, ...options });
  return file;
}

/** A call of the API: `{status, body, headers}`, the body as JSON where it is that. */
export async function api(method, address, { body, token, headers = {} } = {}) {
  const answer = await fetch(`${site.url}/api/v1${address}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, body: json && text ? JSON.parse(text) : text, headers: answer.headers };
}

let signedIn;
/** The organiser's token for `api`. */
export function organiser() {
  signedIn ??= api('POST', '/sessions', { body: { email: site.email, password: site.password } }).then((answer) => {
    assert.ok(answer.status < 300, `signing in: ${JSON.stringify(answer.body)}`);
    return answer.body.token;
  });
  return signedIn;
}
