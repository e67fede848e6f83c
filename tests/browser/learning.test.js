import { COMPILED, COROUTINES, Listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

/** @param {import('@playwright/test').Page} page */
function exercise(page) {
  const place = page.locator('.exercise[data-slug="exercice-premiere-coroutine"]');
  return {
    start: new Listing(place.locator('.listing[data-kind="start"]')),
    criteria: place.locator('.criteria > li'),
    solution: place.locator('details.solution'),
    summary: place.locator('.criteria-summary'),
  };
}

test.describe('an exercise', () => {
  test('as it is given, fails a criterion and says why', async ({ page }) => {
    await page.goto(COROUTINES);
    const { start, criteria, summary } = exercise(page);
    await start.button('Vérifier').click();
    await expect(summary).toContainText(/Critères remplis\s: \d sur/, COMPILED);
    const failed = criteria.filter({ hasText: 'Échoué' });
    expect(await failed.count()).toBeGreaterThan(0);
    await expect(failed.first().locator('.criterion-message')).not.toBeEmpty();
  });

  test('solved, meets every criterion on each runtime', async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto(COROUTINES);
    const { start, criteria, solution, summary } = exercise(page);
    await solution.locator('summary').first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Voir la solution' }).click();
    const solved = new Listing(solution.locator('.listing'));
    for (const runtime of ['tokio', 'async-std', 'smol']) {
      await solved.tab(runtime).click();
      const code = await solved.code();
      await start.edit(() => code);
      await start.button('Vérifier').click();
      await expect(summary).toContainText('Exercice réussi', COMPILED);
      for (const criterion of await criteria.all()) await expect(criterion).toContainText('Réussi');
    }
  });
});

test.describe('a quiz', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(COROUTINES);
  });

  test('answers a wrong choice and a right one, each with its reason', async ({ page }) => {
    const question = page.locator('.quiz .question').first();
    const right = Number(await question.locator('details.answer').getAttribute('data-correct'));
    const choices = question.getByRole('radio');
    const wrong = right === 0 ? 1 : 0;
    await choices.nth(wrong).click();
    await expect(question.locator('.feedback')).toContainText('Faux.');
    await choices.nth(right).click();
    await expect(question.locator('.feedback')).toContainText('Juste.');
    await expect(question.locator('.feedback')).not.toContainText('Faux.');
  });

  test('waits for Enter while the keyboard goes through the choices', async ({ page }) => {
    const question = page.locator('.quiz .question').first();
    await question.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(question.getByRole('radio').nth(1)).toBeChecked();
    await expect(question.locator('.feedback')).toBeEmpty();
    await page.keyboard.press('Enter');
    await expect(question.locator('.feedback')).toContainText(/Juste\.|Faux\./);
  });
});
