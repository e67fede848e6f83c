import { ENSEMBLE, listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

test.beforeEach(async ({ page }) => {
  await page.goto(ENSEMBLE);
});

test('an edit survives the tabs, is reset, and the reset is undone', async ({ page }) => {
  const downloads = listing(page, 'telechargements');
  const original = await downloads.code();
  await expect(downloads.button('Réinitialiser')).toBeDisabled();
  await downloads.edit((code) => `// à moi\n${code}`);
  await downloads.tab('smol').click();
  await downloads.tab('tokio').click();
  await expect(downloads.editor).toHaveValue(/^\/\/ à moi/);
  await downloads.editor.press('Escape');
  expect(await downloads.code()).toContain('// à moi');

  await downloads.button('Réinitialiser').click();
  expect(await downloads.code()).toBe(original);
  await downloads.button('Annuler').click();
  expect(await downloads.code()).toContain('// à moi');
});

test('the keyboard enters the editor and leaves it', async ({ page }) => {
  const downloads = listing(page, 'telechargements');
  await downloads.button('Modifier').focus();
  await page.keyboard.press('Enter');
  await expect(downloads.editor).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(downloads.editor, 'Tab is not trapped').not.toBeFocused();
  await downloads.editor.focus();
  await page.keyboard.press('Escape');
  await expect(downloads.editor).toHaveCount(0);
  await expect(downloads.button('Modifier')).toBeFocused();
});

test('a new line starts under the one before', async ({ page }) => {
  const downloads = listing(page, 'telechargements');
  await downloads.edit(() => 'fn main() {');
  await downloads.editor.press('End');
  await downloads.editor.press('Enter');
  await page.keyboard.type('let a = 1;');
  await page.keyboard.press('Enter');
  await page.keyboard.type('let b = 2;');
  await expect(downloads.editor).toHaveValue('fn main() {\n    let a = 1;\n    let b = 2;');
  await page.keyboard.press('Control+z');
  await expect(downloads.editor, "the browser's own undo still works").not.toHaveValue(/let b = 2;$/);
});

test('the program is copied as it stands', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const downloads = listing(page, 'telechargements');
  await downloads.tab('asyncio').click();
  await downloads.button('Copier').click();
  await expect(downloads.panel.getByText('Copié', { exact: true })).toBeVisible();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await clipboard()).toBe(await downloads.code());
  for (const name of ['Exécuter', 'Modifier']) await expect(downloads.button(name)).toHaveCount(0);

  await downloads.tab('tokio').click();
  await downloads.edit(() => 'fn main() {}');
  await downloads.button('Copier').click();
  await expect(downloads.panel.getByText('Copié', { exact: true })).toBeVisible();
  expect(await clipboard()).toBe('fn main() {}');
});

test('an edit survives a reload', async ({ page }) => {
  const downloads = listing(page, 'telechargements');
  const original = await downloads.code();
  await downloads.edit((code) => `// à moi\n${code}`);
  await page.reload();
  expect(await downloads.code()).toContain('// à moi');
  await expect(downloads.panel.getByText('Votre modification est rétablie.')).toBeVisible();
  await downloads.tab('smol').click();
  expect(await downloads.code(), 'each program has its own').not.toContain('// à moi');
  await downloads.tab('tokio').click();
  await downloads.button('Réinitialiser').click();
  await page.reload();
  expect(await downloads.code()).toBe(original);
});

test('an edit of an older program is offered, never put over the new one', async ({ page }) => {
  const KEY = 'cours.essai.telechargements.plain.tokio';
  const downloads = listing(page, 'telechargements');
  const original = await downloads.code();
  const older = JSON.stringify({ 'un autre texte': '// ma vieille version' });
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), /** @type {const} */ ([KEY, older]));
  await page.reload();
  expect(await downloads.code()).toBe(original);

  await downloads.button('La reprendre').click();
  expect(await downloads.code()).toBe('// ma vieille version');
  await expect(downloads.button('La reprendre')).toHaveCount(0);
  await downloads.button('Annuler').click();
  expect(await downloads.code()).toBe(original);

  await page.evaluate(([key, value]) => localStorage.setItem(key, value), /** @type {const} */ ([KEY, older]));
  await page.reload();
  await downloads.button("L’oublier").click();
  await page.reload();
  await expect(downloads.button('La reprendre')).toHaveCount(0);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
});
