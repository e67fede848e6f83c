import { violations } from './lib/axe.js';
import { COMPILED, ENSEMBLE, listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

const LOOP = '/ch03-la-boucle-d-evenements.html';

/** @param {import('./lib/chapter.js').Listing} place */
const compared = (place) => place.place.getByRole('region', { name: 'Comparaison' });

test('one click runs the three, on one axis, and the script beside them', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const tasks = listing(page, 'trois-taches');
  await tasks.button('Comparer').click();
  const comparison = compared(tasks);
  await expect(comparison.locator('.run-title')).toHaveText([/^tokio$/, /^async-std$/, /^smol$/, /^asyncio · sortie enregistrée \(python /]);
  await expect(comparison.getByRole('status')).toContainText('Même sortie avec tokio, async-std, smol et asyncio', COMPILED);
  const ends = await comparison.locator('svg').evaluateAll((charts) =>
    charts.map((chart) => [...chart.querySelectorAll('.t')].map((tick) => `${tick.getAttribute('x')} ${tick.textContent}`).join()),
  );
  expect(ends.length).toBe(4);
  expect(new Set(ends).size, 'the same ticks at the same places').toBe(1);
  await expect(comparison.locator('.differs')).toHaveCount(0);
});

test('a divergence appears by itself', async ({ page }) => {
  await page.goto(LOOP);
  const turns = listing(page, 'une-tache-bavarde');
  await turns.button('Comparer').click();
  await expect(compared(turns).getByRole('status')).toContainText('Les sorties diffèrent', COMPILED);
  const differing = compared(turns).locator('.differs');
  await expect(differing.filter({ hasText: '61 tours' })).toHaveCount(1);
  await expect(differing.filter({ hasText: 'a eu 0 tours' }), 'that line is the same everywhere').toHaveCount(0);
});

test('overlapping tolerances do not blur a divergence', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const asked = listing(page, 'qui-est-interroge');
  await asked.button('Comparer').click();
  await expect(compared(asked).getByRole('status')).toContainText('Les sorties diffèrent', COMPILED);
  const smol = compared(asked).getByRole('group', { name: 'smol', exact: true });
  await expect(smol.locator('.differs'), 'smol asks nobody in vain: its lines are everywhere').toHaveCount(0);
  const tokio = compared(asked).getByRole('group', { name: 'tokio', exact: true });
  await expect(tokio.locator('.differs .run-text')).toHaveText([/gratin \?$/, /tarte \?$/, /tarte \?$/]);
});

test("a reader's edit is compared too", async ({ page }) => {
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.edit((code) => code.replace('{} Kio en', '{} kibioctets en'));
  await downloads.button('Comparer').click();
  await expect(compared(downloads).locator('.run-title').first()).toHaveText(/tokio · votre version/);
  await expect(compared(downloads).getByRole('status')).toContainText('Les sorties diffèrent', COMPILED);
  await expect(compared(downloads).locator('.differs', { hasText: 'kibioctets' })).toHaveCount(1);
});

test('the keyboard starts, stops and closes a comparison', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const tasks = listing(page, 'trois-taches');
  await tasks.button('Comparer').focus();
  await page.keyboard.press('Enter');
  await expect(compared(tasks)).toBeVisible();
  await expect(tasks.button('Arrêter la comparaison')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(compared(tasks).getByRole('status')).toHaveText('Comparaison arrêtée.');
  await tasks.button('Fermer la comparaison').focus();
  await page.keyboard.press('Enter');
  await expect(compared(tasks)).toHaveCount(0);
  await expect(tasks.button('Comparer')).toBeFocused();
});

for (const theme of ['light', 'navy']) {
  test(`a comparison fits a telephone and has no fault of accessibility in ${theme}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('mdbook-theme', chosen), theme);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(ENSEMBLE);
    const tasks = listing(page, 'trois-taches');
    await tasks.button('Exécuter').click();
    await tasks.button('Comparer').click();
    await expect(compared(tasks).getByRole('status')).toContainText('Même sortie', COMPILED);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await violations(page, { inside: ['.recorded', '#listing-trois-taches'] })).toEqual([]);
  });
}
