import { readFile } from 'node:fs/promises';
import { COMPILED, COROUTINES, Listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

/** @typedef {import('@playwright/test').Page} Page */

const SUMMARY = '/progression.html';
const EXERCISE = 'exercice-premiere-coroutine';

/**
 * @param {Page} page
 * @param {object} progress
 */
async function begin(page, progress) {
  // Once: a script that runs at every load would undo what the page remembers.
  await page.goto(SUMMARY);
  await page.evaluate((text) => localStorage.setItem('cours.progression', text), JSON.stringify(progress));
}

/** @param {Page} page */
const remembered = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('cours.progression') ?? 'null'));

/** @param {Page} page */
const exercise = (page) => page.locator(`#${EXERCISE}`);

/**
 * @param {Page} page
 * @param {string} slug
 */
const work = (page, slug) => page.locator(`.work[data-slug="${slug}"]`);

/** @param {Page} page */
const mark = (page) => page.locator('#mdbook-sidebar a', { hasText: 'Coroutines et futures' }).first().locator('.chapter-mark');

test('a solved exercise is remembered: in its chapter, in the sidebar, on the summary page', async ({ page }) => {
  await page.goto(COROUTINES);
  await expect(mark(page)).toBeHidden();
  const place = exercise(page);
  await place.locator('details.solution > summary').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Voir la solution' }).click();
  const code = await new Listing(place.locator('.listing[data-kind="solution"]')).code();
  const start = new Listing(place.locator('.listing[data-kind="start"]'));
  await start.edit(() => code);
  await start.button('Vérifier').click();
  await expect(place.getByText('Déjà réussi avec tokio.')).toBeVisible(COMPILED);
  await expect(mark(page)).toHaveText('1/4 (1 sur 4)');

  await page.reload();
  await expect(place.getByText('Déjà réussi avec tokio.')).toBeVisible();
  await page.goto(SUMMARY);
  await expect(work(page, EXERCISE)).toContainText(/10\smin\s: réussi avec tokio, solution lue/);
  await expect(page.getByText(/Exercices réussis\s: 1 sur \d+\. Quiz terminés\s: 0 sur \d+\./)).toBeVisible();
  await expect(mark(page)).toHaveText('1/4 (1 sur 4)');
});

test('a check that fails is no success', async ({ page }) => {
  await page.goto(COROUTINES);
  const start = new Listing(exercise(page).locator('.listing[data-kind="start"]'));
  await start.button('Vérifier').click();
  await expect(exercise(page).locator('.criteria-summary')).toContainText('Critères remplis', COMPILED);
  await expect(exercise(page).locator('.exercise-passed')).toBeHidden();
  expect(await remembered(page)).toBe(null);
});

test('hints come one at a time, and those that were read come back', async ({ page }) => {
  await page.goto(COROUTINES);
  const hints = exercise(page).locator('details.hint');
  const total = await hints.count();
  expect(total).toBeGreaterThan(1);
  await expect(hints.filter({ visible: true })).toHaveCount(1);
  await hints.first().locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(hints.filter({ visible: true })).toHaveCount(2);
  await expect(hints.nth(1).locator('summary')).toHaveText(`Indice 2 sur ${total}`);
  await page.reload();
  await expect(hints.filter({ visible: true })).toHaveCount(2);
  expect((await remembered(page)).exercices[EXERCISE].indices).toBe(1);
});

test('the solution waits for a confirmation, and « no » comes first', async ({ page }) => {
  await page.goto(COROUTINES);
  const solution = exercise(page).locator('details.solution');
  const hints = await exercise(page).locator('details.hint').count();
  const summary = solution.locator(':scope > summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Voir la solution\s\?/ });
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveAccessibleDescription(new RegExp(`Il vous reste ${hints} indices à lire\\.`));
  await expect(dialog.getByRole('button', { name: 'Chercher encore' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  expect(page.url(), 'an arrow is not « next chapter » here').toContain(COROUTINES);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(summary).toBeFocused();
  await expect(solution).not.toHaveAttribute('open');

  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(solution).toHaveAttribute('open');
  await summary.click();
  await expect(solution).not.toHaveAttribute('open');
  await summary.click();
  await expect(solution, 'it is asked once').toHaveAttribute('open');
});

test('a quiz counts first answers, keeps the best score, and starts again', async ({ page }) => {
  await page.goto(COROUTINES);
  const quiz = page.locator('.quiz');
  const score = quiz.locator('.quiz-score');
  const questions = await quiz.locator('.question').all();
  /** @param {number} wrong how many questions are answered wrong */
  const answer = async (wrong) => {
    for (const [index, question] of questions.entries()) {
      const right = Number(await question.locator('details.answer').getAttribute('data-correct'));
      if (index < wrong) await question.getByRole('radio').nth(right === 0 ? 1 : 0).click();
      await question.getByRole('radio').nth(right).click();
    }
  };
  const again = quiz.getByRole('button', { name: 'Recommencer' });
  await expect(again).toBeDisabled();
  const total = questions.length;
  await answer(2);
  await expect(score).toHaveText(new RegExp(`Quiz terminé\\s: ${total - 2} sur ${total} du premier coup\\.`));
  await again.click();
  await expect(quiz.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(quiz.getByRole('radio').first()).toBeFocused();
  await answer(3);
  await expect(score).toContainText(new RegExp(`${total - 3} sur ${total} du premier coup.*Meilleur score\\s: ${total - 2} sur`));
  await page.reload();
  await expect(score).toHaveText(new RegExp(`Meilleur score\\s: ${total - 2} sur ${total}\\.`));
  await page.goto(SUMMARY);
  await expect(work(page, 'quiz-coroutines')).toContainText(`terminé, ${total - 2} sur ${total} du premier coup`);
});

test('an incomplete quiz has no score', async ({ page }) => {
  await page.goto(COROUTINES);
  await page.locator('.quiz').getByRole('radio').first().click();
  await expect(page.locator('.quiz-score')).toHaveText(/Questions répondues\s: 1 sur \d+\./);
  expect(await remembered(page)).toBe(null);
});

test.describe('the summary page', () => {
  const SOME = {
    version: 1,
    exercices: { [EXERCISE]: { reussi: ['smol'], indices: 2, solution: false } },
    quiz: { 'quiz-coroutines': { justes: 5, questions: 7 } },
  };

  test('lists every exercise and quiz of the book, with links that lead there', async ({ page }) => {
    await page.goto(SUMMARY);
    const links = page.locator('.work a');
    const targets = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(targets.length).toBeGreaterThan(16);
    for (const href of targets) {
      await page.goto(`/${href}`);
      const place = page.locator(new URL(page.url()).hash);
      await expect(place, href).toHaveCount(1);
      await expect(place, href).toBeInViewport();
    }
  });

  test('exports what another browser imports, without losing what is there', async ({ page, browser, baseURL }) => {
    await begin(page, SOME);
    await page.reload();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter' }).click();
    const file = await (await downloading).path();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(SOME);

    const other = await browser.newPage({ baseURL });
    await begin(other, {
      version: 1,
      exercices: { [EXERCISE]: { reussi: ['tokio'], indices: 1, solution: true } },
      quiz: { 'quiz-coroutines': { justes: 6, questions: 7 } },
    });
    await other.reload();
    const choosing = other.waitForEvent('filechooser');
    await other.getByRole('button', { name: 'Importer' }).focus();
    await other.keyboard.press('Enter');
    await (await choosing).setFiles(file);
    await expect(other.getByText('Progression importée.')).toBeVisible();
    await expect(work(other, EXERCISE)).toContainText(/: réussi avec tokio et smol, 2 indices lus, solution lue/);
    await expect(work(other, 'quiz-coroutines')).toContainText('terminé, 6 sur 7');
    await other.close();
  });

  for (const [what, content] of /** @type {const} */ ([
    ['a text', 'bonjour'],
    ['another JSON', '{"version":2}'],
    ['null', 'null'],
  ])) {
    test(`refuses ${what}, and changes nothing`, async ({ page }) => {
      await begin(page, SOME);
      await page.reload();
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Importer' }).click();
      await (await choosing).setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(content) });
      await expect(page.getByText('Ce fichier n’est pas une progression')).toBeVisible();
      expect(await remembered(page)).toEqual(SOME);
    });
  }

  test('forgets everything, but only after a confirmation', async ({ page }) => {
    await begin(page, SOME);
    await page.reload();
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    const dialog = page.getByRole('dialog', { name: /Tout effacer\s\?/ });
    await page.keyboard.press('Enter');
    await expect(dialog, 'the first answer keeps').toHaveCount(0);
    await expect(work(page, EXERCISE)).toContainText('réussi avec smol');
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await dialog.getByRole('button', { name: 'Tout effacer' }).click();
    await expect(page.getByText('Progression effacée.')).toBeVisible();
    await expect(work(page, EXERCISE).locator('.work-state')).toBeEmpty();
    await expect(mark(page)).toBeHidden();
  });

  test('follows what is done in another window', async ({ page, context }) => {
    await page.goto(SUMMARY);
    const other = await context.newPage();
    await other.goto(COROUTINES);
    await exercise(other).locator('details.hint > summary').first().click();
    await expect(work(page, EXERCISE)).toContainText('1 indice lu');
  });

  test('keeps aside a progress of another version of the course', async ({ page }) => {
    await begin(page, { version: 7, exercices: [] });
    await page.reload();
    await expect(page.getByText(/Exercices réussis\s: 0 sur/)).toBeVisible();
    expect(await page.evaluate(() => localStorage.getItem('cours.progression.illisible'))).toContain('"version":7');
  });

  test('without JavaScript is a list with links', async ({ browser, baseURL }) => {
    const page = await browser.newPage({ javaScriptEnabled: false, baseURL });
    await page.goto(SUMMARY);
    await expect(page.getByRole('link', { name: /Votre première coroutine/ })).toBeVisible();
    await expect(page.locator('main').getByRole('button')).toHaveCount(0);
    await page.close();
  });

  test('fits a telephone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await begin(page, SOME);
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
