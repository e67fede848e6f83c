import { expect, test } from '@playwright/test';
import { COROUTINES, ENSEMBLE, listing } from './lib/chapter.js';

const ENGLISH =
  /\b(the|this|copy|copied|run|search|toggle|chapters?|next|previous|show|hide|undo|change|light|dark|print|results?|keyboard|shortcuts?|contents|press|click|loading|output|stop|edit|reset|close|help|warning)\b/i;

/**
 * Everything a label says, seen or only heard: not the text of the course, which is checked elsewhere.
 * @param {import('@playwright/test').Page} page
 */
async function labels(page) {
  return page.evaluate(() => {
    const said = [];
    for (const element of document.body.querySelectorAll('[title], [aria-label], [placeholder], [alt]')) {
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) said.push(element.getAttribute(name) ?? '');
    }
    const controls =
      'button, [role=tab], [role=status], [role=alert], .run-title, .run-state, .editor-help, #mdbook-help-popup, #mdbook-searchresults-header, .blockquote-tag-title';
    for (const element of document.body.querySelectorAll(controls)) said.push(element.textContent ?? '');
    return [...new Set(said.map((text) => text.trim()))];
  });
}

/** @param {import('@playwright/test').Page} page */
async function expectFrench(page) {
  expect((await labels(page)).filter((label) => ENGLISH.test(label))).toEqual([]);
}

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
  const ordinary = (await labels(page)).filter((label) => / [;:!?»]|« |'/.test(label));
  expect(ordinary).toEqual([]);
});
