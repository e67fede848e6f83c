import { ENSEMBLE, listing } from './lib/chapter.js';
import { folder, serve } from './lib/site.js';
import { expect, test } from './lib/test.js';

/** @typedef {import('@playwright/test').Page} Page */

const PLAYGROUND = 'https://play.rust-lang.org/**';

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

test.beforeAll(async () => {
  site = await serve(folder('COURS_SITE'));
});

test.afterAll(() => site.close());

/**
 * The page as a static site serves it, with no other host to be reached.
 * @param {Page} page
 */
async function published(page) {
  /** @type {string[]} */
  const asked = [];
  await page.route(PLAYGROUND, (route) => {
    asked.push(route.request().url());
    return route.abort('internetdisconnected');
  });
  await page.goto(site.url + ENSEMBLE);
  return asked;
}

test('what the Playground lacks replays its recorded run, as long as it took', async ({ page }) => {
  const asked = await published(page);
  const downloads = listing(page, 'telechargements');
  for (const name of ['async-std', 'smol']) {
    await downloads.tab(name).click();
    await expect(downloads.button('Rejouer')).toBeVisible();
    await expect(downloads.button('Exécuter'), 'it could only fail').toHaveCount(0);
    await expect(downloads.panel.getByText('Pour exécuter ce programme : cargo run')).toBeVisible();
  }
  await page.context().setOffline(true);
  await downloads.button('Rejouer').click();
  await expect(downloads.line('notes.txt')).toBeVisible();
  await expect(downloads.line('photos.zip'), 'the last download is still on its way').toHaveCount(0);
  await expect(downloads.panel.getByText(/^Sortie enregistrée \(smol \d.*, rustc \d.* 20\d\d\)$/)).toBeVisible();
  await expect(downloads.state).toContainText(/Sortie enregistrée\s: le programme s’est terminé en 1,\d\d\ss/);
  expect((await downloads.lines()).length).toBe(5);
  await expect(downloads.place.locator('.run-chrono svg')).toBeVisible();
  expect(asked, 'nothing is asked of another host').toEqual([]);
});

test('a replay is stopped', async ({ page }) => {
  await published(page);
  const tasks = listing(page, 'trois-taches');
  await tasks.tab('smol').click();
  await tasks.button('Rejouer').click();
  await expect(tasks.line('[Tâche 1] Début')).toBeVisible();
  await tasks.button('Arrêter').click();
  await expect(tasks.state).toContainText('Arrêté après');
});

test('tokio runs on play.rust-lang.org, on a click and not before', async ({ page }) => {
  /** @type {any[]} */
  const sent = [];
  await published(page);
  await page.route(PLAYGROUND, async (route) => {
    sent.push({ url: route.request().url(), ...route.request().postDataJSON() });
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
    await route.fulfill({ headers, json: { result: 'un\ndeux\n', error: null } });
  });
  const downloads = listing(page, 'telechargements');
  await downloads.edit((code) => `// à moi\n${code}`);
  expect(sent).toEqual([]);
  await downloads.editor.press('Control+Enter');
  await expect(downloads.output.locator('.run-line')).toHaveText(['un', 'deux']);
  await expect(downloads.state).toContainText('Répondu par play.rust-lang.org');
  const [first] = sent.filter(({ code }) => code);
  expect(first.url).toBe('https://play.rust-lang.org/evaluate.json');
  expect(first.code).toMatch(/^\/\/ à moi\n/);
  expect(first.edition).toBe('2024');
});

test('a program that fails there shows why', async ({ page }) => {
  await published(page);
  await page.route(PLAYGROUND, (route) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
    return route.fulfill({ headers, json: { result: 'error[E0425]: x\n', error: 'error[E0425]: x\n' } });
  });
  const downloads = listing(page, 'telechargements');
  await downloads.button('Exécuter').click();
  await expect(downloads.line('error[E0425]: x')).toBeVisible();
  await expect(downloads.state).toContainText('Le programme a échoué sur play.rust-lang.org');
});

test('a Playground out of reach is said', async ({ page }) => {
  await published(page);
  const downloads = listing(page, 'telechargements');
  await downloads.button('Exécuter').click();
  await expect(downloads.state).toContainText('play.rust-lang.org ne répond pas');
});

test('offline, the page says so and keeps what works', async ({ page }) => {
  await published(page);
  const downloads = listing(page, 'telechargements');
  await expect(downloads.button('Exécuter')).toBeVisible();
  await page.context().setOffline(true);
  await expect(downloads.button('Exécuter')).toHaveCount(0);
  await expect(downloads.panel.getByText('Vous êtes hors ligne.')).toBeVisible();
  await downloads.button('Rejouer').click();
  await expect(downloads.line('notes.txt')).toBeVisible();
  await page.context().setOffline(false);
  await expect(downloads.button('Exécuter')).toBeVisible();
});

test('the comparison replays the recorded runs', async ({ page }) => {
  await published(page);
  await page.context().setOffline(true);
  const downloads = listing(page, 'telechargements');
  await downloads.button('Comparer').click();
  const comparison = downloads.place.getByRole('region', { name: 'Comparaison' });
  await expect(comparison.getByText(/sortie enregistrée \(/)).toHaveCount(4);
  await expect(comparison.getByRole('status')).toContainText('Même sortie avec tokio, async-std, smol et asyncio');
});

test('a published page asks the site for nothing that it lacks, and says no error', async ({ page }) => {
  /** @type {string[]} */
  const lacking = [];
  page.on('response', (response) => response.ok() || lacking.push(response.url()));
  page.on('requestfailed', (request) => lacking.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && lacking.push(message.text()));
  await page.goto(site.url + ENSEMBLE, { waitUntil: 'networkidle' });
  await expect(listing(page, 'telechargements').button('Rejouer')).toBeAttached();
  expect(lacking).toEqual([]);
});
