import { COMPILED, COROUTINES, ENSEMBLE, Listing, firstListing, listing } from './lib/chapter.js';
import { available, english, listen, stockLabels } from './lib/english.js';
import { expectTypeset } from './lib/french.js';
import { instead } from './lib/instead.js';
import { open, pages } from './lib/pages.js';
import { expect, test } from './lib/test.js';

/** @typedef {import('@playwright/test').Page} Page */

const SUMMARY = '/progression.html';

test.beforeAll(() => {
  // As for the chapters: without Hunspell nothing can be said, and .ci/run does not accept that.
  test.skip(!process.env.EXIGER_TOUT && !available(), 'hunspell est introuvable');
});

/**
 * Listens to the page from its opening on.
 * @param {Page} page
 * @param {string} path
 */
async function visit(page, path) {
  const ears = await listen(page);
  await page.goto(path);
  /**
   * @param {string} what has just been done
   * @param {(text: string) => boolean} [but]
   */
  const french = async (what, but = () => true) => expect((await ears.english()).filter(but), what).toEqual([]);
  await french('the page opens');
  return french;
}

/**
 * The page as a static site serves it.
 * @param {Page} page
 */
async function published(page) {
  await page.route('**/api/**', (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '404' }));
}

test('what mdBook writes in English is known, and found', () => {
  const labels = stockLabels();
  for (const label of ['Page navigation', 'Next chapter', 'Auto', 'Print this book', 'Keyboard shortcuts', 'Copied!', 'Running...']) {
    expect(labels, label).toContain(label);
    expect(english([label]), label).toHaveLength(1);
  }
  for (const label of labels) expect(label, 'a label that ours replace').not.toMatch(/[éèà]/);
});

for (const [where, plant] of /** @type {[string, () => void][]} */ ([
  ['a text', () => document.querySelector('main')?.append('Reset')],
  ['a hidden text', () => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<p hidden>Show output</p>')],
  ['a title', () => document.querySelector('main button')?.setAttribute('title', 'Copy code')],
  ['a label', () => document.querySelector('main button')?.setAttribute('aria-label', 'Close')],
  ['a label of mdBook', () => document.querySelector('nav')?.setAttribute('aria-label', 'Page navigation')],
  ['a description', () => document.querySelector('main')?.setAttribute('aria-description', 'Opens the answer')],
  ['a placeholder', () => document.querySelector('input')?.setAttribute('placeholder', 'Search this book ...')],
  ['the text of an image', () => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img alt="State machine">')],
  ['a title of the window', () => (document.title = 'Page not found')],
  ['a style sheet', () => document.head.insertAdjacentHTML('beforeend', '<style>.run::before { content: "Loading" }</style>')],
  [
    'what a live region says for an instant',
    () => {
      const status = document.querySelector('[role=status]');
      if (status) status.textContent = 'Stopped after 2 s';
      setTimeout(() => status?.replaceChildren());
    },
  ],
])) {
  test(`English is found in ${where}`, async ({ page }) => {
    const ears = await listen(page);
    await page.goto(ENSEMBLE);
    expect(await ears.english()).toEqual([]);
    await page.evaluate(plant);
    await page.waitForTimeout(50);
    expect(await ears.english()).toHaveLength(1);
  });
}

test('English is not found in French, in code, in names', () => {
  const honest = ['Comparer', 'Code du programme async-std', 'Même sortie avec tokio, async-std, smol et asyncio, aux durées près.'];
  expect(english([...honest, 'Page 3', 'C’est la note du chapitre', 'Pour exécuter ce programme : play.rust-lang.org'])).toEqual([]);
});

test('no page says anything in English', async ({ page }) => {
  test.setTimeout(180_000);
  const ears = await listen(page);
  for (const name of pages()) {
    await open(page, name);
    expect(await ears.english(), name).toEqual([]);
  }
});

test('nor the bar of the page: contents, themes, help', async ({ page }) => {
  const french = await visit(page, COROUTINES);
  const contents = page.getByRole('button', { name: 'Afficher ou masquer la table des matières' });
  for (const expanded of ['false', 'true']) {
    await contents.click();
    await expect(contents).toHaveAttribute('aria-expanded', expanded);
    await french('the table of contents');
  }
  await page.getByRole('button', { name: 'Changer de thème' }).click();
  await expect(page.getByRole('menuitem', { name: 'Marine' })).toBeVisible();
  await french('the themes open');
  await page.getByRole('menuitem', { name: 'Marine' }).click();
  await page.keyboard.press('Escape');
  await french('a theme is chosen');
  await page.keyboard.press('?');
  await expect(page.getByText('Raccourcis clavier')).toBeVisible();
  await french('the help opens');
  await page.keyboard.press('Escape');
  await french('the help closes');
  const term = page.locator('a.term').first();
  await term.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toBeVisible();
  await french('a definition shows');
});

test('nor the search', async ({ page }) => {
  const french = await visit(page, COROUTINES);
  await page.keyboard.press('s');
  await french('the search opens');
  await page.getByRole('combobox').fill('réveil');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await french('results');
  await page.getByRole('combobox').fill('dromadaire');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Aucun résultat');
  await french('no result');
  await page.getByRole('combobox').fill('asyncrone');
  await expect(page.getByRole('option').first()).toBeVisible();
  // The word of the reader is in no dictionary either, and it is repeated.
  await french('another word', (text) => !text.includes('« asyncrone »'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.route('**/recherche.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('La recherche manque');
  await page.getByRole('combobox').fill('réveil');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('La recherche manque');
  await french('the search is missing');
});

test('nor a program: run, stopped, edited, put back, copied, compared', async ({ page }) => {
  test.setTimeout(180_000);
  const french = await visit(page, ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.tab('smol').click();
  await french('a tab');
  await downloads.button('Exécuter').click();
  await expect(downloads.line('notes.txt')).toBeVisible(COMPILED);
  await french('it runs');
  await downloads.button('Arrêter').click();
  await expect(downloads.state).toContainText('Arrêté après');
  await french('it is stopped');
  await downloads.button('Exécuter').click();
  await expect(downloads.state).toContainText('terminé', COMPILED);
  await french('it ends');

  await downloads.edit(() => 'fn main() { let vide = ; }');
  await french('it is edited');
  await downloads.button('Exécuter').click();
  await expect(downloads.output.locator('.diagnostic').first()).toBeVisible(COMPILED);
  await french('it does not compile');
  await downloads.output.getByRole('button', { name: /^Ligne/ }).first().click();
  await downloads.editor.fill('fn main() { let vide = 0; eprintln!("dit"); panic!("fin") }');
  await downloads.button('Exécuter').click();
  await expect(downloads.output.locator('.diagnostic[data-level=warning]').first()).toBeVisible(COMPILED);
  await expect(downloads.state).not.toContainText('…', COMPILED);
  await french('a warning, a panic');
  await downloads.button('Réinitialiser').click();
  await expect(downloads.button('Annuler')).toBeVisible();
  await french('it is put back');
  await downloads.button('Annuler').click();
  await french('no, it is not');
  await downloads.editor.press('Escape');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await downloads.button('Copier').click();
  await expect(downloads.panel.getByText('Copié')).toBeVisible();
  await french('it is copied');

  await page.reload();
  await expect(downloads.place.getByText('Votre modification est rétablie.').filter({ visible: true })).toBeVisible();
  await french('the edit came back');

  const tasks = listing(page, 'trois-taches');
  await tasks.button('Comparer').click();
  await french('a comparison begins');
  await tasks.button('Arrêter la comparaison').click();
  await french('it is stopped');
  await tasks.button('Comparer').click();
  await expect(tasks.place.getByRole('status').filter({ hasText: 'Même sortie' })).toBeVisible(COMPILED);
  await french('it ends');
  await tasks.button('Fermer la comparaison').click();
  const asked = listing(page, 'qui-est-interroge');
  await asked.button('Comparer').click();
  await expect(asked.place.getByRole('status').filter({ hasText: 'Les sorties diffèrent' })).toBeVisible(COMPILED);
  await french('a divergence');
});

test('nor an exercise: hints, solution, check', async ({ page }) => {
  test.setTimeout(180_000);
  const french = await visit(page, COROUTINES);
  const place = page.locator('#exercice-premiere-coroutine');
  const start = new Listing(place.locator('.listing[data-kind="start"]'));
  await start.button('Vérifier').click();
  await expect(place.locator('.criteria-summary')).toContainText('Critères remplis', COMPILED);
  await french('a check fails');
  await place.locator('details.hint > summary').first().click();
  await expect(place.locator('details.hint').filter({ visible: true })).toHaveCount(2);
  await french('a hint');
  const summary = place.locator('details.solution > summary');
  const dialog = page.getByRole('dialog');
  await summary.click();
  await expect(dialog).toBeVisible();
  await french('a question before the solution');
  await dialog.getByRole('button', { name: 'Chercher encore' }).click();
  await summary.click();
  await dialog.getByRole('button', { name: 'Voir la solution' }).click();
  await expect(place.locator('details.solution')).toHaveAttribute('open');
  await french('the solution');
  const code = await new Listing(place.locator('.listing[data-kind="solution"]')).code();
  await start.edit(() => code);
  await start.button('Vérifier').click();
  await expect(place.getByText('Déjà réussi avec tokio.')).toBeVisible(COMPILED);
  await french('a check succeeds');
});

test('nor a quiz: wrong, right, finished, begun again', async ({ page }) => {
  const french = await visit(page, COROUTINES);
  const quiz = page.locator('.quiz');
  for (const [index, question] of (await quiz.locator('.question').all()).entries()) {
    const right = Number(await question.locator('details.answer').getAttribute('data-correct'));
    if (index % 2 === 0) {
      await question.getByRole('radio').nth(right === 0 ? 1 : 0).click();
      await expect(question.locator('.feedback')).toContainText('Faux.');
      await french('a wrong answer');
    }
    await question.getByRole('radio').nth(right).click();
    await expect(question.locator('.feedback')).toContainText('Juste.');
    await french('a right answer');
  }
  await expect(quiz.locator('.quiz-score')).toContainText('Quiz terminé');
  await quiz.getByRole('button', { name: 'Recommencer' }).click();
  await expect(quiz.locator('.quiz-score')).toContainText('Meilleur score');
  await french('it begins again');
});

test('nor the summary: export, import, reset', async ({ page }) => {
  const french = await visit(page, SUMMARY);
  const status = page.getByRole('main').getByRole('status');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exporter' }).click();
  await downloading;
  await expect(status).toContainText('exportée');
  await french('an export');
  const exercise = { reussi: ['smol', 'async_std'], indices: 2, solution: true };
  const progress = { version: 1, exercices: { 'exercice-premiere-coroutine': exercise }, quiz: { 'quiz-coroutines': { justes: 5, questions: 7 } } };
  for (const [content, answer] of /** @type {const} */ ([
    ['null', 'n’est pas une progression'],
    [JSON.stringify(progress), 'importée'],
  ])) {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Importer' }).click();
    await (await choosing).setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await expect(status).toContainText(answer);
    await french('an import');
  }
  for (const answer of ['Garder ma progression', 'Tout effacer']) {
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await french('a question before the reset');
    await page.getByRole('dialog').getByRole('button', { name: answer }).click();
  }
  await expect(status).toContainText('effacée');
  await french('a reset');
});

test.describe('without a runner', () => {
  // Which would have kept the search.
  test.use({ serviceWorkers: 'block' });

  test('nor a page without a runner, online and offline', async ({ page }) => {
    await published(page);
    await page.route('https://play.rust-lang.org/**', (route) => route.abort('internetdisconnected'));
    const french = await visit(page, ENSEMBLE);
    const downloads = listing(page, 'telechargements');
    await downloads.button('Exécuter').click();
    await expect(downloads.state).toContainText('ne répond pas');
    await french('the Playground does not answer');
    await page.context().setOffline(true);
    await expect(downloads.panel.getByText('Vous êtes hors ligne.')).toBeVisible();
    await french('offline');
    await downloads.button('Rejouer').click();
    await expect(downloads.state).toContainText('s’est terminé');
    await french('a replay');
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('le réseau ne répond pas');
    await french('the search, offline');
  });
});

test('nor the notices of the server', async ({ page }) => {
  const server = await instead(page);
  const french = await visit(page, ENSEMBLE);
  await server.say('status', { phase: 'compiling', done: 12, total: 80, message: '' });
  await expect(page.getByText(/Compilation des programmes/)).toBeVisible();
  await french('programs are compiled');
  await server.say('status', { phase: 'ready', done: 80, total: 80, message: '' });
  await server.say('build_error', { message: 'src/ch04.md:118' });
  await expect(page.getByRole('alert')).toContainText('n’a pas pu être reconstruit');
  await french('the book was not rebuilt');
  const first = firstListing(page);
  await first.button('Modifier').click();
  await server.say('reload', {});
  await expect(page.getByRole('button', { name: 'Recharger' })).toBeVisible();
  await french('the book has changed');
  await page.route('**/api/run', (route) => route.abort('connectionrefused'));
  await first.button('Exécuter').click();
  await expect(first.state).toContainText('ne répond pas');
  await french('the server went away');
});

test('our labels use French spaces and apostrophes', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await listing(page, 'telechargements').button('Exécuter').click();
  await expectTypeset(page);
});
