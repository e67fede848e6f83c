import { COMPILED, ENSEMBLE, listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

const CHAPTERS = [
  '/ch01-pourquoi-l-asynchrone.html',
  '/ch02-coroutines-et-futures.html',
  '/ch03-la-boucle-d-evenements.html',
  ENSEMBLE,
];

for (const chapter of CHAPTERS) {
  test(`the drawings of ${chapter} are those that a run would draw`, async ({ page }) => {
    await page.goto(chapter);
    const pairs = await page.evaluate(() =>
      [...document.querySelectorAll('.recorded:has(svg)')].flatMap((recorded) => {
        const slug = recorded instanceof HTMLElement ? recorded.dataset.slug : '';
        const drawn = [...recorded.querySelectorAll('.chrono-title')].map((title) => {
          const variant = (title.textContent ?? '').split(' ').at(-1)?.replace('-', '_') ?? '';
          // @ts-expect-error a class of the page
          const run = coursRecorded.find(slug, variant);
          return { title, variant, run };
        });
        const axis = Math.max(...drawn.map(({ run }) => run.ms));
        return drawn.map(({ title, run }) => {
          const made = document.createElement('div');
          // @ts-expect-error a class of the page
          made.innerHTML = coursTimeline.svg(run.lines, run.ms, axis);
          return { slug, here: title.nextElementSibling?.outerHTML, there: made.innerHTML };
        });
      }),
    );
    expect(pairs.length).toBeGreaterThan(3);
    for (const { slug, here, there } of pairs) expect(there, slug).toBe(here);
  });
}

test('a run draws its timeline while it runs, and says it in words', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const tasks = listing(page, 'trois-taches');
  // Every drawing is counted where it is made: a loaded machine may be late to look.
  await tasks.place.evaluate((place) => {
    /** @type {number[]} */
    const open = [];
    Object.assign(window, { open_bars: open });
    new MutationObserver(() => {
      const count = place.querySelectorAll('.run-chrono rect.o').length;
      if (open.at(-1) !== count) open.push(count);
    }).observe(place, { childList: true, subtree: true });
  });
  await tasks.button('Exécuter').click();
  const chart = tasks.place.locator('.run-chrono').getByRole('img', { name: /^Chronologie/ });
  await expect(tasks.state).toContainText('s’est terminé', COMPILED);
  const open = await page.evaluate(() => /** @type {number[]} */ (Reflect.get(window, 'open_bars')));
  expect(open.slice(-4), 'three tasks under way, then two, one, none').toEqual([3, 2, 1, 0]);
  await expect(chart.locator('rect.o')).toHaveCount(0);
  const words = (await chart.getAttribute('aria-label'))?.replace(/\s/g, ' ') ?? '';
  for (const [task, end] of [[1, 2], [2, 1], [3, 3]]) {
    expect(words).toMatch(new RegExp(`Tâche ${task} : de 0,[0-4]\\d s à ${end},[0-4]\\d s`));
  }
});

test('what happens at once has no drawing', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const boxed = page.locator('.recorded[data-slug="futures-en-boites"]');
  await expect(boxed).toHaveCount(1);
  await expect(boxed.locator('svg')).toHaveCount(0);
  const program = listing(page, 'futures-en-boites');
  await program.button('Exécuter').click();
  await expect(program.state).toContainText("s’est terminé", COMPILED);
  await expect(program.place.locator('.run-chrono')).toHaveCount(0);
});

test('the recorded drawing shows on paper', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.recorded[data-slug="trois-taches"] svg')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the recorded drawing shows', async ({ page }) => {
    await page.goto(ENSEMBLE);
    await expect(page.locator('.recorded[data-slug="trois-taches"] svg')).toBeVisible();
    await expect(page.getByText('Chronologie enregistrée avec tokio').first()).toBeVisible();
  });
});
