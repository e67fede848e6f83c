import { expect, test } from '@playwright/test';
import { COROUTINES, ENSEMBLE, listing } from './lib/chapter.js';
import { expectFrench, expectTypeset } from './lib/french.js';

for (const chapter of [COROUTINES, ENSEMBLE]) {
  test(`no label of ${chapter} is in English`, async ({ page }) => {
    await page.goto(chapter);
    await expectFrench(page);
  });
}

test('nor those that appear with use: search, help, editor, output', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const downloads = listing(page, 'telechargements');
  await downloads.button('Modifier').click();
  await downloads.button('Exécuter').click();
  await downloads.button('Copier').click();
  await expectFrench(page);
  await downloads.editor.press('Escape');

  await page.keyboard.press('?');
  await expect(page.getByText('Raccourcis clavier')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.keyboard.type('future');
  await expect(page.locator('#mdbook-searchresults-header')).toContainText(/résultats? pour «\sfuture\s»/);
  await expectFrench(page);
});

test('our labels use French spaces', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await listing(page, 'telechargements').button('Exécuter').click();
  await expectTypeset(page);
});
