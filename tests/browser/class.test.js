import { violations } from './lib/axe.js';
import { COMPILED, ENSEMBLE, Listing, listing } from './lib/chapter.js';
import { CLASS, PATIENT, test } from './lib/class.js';
import { expectFrench, expectTypeset } from './lib/french.js';
import { expect } from './lib/test.js';

/** @typedef {import('@playwright/test').Page} Page */

test.skip(!CLASS, 'no class can be held on this machine');
// All of them fill the same room.
test.describe.configure({ mode: 'default' });

/** A class's longest name. */
const LONG = 'Anne-Charlotte-Marie-Françoise';

const PHONE = { viewport: { width: 360, height: 640 } };

/** @param {Page} page */
const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);

test.describe('a program that waits behind others', () => {
  test('shows its place, which counts down, and runs in the end', async ({ room }) => {
    const [ada, zoe] = [await room.reader('Ada', ENSEMBLE), await room.reader('Zoé', ENSEMBLE)];
    await room.fill();
    const [first, second] = [listing(ada, 'telechargements'), listing(zoe, 'telechargements')];
    await first.button('Exécuter').click();
    await expect(first.state).toHaveText('En file d’attente : position 2…');
    await second.button('Exécuter').click();
    await expect(second.state).toHaveText('En file d’attente : position 3…');
    await expect(second.place.locator('.run'), 'it is no failure').toHaveAttribute('data-state', 'busy');
    await expectTypeset(zoe);

    // Who stops a program that waits leaves the queue.
    await first.button('Arrêter').click();
    await expect(first.state).toContainText('Arrêté après');
    await expect(second.state).toHaveText('En file d’attente : position 2…');
    room.waiting[0]?.stop();
    await expect(second.state).toHaveText('En file d’attente : position 1…');
    await expect(second.output.locator('.run-line'), 'nothing runs before its turn').toHaveCount(0);

    room.running[0]?.stop();
    await expect(second.line('photos.zip')).toBeVisible();
    await expect(second.state).toContainText('Le programme s’est terminé');
    await expect(second.place.locator('.run')).toHaveAttribute('data-state', 'success');
  });

  test('shows its place in a comparison too', async ({ room }) => {
    const page = await room.reader('Ada', ENSEMBLE);
    await room.fill();
    const tasks = listing(page, 'trois-taches');
    await tasks.button('Comparer').click();
    const comparison = tasks.place.getByRole('region', { name: 'Comparaison' });
    const states = ['tokio', 'async-std', 'smol'].map((name) =>
      comparison.getByRole('group', { name, exact: true }).locator('.run-state'),
    );
    // Any of the three may have come first.
    for (const state of states) await expect(state).toHaveText(/^En file d’attente\s: position [234]…$/);
    for (const program of [...room.running, ...room.waiting]) program.stop();
    await expect(comparison.getByRole('status')).toContainText('Même sortie avec tokio, async-std, smol', COMPILED);
  });
});

test.describe('a queue that is full', () => {
  const FULL = 'La file d’attente est pleine : 8 programmes devant vous. Réessayez dans quelques secondes.';

  test('refuses a program in French, and takes it once there is room', async ({ room }) => {
    const page = await room.reader('Ada', ENSEMBLE);
    await room.crowd();
    const downloads = listing(page, 'telechargements');
    const refused = page.waitForResponse('**/api/run');
    await downloads.button('Exécuter').click();
    expect((await refused).status()).toBe(429);
    await expect(downloads.state).toHaveText(FULL);
    await expect(downloads.place.locator('.run')).toHaveAttribute('data-state', 'failure');
    await expect(downloads.output.locator('.run-line')).toHaveCount(0);
    await expect(downloads.button('Exécuter')).toBeEnabled();
    await expect(downloads.button('Exécuter')).toBeFocused();
    await expect(downloads.button('Arrêter')).toBeDisabled();
    await expectTypeset(page);

    room.waiting.pop()?.stop();
    await room.until(({ programs }) => programs.length === 7);
    await downloads.button('Exécuter').click();
    await expect(downloads.state).toHaveText('En file d’attente : position 4…');
    await expect(downloads.button('Arrêter')).toBeEnabled();
    for (const program of [...room.running, ...room.waiting]) program.stop();
    await expect(downloads.line('photos.zip')).toBeVisible();
    await expect(downloads.state).toContainText('Le programme s’est terminé');
  });

  test('refuses a check, which then marks no criterion, and takes it later', async ({ room }) => {
    const page = await room.reader('Ada', ENSEMBLE);
    await room.crowd();
    const exercise = page.locator('.exercise').first();
    const start = new Listing(exercise.locator('.listing[data-kind="start"]'));
    await start.button('Vérifier').click();
    await expect(start.state).toHaveText(FULL);
    await expect(exercise.locator('.criteria [data-verdict="failed"]'), 'nothing was checked').toHaveCount(0);
    for (const program of [...room.running, ...room.waiting]) program.stop();
    await room.until(({ programs }) => programs.length === 0);
    await start.button('Vérifier').click();
    await expect(start.state).toContainText('critère', COMPILED);
  });

  test('leaves nothing to compare, which is no conclusion', async ({ room }) => {
    const page = await room.reader('Ada', ENSEMBLE);
    await room.crowd();
    const tasks = listing(page, 'trois-taches');
    await tasks.button('Comparer').click();
    const comparison = tasks.place.getByRole('region', { name: 'Comparaison' });
    await expect(comparison.getByText(FULL)).toHaveCount(3);
    await expect(comparison.getByRole('status')).toHaveText(
      'Rien à comparer : un programme au moins n’a pas été exécuté jusqu’au bout. Sa colonne dit pourquoi.',
    );
    await expect(comparison.locator('.differs')).toHaveCount(0);
    await expect(tasks.button('Comparer'), 'it can be asked again').toBeVisible();
  });
});

/** The teacher's page. */
class Desk {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.summary = page.getByRole('status');
    this.rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
    this.dialog = page.getByRole('dialog');
  }

  /** @param {string} reader */
  of(reader) {
    const row = this.rows.filter({ has: this.page.getByRole('cell', { name: reader, exact: true }) });
    const button = (/** @type {string} */ name) => row.getByRole('button', { name: new RegExp(`^${name}\\b`) });
    return { row, cells: row.getByRole('cell'), show: button('Voir'), stop: button('Arrêter') };
  }

  /** @param {string} state */
  inState(state) {
    return this.rows.filter({ has: this.page.getByRole('cell', { name: state, exact: true }) });
  }
}

test.describe("the teacher's page", () => {
  test('shows who is there, who waits and what runs, as it changes', async ({ room }) => {
    const desk = new Desk(await room.teacher());
    await expect(desk.summary).toHaveText(
      'Aucun lecteur présent ; programmes : 0 en cours, 0 en compilation, 0 en attente.',
    );
    await expect(desk.rows).toHaveCount(0);
    const ada = await room.reader('Ada', ENSEMBLE);
    await expect(desk.summary).toContainText('1 lecteur présent ;');
    await expect(desk.page.getByText('Ada', { exact: true })).toBeVisible();
    await room.reader('Zoé', ENSEMBLE);
    await expect(desk.page.getByText('Ada, Zoé', { exact: true })).toBeVisible();

    await room.fill();
    await expect(desk.inState('s’exécute')).toHaveCount(room.running.length);
    await expect(desk.inState('attend, place 1')).toHaveCount(1);
    const downloads = listing(ada, 'telechargements');
    await downloads.button('Exécuter').click();
    await expect(desk.of('Ada').cells.nth(1)).toHaveText('telechargements, tokio');
    await expect(desk.of('Ada').cells.nth(2)).toHaveText('attend, place 2');
    await expect(desk.of('Ada').cells.nth(3)).toHaveText(/^\d+\s+s$/);
    await expect(desk.summary).toHaveText(
      `2 lecteurs présents ; programmes : ${room.running.length} en cours, 0 en compilation, 2 en attente.`,
    );

    const next = `Élève ${room.size}`;
    room.running[0]?.stop();
    await expect(desk.of(next).cells.nth(2)).toHaveText('s’exécute');
    await expect(desk.of('Ada').cells.nth(2)).toHaveText('attend, place 1');
    room.running[1]?.stop();
    await expect(desk.of('Ada').row).toHaveCount(0);
    await expect(downloads.state).toContainText('Le programme s’est terminé');
    await ada.close();
    await expect(desk.page.getByText('Zoé', { exact: true })).toBeVisible();
  });

  test('shows and stops a program, with the keyboard alone', async ({ room }) => {
    const ada = await room.reader('Ada', ENSEMBLE);
    const downloads = listing(ada, 'telechargements');
    await downloads.edit(() => PATIENT);
    await downloads.button('Exécuter').click();
    const desk = new Desk(await room.teacher());
    const { cells, row, show, stop } = desk.of('Ada');
    await expect(cells.nth(2)).toHaveText('s’exécute', COMPILED);
    const { keyboard } = desk.page;

    await keyboard.press('Tab');
    await expect(show).toBeFocused();
    await expect(show).toHaveAccessibleName('Voir : Ada, programme modifié');
    await keyboard.press('Enter');
    await expect(desk.dialog).toHaveAccessibleName('Ada : programme modifié');
    await expect(desk.dialog.locator('pre')).toHaveText(PATIENT);
    const inside = () => desk.dialog.evaluate((dialog) => dialog.contains(document.activeElement));
    expect(await inside()).toBe(true);
    await keyboard.press('Escape');
    await expect(desk.dialog).toBeHidden();
    await expect(show).toBeFocused();
    await keyboard.press('Enter');
    await expect(desk.dialog).toBeVisible();
    await desk.dialog.getByRole('button', { name: 'Fermer' }).focus();
    await keyboard.press('Enter');
    await expect(desk.dialog).toBeHidden();
    await expect(show).toBeFocused();

    await keyboard.press('Tab');
    await expect(stop).toBeFocused();
    await expect(stop).toHaveAccessibleName('Arrêter : Ada, programme modifié');
    await keyboard.press('Enter');
    await expect(row).toHaveCount(0);
    await expect(downloads.state).toHaveText('Votre enseignant a arrêté ce programme.');
    // The button is gone, and the place in the page is not: what comes next is the link below the table.
    await expect(desk.page.getByRole('table')).toBeFocused();
    await keyboard.press('Tab');
    await expect(desk.page.getByRole('link', { name: 'Ouvrir le cours' })).toBeFocused();
  });

  test('leaves the keyboard where it is when another program ends', async ({ room }) => {
    await room.fill();
    const desk = new Desk(await room.teacher());
    const { stop } = desk.of('Élève 2');
    await stop.focus();
    room.running[0]?.stop();
    await expect(desk.of('Élève 1').row).toHaveCount(0);
    await expect(stop).toBeFocused();
  });

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`has no fault of accessibility in ${colorScheme}, and speaks French`, async ({ room }) => {
      await room.fill();
      const page = await room.teacher({ colorScheme });
      const desk = new Desk(page);
      await expect(desk.inState('attend, place 1')).toHaveCount(1);
      expect(await violations(page)).toEqual([]);
      await desk.of('Élève 1').show.click();
      await expect(desk.dialog.locator('pre')).toHaveText(PATIENT);
      expect(await violations(page)).toEqual([]);
      await expectFrench(page, 'body :not(:has(*)):not(script), title');
      await expectTypeset(page, 'body :not(:has(*)):not(script):not(pre), title');
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    });
  }

  test('fits a telephone', async ({ room }) => {
    const reader = await room.reader(LONG, ENSEMBLE);
    const downloads = listing(reader, 'telechargements');
    await downloads.edit(() => `// ${'x'.repeat(200)}\n${'//\n'.repeat(100)}${PATIENT}`);
    await downloads.button('Exécuter').click();
    const page = await room.teacher(PHONE);
    const desk = new Desk(page);
    const { cells, show, stop } = desk.of(LONG);
    await expect(cells.nth(2)).toHaveText('s’exécute', COMPILED);
    expect(await width(page)).toBeLessThanOrEqual(360);
    for (const button of [show, stop]) {
      const box = await button.boundingBox();
      expect((box?.x ?? 400) + (box?.width ?? 0), 'it is on the screen').toBeLessThanOrEqual(360);
    }
    expect(await violations(page)).toEqual([]);
    await show.click();
    await expect(desk.dialog.locator('pre')).toContainText('xxx');
    expect(await width(page)).toBeLessThanOrEqual(360);
    await expect(desk.dialog.getByRole('button', { name: 'Fermer' })).toBeInViewport({ ratio: 1 });
    expect(await violations(page)).toEqual([]);
  });

  test('says that the server is away, and goes on when it is back', async ({ room }) => {
    const page = await room.teacher();
    const desk = new Desk(page);
    await expect(desk.summary).toContainText('Aucun lecteur présent');
    await page.route('**/evenements', (route) => route.abort('connectionrefused'));
    await page.reload();
    await expect(desk.summary).toHaveText('Le serveur ne répond plus. La page se reconnecte dès qu’il revient.');
    await page.unroute('**/evenements');
    await expect(desk.summary).toContainText('Aucun lecteur présent');
  });

  test('says that it is no longer the page of the class, after which it waits for nothing', async ({ room }) => {
    const page = await room.browser();
    // Another server has another link.
    await page.route('**/evenements', (route) => route.fulfill({ status: 401, json: { error: '' } }));
    await page.goto(CLASS?.teacher ?? '');
    await expect(new Desk(page).summary).toHaveText(
      'Cette adresse n’est plus celle de la page de l’enseignant : ouvrez celle que le terminal affiche.',
    );
  });
});

test.describe('the door', () => {
  test('takes the code once, and leads to the page that the reader wanted', async ({ room }) => {
    const page = await room.browser();
    await page.goto(ENSEMBLE);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('L’asynchrone en Rust');
    await page.getByLabel('Code de la classe').fill('aaaa-aaaa');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText(
      'Ce n’est pas le code de la classe. Vérifiez-le auprès de votre enseignant.',
    );
    await page.getByLabel('Code de la classe').fill(CLASS?.code.toLowerCase() ?? '');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(ENSEMBLE);
    await expect(listing(page, 'telechargements').button('Exécuter')).toBeVisible();
    await page.goto('/');
    await expect(page).toHaveURL('/');
  });

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`fits a telephone and has no fault of accessibility in ${colorScheme}`, async ({ room }) => {
      const page = await room.browser({ ...PHONE, colorScheme });
      await page.goto('/entrer?code=AAAAAAAA');
      await page.getByRole('button', { name: 'Entrer' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(await width(page)).toBeLessThanOrEqual(360);
      await expectFrench(page, 'body *, title');
      await expectTypeset(page, 'body :not(:has(*)), title');
    });
  }
});
