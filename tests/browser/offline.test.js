import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COROUTINES, ENSEMBLE } from './lib/chapter.js';
import { folder, serve } from './lib/site.js';
import { expect, test } from './lib/test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
function workers(page) {
  return page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
}

/** Waits until the whole book is kept. @param {Page} page */
async function kept(page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== 'activated') await new Promise((later) => setTimeout(later, 50));
  });
}

test('after a first visit the published book is read with the network cut', async ({ page }) => {
  const site = await serve(folder('COURS_SITE'));
  await page.goto(`${site.url}/`);
  await kept(page);
  await site.close();

  // A page that was never opened, from the list of chapters; its search; the start of the book.
  await page.goto(site.url + COROUTINES);
  await expect(page.getByRole('heading', { level: 1, name: 'Coroutines et futures paresseuses' })).toBeVisible();
  await expect(page.locator('.listing [role=tab]').first()).toBeVisible();
  await page.keyboard.press('s');
  await page.keyboard.type('tache sans boucle');
  await page.getByRole('option').first().click();
  await expect(page).toHaveURL(/ch03-la-boucle-d-evenements\.html\?mots=.*#une-tâche-sans-boucle|#une-t%C3%A2che/);
  await expect(page.getByRole('heading', { name: 'Une tâche sans boucle' })).toBeVisible();
  await page.goto(`${site.url}/`);
  await expect(page.getByRole('heading', { level: 1, name: 'Avant de commencer' })).toBeVisible();
});

test('a book that changed is read as it is now, not as it was kept', async ({ page }) => {
  const copy = await mkdtemp(join(tmpdir(), 'cours-hors-ligne-'));
  await cp(folder('COURS_SITE'), copy, { recursive: true });
  const site = await serve(copy);
  await page.goto(site.url + ENSEMBLE);
  await kept(page);
  const file = join(copy, ENSEMBLE);
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('Attendre ensemble', 'Attendre à plusieurs'));
  await page.reload();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Attendre à plusieurs');
  await site.close();
  await rm(copy, { recursive: true });
});

test('what is not a file of the book goes to the network alone', async ({ page }) => {
  const site = await serve(folder('COURS_SITE'));
  await page.goto(site.url + ENSEMBLE);
  await kept(page);
  await page.reload();
  await site.close();
  const refused = (/** @type {string} */ path) =>
    page.evaluate((asked) => fetch(asked).then(() => false, () => true), site.url + path);
  expect(await refused('/api/events')).toBe(true);
  expect(await refused('/ailleurs.html')).toBe(true);
  expect(await refused('/theme/inconnu.js')).toBe(true);
});

test('the server of the course keeps nothing: it is on the same machine, and reloads its pages', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await page.waitForTimeout(1500);
  expect(await workers(page)).toBe(0);
});

test('stock mdbook serve keeps nothing either', async ({ page }) => {
  const site = await serve(folder('COURS_SITE'));
  await page.route('**/ch04-*.html', async (route) => {
    const response = await route.fetch();
    const live = "<script>const wsAddress = 'ws://127.0.0.1/__livereload';</script></head>";
    await route.fulfill({ response, body: (await response.text()).replace('</head>', live) });
  });
  await page.goto(site.url + ENSEMBLE);
  await page.waitForTimeout(1500);
  expect(await workers(page)).toBe(0);
  await site.close();
});
