// How the participants' pages look: nothing favours the left idea or the right; enlarged, printed and in the
// system's own colours they hold.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accessible, close, fitsWidth, open, picture } from './browser.mjs';
import { begin, choose, consultation, crowd } from './taking-part.mjs';

const LONG =
  'Kootaan lupa- ja neuvontapalvelut yhteispalvelupisteisiin, joissa etäpalveluyhteys toimii myös saameksi, ruotsiksi ja viittomakielellä ja joiden aukioloajat sovitetaan joukkoliikenneaikatauluihin, jottei harvaanasutun seudun asukkaan tarvitse ottaa palkatonta vapaata asiointiin.';
const ENGLISH =
  'Bring tax, benefits, police permits and employment services into shared service points, so that everyone reaches one within an hour without a car.';
const EXAMPLE = '/c/regional-presence';

/** Both leaves' boxes and computed styles, with what may differ taken out. */
const leaves = (page) =>
  page.evaluate(() => {
    const mirrored = /^border-.*-radius$|^border-(start|end)-/;
    // Where a box stands follows from its side; what it is must not.
    const places = /^(perspective-origin|transform-origin|inline-size|block-size|width|height|grid-column-.*)$/;
    const read = (element) => {
      const style = getComputedStyle(element);
      return Object.fromEntries([...style].filter((name) => !mirrored.test(name) && !places.test(name)).map((name) => [name, style.getPropertyValue(name)]));
    };
    return [...document.querySelectorAll('.leaf')].map((leaf) => {
      const { width, height } = leaf.getBoundingClientRect();
      const parts = [leaf, ...leaf.querySelectorAll('.idea, .pick, kbd')];
      const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];
      const radius = getComputedStyle(leaf);
      const [idea, pick] = [leaf.querySelector('.idea'), leaf.querySelector('.pick')].map((part) => part.getBoundingClientRect());
      const top = leaf.getBoundingClientRect().top;
      return {
        box: [width, height].map(Math.round),
        textFrom: Math.round(idea.top - top),
        label: [Math.round(pick.top - top), pick.height, leaf.querySelector('.pick').firstChild.textContent.trim()],
        styles: parts.map(read),
        corners: corners.map((corner) => radius.getPropertyValue(`border-${corner}-radius`)),
      };
    });
  });

describe('left and right', () => {
  for (const [screen, viewport] of [['phone', { width: 390, height: 844 }], ['tablet', { width: 800, height: 1000 }], ['desk', { width: 1280, height: 800 }]]) {
    for (const texts of [[{ en: 'Soup' }, { en: 'A salad with everything that the garden gives in August' }], [{ en: 'Soup' }, { en: ENGLISH }]]) {
      test(`are alike on a ${screen}, ${texts[1].en === ENGLISH ? 'one long' : 'both short'}`, async () => {
        const page = await open({ viewport, dark: screen === 'tablet' });
        await begin(page, await consultation({}, texts));
        const [left, right] = await leaves(page);
        assert.deepEqual(left.box, right.box);
        assert.deepEqual(left.textFrom, right.textFrom);
        assert.deepEqual(left.label, right.label);
        left.styles.forEach((style, part) => assert.deepEqual(style, right.styles[part]));
        // Mirrored: by the fold that lies between them.
        const [a, b, c, d] = left.corners;
        assert.deepEqual(right.corners, screen === 'desk' ? [b, a, d, c] : [c, d, a, b]);
        assert.equal(await page.evaluate(() => document.activeElement?.closest('.leaf')), null);
        await close(page);
      });
    }
  }

  test('are as large as drawn', async () => {
    for (const [viewport, box] of [[{ width: 390, height: 844 }, [358, 211]], [{ width: 1280, height: 800 }, [493, 288]]]) {
      const page = await open({ viewport, lang: 'sv' });
      await begin(page, await consultation());
      const [left] = await leaves(page);
      left.box.forEach((side, i) => assert.ok(Math.abs(side - box[i]) <= 1, `${left.box} is not ${box}`));
      await close(page);
    }
  });

  test('a rested pointer marks nothing of the pair that comes', async () => {
    const page = await open({ screen: 'desk' });
    await begin(page, await consultation());
    await choose(page, 1);
    const [left, right] = await leaves(page);
    left.styles.forEach((style, part) => assert.deepEqual(style, right.styles[part]));
    await close(page);
  });
});

describe('for everybody', () => {
  test('on a phone a voting page fits one screen', async () => {
    const page = await open({ lang: 'sv' });
    await begin(page, await consultation());
    const bottom = await page.locator('.after').evaluate((after) => after.getBoundingClientRect().bottom);
    assert.ok(bottom <= 844, `the last row ends at ${bottom}`);
    await close(page);
  });

  test('at 400 % and with text twice as large everything is reached and long words break', async () => {
    const address = await consultation({}, [{ fi: LONG }, { fi: 'Kolmivaihekilowattituntimittarinlukemien etäluentajärjestelmä' }]);
    for (const [viewport, size] of [[{ width: 320, height: 256 }, '16px'], [{ width: 390, height: 844 }, '32px'], [{ width: 320, height: 640 }, '32px']]) {
      const page = await open({ viewport, lang: 'fi', bypassCSP: true });
      await begin(page, address);
      await page.addStyleTag({ content: `html { font-size: ${size} }` });
      await fitsWidth(page, `${viewport.width} × ${viewport.height}, ${size}`);
      for (const button of await page.locator('.leaf, .others .button, .after a').all()) {
        await button.scrollIntoViewIfNeeded();
        const covered = await button.evaluate((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          const at = document.elementFromPoint(left + width / 2, Math.max(1, Math.min(innerHeight - 2, top + height - 4)));
          return !(element.contains(at) || at?.closest('.fold'));
        });
        assert.equal(covered, false, `${await button.textContent()} is covered`);
      }
      await picture(page, `enlarged-${viewport.width}x${viewport.height}-${size}`);
      await close(page);
    }
  });

  test('in the system’s own colours the figures hold', async () => {
    const page = await open({ forcedColors: true, screen: 'desk' });
    await begin(page, EXAMPLE);
    await picture(page, 'vote-forced-colours');
    const tick = await page.locator('.tick.now').evaluate((tick) => getComputedStyle(tick).fill);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.notEqual(tick, ground);
    await close(page);
  });

  test('printed, results have no buttons and show their table', async () => {
    const page = await open({ screen: 'desk' });
    const address = await consultation({ results: 'always' });
    await crowd(address);
    await page.goto(`${address}/results`);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.button:visible').count(), 0);
    assert.equal(await page.locator('.tongues:visible').count(), 0);
    await picture(page, 'results-print');
    await close(page);
  });

  test('an idea that lacks the language is marked and said', async () => {
    const page = await open({ lang: 'sv' });
    await begin(page, await consultation({}, [{ fi: 'Hernekeitto' }, { fi: 'Lohikeitto' }]));
    assert.equal(await page.locator('.leaf > .idea[lang=fi]').count(), 2);
    assert.equal(await page.locator('.leaf .in[lang=sv]').first().textContent(), 'Än så länge bara på finska');
    await accessible(page);
    await close(page);
  });
});
