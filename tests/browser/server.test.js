import { COROUTINES, ENSEMBLE, listing } from './lib/chapter.js';
import { instead } from './lib/instead.js';
import { expect, test } from './lib/test.js';

test('no request leaves for another host', async ({ page, baseURL }) => {
  /** @type {string[]} */
  const outside = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) outside.push(request.url());
  });
  for (const chapter of [COROUTINES, ENSEMBLE]) {
    await page.goto(chapter);
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {}); // /api/events never ends
  }
  expect(outside).toEqual([]);
});

test('no error is written to the console', async ({ page }) => {
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  for (const chapter of [COROUTINES, ENSEMBLE]) {
    await page.goto(chapter);
    await page.waitForTimeout(500);
  }
  expect(errors).toEqual([]);
});

test('without a runner there is no button that can only fail', async ({ page }) => {
  await page.route('**/api/**', (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '404' }));
  await page.addInitScript(() => localStorage.setItem('cours.environnement', 'smol'));
  await page.goto(COROUTINES);
  await expect(page.getByText('Pour exécuter ce programme').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Vérifier', exact: true })).toHaveCount(0);
  // smol is not on the Playground; fragments typed in the chapter may be.
  const programs = page.locator('.listing[data-slug]');
  await expect(programs.getByRole('button', { name: 'Exécuter', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copier', exact: true }).first()).toBeVisible();
});

test('a server that went away is said, not waited for', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await expect(downloads.button('Exécuter')).toBeVisible();
  await page.route('**/api/run', (route) => route.abort('connectionrefused'));
  await downloads.button('Exécuter').click();
  await expect(downloads.state).toContainText('Le serveur du cours ne répond pas');
});

test('a refusal of the server is shown as it says it', async ({ page }) => {
  await page.route('**/api/run', (route) => route.fulfill({ status: 413, json: { error: 'Programme trop long.' } }));
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.button('Exécuter').click();
  await expect(downloads.state).toHaveText('Programme trop long.');
});

test('a run that breaks off is no outcome, in a comparison either', async ({ page }) => {
  const running = { compile_seconds: 0, prebuilt: true, warnings: [] };
  const body = `event: running\ndata: ${JSON.stringify(running)}\n\n`;
  await page.route('**/api/run', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.button('Exécuter').click();
  const LOST = 'La connexion avec le serveur du cours s’est interrompue.';
  await expect(downloads.state).toHaveText(LOST);
  await expect(downloads.button('Arrêter')).toBeDisabled();
  await downloads.button('Comparer').click();
  const comparison = downloads.place.getByRole('region', { name: 'Comparaison' });
  await expect(comparison.getByText(LOST)).toHaveCount(3);
  await expect(comparison.getByRole('status')).toContainText('Rien à comparer');
});

test('the progress of the compilation shows, then goes', async ({ page }) => {
  const server = await instead(page);
  await page.goto(ENSEMBLE);
  await server.say('status', { phase: 'compiling', done: 12, total: 80, message: '' });
  const progress = page.getByText(/Compilation des programmes\s: 12 sur 80/);
  await expect(progress).toBeVisible();
  await server.say('status', { phase: 'ready', done: 80, total: 80, message: '' });
  await expect(progress).toHaveCount(0);
});

test('a book that does not rebuild is told in a box that closes', async ({ page }) => {
  const server = await instead(page);
  await page.goto(ENSEMBLE);
  await server.say('build_error', { message: 'src/ch04.md:118 : aucun listing ne s’appelle « telechargement ».' });
  const box = page.getByRole('alert');
  await expect(box).toContainText('src/ch04.md:118');
  await box.getByRole('button', { name: 'Fermer' }).click();
  await expect(box).toBeEmpty();
});

test('a rebuilt book reloads where the reader was', async ({ page }) => {
  const server = await instead(page);
  await page.goto(ENSEMBLE);
  await page.evaluate(() => window.scrollTo(0, 1500));
  const reloaded = page.waitForEvent('load');
  await server.say('reload', {}).catch(() => {}); // the page may be gone before it answers
  await reloaded;
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(1300);
});

test('but not over an edit, which the reader may keep', async ({ page }) => {
  const server = await instead(page);
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.edit((code) => `// à moi\n${code}`);
  await server.say('reload', {});
  await expect(page.getByRole('button', { name: 'Recharger' })).toBeVisible();
  await expect(downloads.editor).toHaveValue(/^\/\/ à moi/);
});
