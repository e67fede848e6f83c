import { violations } from './lib/axe.js';
import { COMPILED, COROUTINES, ENSEMBLE, Listing, listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

const CHAPTERS = [COROUTINES, ENSEMBLE];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const chapter of CHAPTERS) {
    test(`every program of ${chapter} can be read, under its own heading`, async ({ page }) => {
      await page.goto(chapter);
      const outside = '.listing:not(details .listing)';
      const variants = page.locator(`${outside} > .variant`);
      expect(await variants.count()).toBeGreaterThan(8);
      for (const variant of await variants.all()) {
        await expect(variant.getByRole('heading', { level: 5 })).toBeVisible();
        await expect(variant.locator('.variant-code code')).toBeVisible();
      }
      await expect(page.getByRole('tab'), 'no tab that does nothing').toHaveCount(0);
      await expect(page.getByText('async-std n’est plus maintenu')).toHaveCount(1);
      await expect(page.getByText(/Lignes propres à cet environnement/).first()).toBeVisible();
      expect(await page.locator('details.answer').count()).toBe(await page.locator('.quiz .question').count());
    });
  }
});

test('on paper every program shows, and no button', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await page.emulateMedia({ media: 'print' });
  const downloads = listing(page, 'telechargements');
  await expect(downloads.place.locator('.variant:visible')).toHaveCount(4);
  await expect(downloads.place.locator('.variant-title:visible')).toHaveText(['tokio', 'async-std', 'smol', 'asyncio']);
  await expect(page.locator('main button:visible')).toHaveCount(0);
});

for (const chapter of CHAPTERS) {
  test(`${chapter} fits a telephone, before and after a run`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(chapter);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(360);
    const program = new Listing(page.locator('.listing:has([role=tab])').first());
    await program.button('Exécuter').click();
    await expect(program.state).not.toContainText('…', COMPILED);
    await program.button('Modifier').click();
    expect(await width()).toBeLessThanOrEqual(360);
  });

  for (const theme of ['light', 'navy', 'rust', 'coal', 'ayu']) {
    test(`${chapter} has no fault of accessibility in ${theme}, in use`, async ({ page }) => {
      await page.addInitScript((chosen) => localStorage.setItem('mdbook-theme', chosen), theme);
      await page.goto(chapter);
      // Everything that can appear: an output, an editor, an answer, open hints.
      const program = new Listing(page.locator('.listing:has([role=tab])').first());
      await program.button('Exécuter').click();
      await expect(program.state).not.toContainText('…', COMPILED);
      await program.button('Modifier').click();
      for (const radio of await page.getByRole('radio').all()) await radio.click();
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      expect(await violations(page)).toEqual([]);
    });
  }
}

test('a reader who wants less motion gets none from us', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.button('Exécuter').click();
  await expect(downloads.output).toBeVisible();
  const moving = await page.evaluate(() => {
    const main = document.querySelector('main');
    return document.getAnimations().filter(({ effect }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return target !== null && main?.contains(target);
    }).length;
  });
  expect(moving).toBe(0);
});

test('on paper no line of a program is cut, and the marks stand beside their lines', async ({ page }) => {
  // A sheet of A4 between Chromium's own margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.goto(ENSEMBLE);
  await page.emulateMedia({ media: 'print' });
  const { cut, astray } = await page.evaluate(() => {
    const frames = [...document.querySelectorAll('.variant-code')];
    const code = (/** @type {Element} */ frame) => frame.querySelector('pre > code');
    return {
      cut: frames.filter((frame) => (code(frame)?.scrollWidth ?? 0) > (code(frame)?.clientWidth ?? 0)).length,
      astray: frames.filter((frame) => {
        const marks = frame.querySelector('.marks');
        const [text, beside] = [code(frame), marks].map((it) => it && getComputedStyle(it));
        return text && beside && (text.fontSize !== beside.fontSize || text.lineHeight !== beside.lineHeight);
      }).length,
    };
  });
  expect({ cut, astray }).toEqual({ cut: 0, astray: 0 });
});
