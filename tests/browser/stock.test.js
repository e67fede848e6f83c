import { COMPILED, COROUTINES, ENSEMBLE, listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

// The same books as stock `mdbook serve` serves them, when the binary is there (see tests/browser.rs).
const { MDBOOK_COURS_URL: course = '', MDBOOK_POTAGER_URL: potager = '', COURS_URL = '' } = process.env;

/** Its libraries may have to be compiled first. */
const BUILT = { timeout: 300_000 };

/** @param {import('@playwright/test').Page} page */
async function runnerOf(page) {
  const runner = await page.locator('script[data-runner]').first().getAttribute('data-runner');
  expect(runner).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/);
  return runner ?? '';
}

test.describe('the course, served by mdbook alone', () => {
  test.skip(!course, 'no stock mdbook');
  test.setTimeout(360_000);

  for (const runtime of ['tokio', 'async-std', 'smol']) {
    test(`runs its programs on ${runtime}, as they are and changed`, async ({ page }) => {
      await page.goto(course + ENSEMBLE);
      const downloads = listing(page, 'telechargements');
      await downloads.tab(runtime).click();
      await downloads.button('Exécuter').click();
      await expect(downloads.line('photos.zip')).toBeVisible(BUILT);
      await expect(downloads.state).toContainText("Le programme s’est terminé");

      await downloads.edit((code) => code.replace('{} Kio en', '{} kibioctets en'));
      await downloads.button('Exécuter').click();
      await expect(downloads.line('4000 kibioctets en')).toBeVisible(COMPILED);
    });
  }

  test('checks an exercise', async ({ page }) => {
    await page.goto(course + ENSEMBLE);
    const exercise = page.locator('.exercise').first();
    await exercise.getByRole('button', { name: 'Vérifier', exact: true }).first().click();
    await expect(exercise.locator('.run-state').first()).toContainText(/critère/, BUILT);
  });

  test('speaks to mdbook and to its runner, without an error', async ({ page }) => {
    /** @type {string[]} */
    const surprises = [];
    page.on('pageerror', (error) => surprises.push(error.message));
    page.on('console', (message) => message.type() === 'error' && surprises.push(message.text()));
    await page.goto(course + COROUTINES);
    const runner = await runnerOf(page);
    page.on('request', (request) => {
      const url = request.url();
      if (url.startsWith('http') && !url.startsWith(course) && !url.startsWith(runner)) surprises.push(url);
    });
    await page.reload();
    const fence = page.locator('.listing.fence', { has: page.getByRole('button', { name: 'Exécuter' }) }).first();
    await fence.getByRole('button', { name: 'Exécuter' }).click();
    await expect(fence.locator('.run')).toHaveAttribute('data-state', 'success', BUILT);
    expect(surprises).toEqual([]);
  });

  test('lets no other page use its runner', async ({ page }) => {
    await page.goto(course + ENSEMBLE);
    const runner = await runnerOf(page);
    /** @param {string} url */
    const use = (url) =>
      page.evaluate(async (url) => {
        const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"code":"fn main(){}"}' };
        return fetch(url, options).then(({ status }) => String(status), (error) => String(error));
      }, url);
    expect(await use(`${runner}api/run`)).toBe('200');
    // The same request from a page of another server, which somehow learnt the secret.
    await page.goto(COURS_URL + ENSEMBLE);
    expect(await use(`${runner}api/run`)).toContain('Failed to fetch');
  });
});

test.describe('a stock page of any book', () => {
  test.skip(!potager, 'no stock mdbook');
  test.setTimeout(360_000);

  /** @param {import('@playwright/test').Locator} block */
  const run = (block) => block.locator('.play-button');

  test('runs programs that use rayon, serde and the package of the book', async ({ page }) => {
    /** @type {string[]} */
    const outside = [];
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') outside.push(request.url());
    });
    await page.goto(`${potager}/dependances.html`);
    const blocks = page.locator('pre.playground');
    const printed = ['somme des carrés : 333833500', 'carotte : 4 rangs', '12 kilos'];
    await expect(blocks).toHaveCount(printed.length);
    for (const [index, text] of printed.entries()) {
      const block = blocks.nth(index);
      await block.hover();
      await expect(run(block)).toBeVisible(BUILT);
      await run(block).click();
      await expect(block.locator('.result')).toHaveText(text, COMPILED);
    }
    expect(outside).toEqual([]);
  });

  test('runs what the reader has typed, and shows what rustc says of it', async ({ page }) => {
    await page.goto(`${potager}/dependances.html`);
    const block = page.locator('pre.playground').nth(1);
    await block.hover();
    await expect(run(block)).toBeVisible(BUILT);
    /** @param {string} text */
    const type = async (text) => {
      await block.locator('.ace_content').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
      await block.hover();
      await run(block).click();
    };
    await type('fn main() { println!("{}", serde_json::json!([1, 2])); }');
    await expect(block.locator('.result')).toHaveText('[1,2]', COMPILED);
    await type('fn main() { serde_json::jsonne!([1, 2]); }');
    await expect(block.locator('.result')).toContainText('error[E0433]', COMPILED);
  });

  test('looks for no runner when the folder is published elsewhere', async ({ page }) => {
    // The same files under another name.
    await page.route('http://livre.example/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: potager + pathname }) });
    });
    /** @type {string[]} */
    const asked = [];
    await page.route('https://play.rust-lang.org/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ json: { crates: [] }, headers: { 'access-control-allow-origin': '*' } });
    });
    page.on('request', (request) => {
      if (new URL(request.url()).hostname === '127.0.0.1') asked.push(request.url());
    });
    await page.goto('http://livre.example/dedans/patience.html');
    await page.locator('pre.playground').hover();
    await expect(run(page.locator('pre.playground'))).toBeVisible();
    expect(asked).toEqual(['https://play.rust-lang.org/meta/crates']);
    await page.unrouteAll({ behavior: 'ignoreErrors' }); // what is still on its way
  });

  test('waits for a program longer than six seconds', async ({ page }) => {
    await page.goto(`${potager}/dedans/patience.html`);
    const block = page.locator('pre.playground');
    await block.hover();
    await expect(run(block)).toBeVisible(BUILT);
    await run(block).click();
    await expect(block.locator('.result')).toHaveText('Sept secondes ont passé.', COMPILED);
  });
});
