import { violations } from './lib/axe.js';
import { COMPILED, COROUTINES, ENSEMBLE, firstListing } from './lib/chapter.js';
import { instead } from './lib/instead.js';
import { open, pages } from './lib/pages.js';
import { expect, test } from './lib/test.js';

const PRINT = 'print.html';
const SUMMARY = 'progression.html';
/** Of a reader who has begun: marks in the table of contents, and words in the summary. */
const PROGRESS = {
  version: 1,
  exercices: {
    'exercice-premiere-coroutine': { reussi: ['tokio', 'smol'], indices: 2, solution: true },
    'exercice-cagnotte': { reussi: [], indices: 3, solution: true },
  },
  quiz: { 'quiz-coroutines': { justes: 5, questions: 7 } },
};

test('the walk goes everywhere', () => {
  const all = pages();
  for (const name of ['404.html', 'index.html', 'glossaire.html', SUMMARY, PRINT]) expect(all).toContain(name);
  expect(all.filter((name) => name.startsWith('ch0')).length).toBeGreaterThan(5);
});

for (const name of pages()) {
  test(`${name} has no fault of accessibility, in light, in dark and with more contrast`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript((progress) => localStorage.setItem('cours.progression', progress), JSON.stringify(PROGRESS));
    await open(page, name);
    if (name === SUMMARY) await expect(page.locator('.work-state:not(:empty)')).toHaveCount(3);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    /** @type {Record<string, string[]>} */
    const faults = {};
    /**
     * @param {string} as
     * @param {Parameters<typeof violations>[1]} [only]
     */
    const look = async (as, only) => {
      const found = await violations(page, only);
      if (found.length > 0) faults[as] = found;
    };
    await look('light');
    // It is as long as all the others, and made of their pieces.
    if (name !== PRINT) {
      // What a theme changes is colours: the rest was looked at.
      await choose(page, 'navy');
      await look('navy', { colours: true });
      await page.emulateMedia({ contrast: 'more' });
      await look('navy, more contrast', { colours: true });
      await choose(page, 'light');
      await look('light, more contrast', { colours: true });
      await page.emulateMedia({ contrast: 'no-preference' });
      // Other colours than those of Rust, behind tabs that are closed so far.
      const python = page.getByRole('tab', { name: 'asyncio' }).first();
      if ((await python.count()) > 0) {
        await python.click();
        await look('light, asyncio', { colours: true, inside: ['[data-variant=asyncio]'] });
        await choose(page, 'navy');
        await look('navy, asyncio', { colours: true, inside: ['[data-variant=asyncio]'] });
      }
    }
    expect(faults).toEqual({});
  });
}

for (const theme of ['light', 'navy']) {
  test(`nor what opens over a page, in ${theme}: contents, themes, help, definition, question`, async ({ page }) => {
    await page.goto(COROUTINES);
    await choose(page, theme);
    /** @param {string} inside */
    const look = async (inside) => expect(await violations(page, { inside: [inside] }), inside).toEqual([]);
    await page.getByRole('button', { name: 'Changer de thème' }).click();
    await look('#mdbook-menu-bar');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Afficher ou masquer la table des matières' }).click();
    await expect(page.locator('#mdbook-sidebar')).toBeHidden();
    await look('#mdbook-menu-bar');
    await page.keyboard.press('?');
    await expect(page.getByText('Raccourcis clavier')).toBeVisible();
    await look('#mdbook-help-container');
    await page.keyboard.press('Escape');
    await page.locator('a.term').first().hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await look('[role=tooltip]:not([hidden])');
    await page.locator('#exercice-premiere-coroutine details.solution > summary').click();
    await look('dialog[open]');
  });

  test(`nor what the server and rustc say, in ${theme}`, async ({ page }) => {
    const server = await instead(page);
    await page.goto(ENSEMBLE);
    await choose(page, theme);
    await server.say('status', { phase: 'compiling', done: 12, total: 80, message: '' });
    await server.say('build_error', { message: 'src/ch04.md:118' });
    await expect(page.getByRole('alert')).toContainText('src/ch04.md:118');
    expect(await violations(page, { inside: ['.notices'] })).toEqual([]);
    await page.getByRole('alert').getByRole('button', { name: 'Fermer' }).click();
    const first = firstListing(page);
    await first.edit(() => 'fn main() { let vide = ; }');
    await first.button('Exécuter').click();
    await expect(first.output.locator('.diagnostic').first()).toBeVisible(COMPILED);
    expect(await violations(page, { inside: ['.listing:has(.run)'] })).toEqual([]);
  });
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} theme
 */
async function choose(page, theme) {
  await page.evaluate((id) => document.getElementById(id)?.click(), `mdbook-theme-${theme}`);
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
}
