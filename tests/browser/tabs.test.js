import { COROUTINES, ENSEMBLE, firstListing, listing } from './lib/chapter.js';
import { folder, serve } from './lib/site.js';
import { expect, test } from './lib/test.js';

test('a choice is followed by every listing and remembered on the next page', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await listing(page, 'telechargements').tab('smol').click();
  await expect(firstListing(page).tab('smol')).toHaveAttribute('aria-selected', 'true');
  await page.goto(COROUTINES);
  await expect(firstListing(page).tab('smol')).toHaveAttribute('aria-selected', 'true');
});

test('a listing that lacks the choice shows the choice before it, or its first program', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await listing(page, 'telechargements').tab('asyncio').click();
  await page.goto(COROUTINES);
  const faulty = listing(page, 'await-hors-async');
  await expect(faulty.tab('asyncio')).toHaveCount(0);
  await expect(faulty.tab('tokio')).toHaveAttribute('aria-selected', 'true');
  expect(await faulty.code()).toContain('tokio');

  await faulty.tab('smol').click();
  await firstListing(page).tab('asyncio').click();
  await expect(firstListing(page).tab('asyncio')).toHaveAttribute('aria-selected', 'true');
  await expect(faulty.tab('smol')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(firstListing(page).tab('asyncio')).toHaveAttribute('aria-selected', 'true');
  await expect(faulty.tab('smol')).toHaveAttribute('aria-selected', 'true');
  expect(await faulty.code()).toContain('smol');
});

test('no listing is ever without a program', async ({ page }) => {
  for (const choice of ['', 'tokio', 'async_std', 'smol', 'asyncio', 'asyncio smol', 'embassy']) {
    await page.goto(COROUTINES);
    await page.evaluate((choice) => localStorage.setItem('cours.environnement', choice), choice);
    await page.reload();
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('.listing[data-variants]')].map(
        (listing) =>
          [...listing.querySelectorAll(':scope > .variant')].filter((it) => getComputedStyle(it).display !== 'none').length,
      ),
    );
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.every((count) => count === 1), `${choice}: ${shown}`).toBe(true);
  }
});

/**
 * How much the page moves under a reader who is at `place` when the scripts start.
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 * @param {string} place
 */
async function moved(page, url, place) {
  await page.addInitScript(() => {
    localStorage.setItem('cours.environnement', 'smol');
    // The list of the headings of the page, which mdBook adds to the sidebar, moves what is below it there.
    localStorage.setItem('mdbook-sidebar', 'hidden');
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) {
        Object.assign(window, { moved: Reflect.get(window, 'moved') + Reflect.get(shift, 'value') });
      }
    }).observe({ type: 'layout-shift' });
  });
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/theme/js/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('script.outline').waitFor({ state: 'attached' });
  await page.evaluate((place) => document.fonts.ready.then(() => document.querySelector(place)?.scrollIntoView()), place);
  await page.waitForTimeout(500);
  await page.evaluate(() => Object.assign(window, { moved: 0 }));
  const chosen = await page.evaluate(() =>
    [...document.querySelectorAll('.listing[data-shown]')].map((it) => /** @type {HTMLElement} */ (it).dataset.shown),
  );
  expect(new Set(chosen), 'the tab is chosen before the scripts').toEqual(new Set(['smol']));

  release();
  await page.waitForLoadState('load');
  await expect(page.getByRole('tab', { selected: true }).first()).toBeAttached();
  await page.waitForTimeout(500);
  return page.evaluate(() => Number(Reflect.get(window, 'moved')));
}

for (const width of [1200, 360]) {
  for (const place of ['#listing-telechargements', '#exercice-cinq-taches', '#quiz-attendre-ensemble']) {
    test(`a reader who is at ${place} before the scripts sees nothing move, ${width} px wide`, async ({ browser }) => {
      const site = await serve(folder('COURS_SITE'));
      for (const origin of ['', site.url]) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, serviceWorkers: 'block' });
        expect(await moved(page, origin + ENSEMBLE, place), origin || 'the server').toBeLessThan(0.01);
        await page.close();
      }
      await site.close();
    });
  }
}

test('what was clicked stays where it is', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  for (const name of ['smol', 'asyncio', 'async-std', 'tokio']) {
    const tab = downloads.tab(name);
    await tab.scrollIntoViewIfNeeded();
    const before = await tab.boundingBox();
    await tab.click();
    const after = await tab.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
  }
});

test('arrows, Home and End move among the tabs, and only there', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.tab('tokio').focus();
  const moves = /** @type {const} */ ([
    ['ArrowRight', 'async-std'],
    ['ArrowRight', 'smol'],
    ['End', 'asyncio'],
    ['ArrowRight', 'tokio'],
    ['ArrowLeft', 'asyncio'],
    ['Home', 'tokio'],
  ]);
  for (const [key, name] of moves) {
    await page.keyboard.press(key);
    await expect(downloads.tab(name)).toBeFocused();
    await expect(downloads.tab(name)).toHaveAttribute('aria-selected', 'true');
    await expect(downloads.panel).toHaveAccessibleName(name);
  }
  expect(page.url(), 'an arrow is not « next chapter » here').toContain(ENSEMBLE);
  await page.keyboard.press('Tab');
  await expect(downloads.tab('async-std'), 'one Tab stop for the whole list').not.toBeFocused();
});

test('the lines of one runtime only are marked where they are', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  const off = await downloads.panel.evaluate((panel) => {
    const code = panel.querySelector('.variant-code code');
    const mark = panel.querySelector('.marks i');
    if (!code || !(mark instanceof HTMLElement)) throw new Error('no mark');
    const line = Number(mark.style.getPropertyValue('--line'));
    // Where the browser really puts the first character of that line.
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    let left = line;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      for (let at = 0; at < text.length; at += 1) {
        if (left === 0) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const drawn = range.getBoundingClientRect();
          const marked = mark.getBoundingClientRect();
          return drawn.top < marked.top - 2 || drawn.bottom > marked.bottom + 2;
        }
        if (text[at] === '\n') left -= 1;
      }
    }
    throw new Error(`no line ${line}`);
  });
  expect(off).toBe(false);
});

test('says once that async-std is discontinued, and once what the marks mean', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await firstListing(page).tab('async-std').click();
  const discontinued = page.getByText('async-std n’est plus maintenu depuis mars 2025, au profit de smol');
  await expect(discontinued.filter({ visible: true })).toHaveCount(1);
  await expect(discontinued.getByRole('link', { name: 'RUSTSEC-2025-0052' })).toHaveAttribute('href', /rustsec\.org/);
  await expect(page.getByText(/Lignes propres à cet environnement/).filter({ visible: true })).toHaveCount(1);

  await page.emulateMedia({ media: 'print' });
  await expect(discontinued.filter({ visible: true })).toHaveCount(1);
  await expect(page.getByText(/Lignes propres à cet environnement/).filter({ visible: true })).toHaveCount(1);
});
