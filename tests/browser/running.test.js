import { COMPILED, COROUTINES, ENSEMBLE, listing } from './lib/chapter.js';
import { expect, test } from './lib/test.js';

test.describe('running a program', () => {
  test('shows each line when the program prints it, with its time', async ({ page }) => {
    await page.goto(ENSEMBLE);
    const downloads = listing(page, 'telechargements');
    await downloads.tab('smol').click();
    await downloads.button('Exécuter').click();

    await expect(downloads.line('notes.txt')).toBeVisible(COMPILED);
    await expect(downloads.line('photos.zip'), 'the last download is still on its way').toHaveCount(0);
    await expect(downloads.line('photos.zip')).toBeVisible();
    await expect(downloads.button('Arrêter')).toBeDisabled();

    const lines = (await downloads.lines()).slice(0, 4);
    const files = lines.map(({ text }) => text.split(' ')[1]);
    expect(files).toEqual(['notes.txt', 'plan.png', 'musique.ogg', 'photos.zip']);
    // 400, 800, 1200 and 1600 ms: the pauses can be seen, not only the order. A busy machine may be late,
    // but not by all the pauses at the first line.
    const times = lines.map(({ seconds }) => seconds ?? 0);
    times.forEach((seconds, index) => expect(seconds).toBeGreaterThanOrEqual(0.4 * (index + 1) - 0.05));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times[0]).toBeLessThan((times[3] ?? 0) - 0.4);
  });

  test('prints the word that the reader has changed', async ({ page }) => {
    await page.goto(ENSEMBLE);
    const downloads = listing(page, 'telechargements');
    await downloads.tab('async-std').click();
    await downloads.edit((code) => code.replace('{} Kio en', '{} kibioctets en'));
    await downloads.button('Exécuter').click();
    await expect(downloads.line('4000 kibioctets en')).toBeVisible(COMPILED);
  });

  test('shows what rustc says, and leads to the line', async ({ page }) => {
    await page.goto(ENSEMBLE);
    const downloads = listing(page, 'telechargements');
    const BROKEN = 6;
    await downloads.edit((code) => code.split('\n').toSpliced(BROKEN - 1, 0, 'let cassé = ;').join('\n'));
    await downloads.editor.press('Control+Enter');

    const diagnostic = downloads.output.locator('.diagnostic').first();
    await expect(diagnostic).toContainText('let cassé = ;', COMPILED);
    await expect(diagnostic).toContainText('Erreur');
    await diagnostic.getByRole('button', { name: `Ligne ${BROKEN}`, exact: true }).click();
    await expect(downloads.editor).toBeFocused();
    const selected = await downloads.editor.evaluate((area) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (area);
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toBe('let cassé = ;');
  });

  test('shows the error of a faulty program, which is what it is there for', async ({ page }) => {
    await page.goto(COROUTINES);
    const faulty = listing(page, 'await-hors-async');
    await faulty.button('Exécuter').click();
    await expect(faulty.output).toContainText('E0728', COMPILED);
  });

  test('tells the standard error from the standard output by a word', async ({ page }) => {
    await page.goto(ENSEMBLE);
    const downloads = listing(page, 'telechargements');
    await downloads.edit(() => 'fn main() { println!("dit"); eprintln!("chuchoté"); }');
    await downloads.button('Exécuter').click();
    await expect(downloads.line('chuchoté')).toContainText('stderr', COMPILED);
    await expect(downloads.line('dit')).not.toContainText('stderr');
  });

  test('stops a program that would go on, and can run it again', async ({ page }) => {
    await page.goto(ENSEMBLE);
    const downloads = listing(page, 'telechargements');
    await downloads.edit(
      () => 'fn main() { for i in 0.. { println!("tour {i}"); std::thread::sleep(std::time::Duration::from_millis(200)); } }',
    );
    await downloads.button('Exécuter').click();
    await expect(downloads.line('tour 2')).toBeVisible(COMPILED);
    await downloads.button('Arrêter').click();
    await expect(downloads.state).toContainText('Arrêté après');
    const turns = await downloads.output.locator('.run-line').count();
    await page.waitForTimeout(700);
    expect(await downloads.output.locator('.run-line').count(), 'nothing more is printed').toBe(turns);

    await downloads.button('Exécuter').click();
    await expect(downloads.line('tour 0')).toBeVisible(COMPILED);
    await downloads.button('Exécuter').click();
    await expect(downloads.line('tour 1')).toHaveCount(1, COMPILED);
    await downloads.button('Arrêter').click();
  });

  test('runs programs of two listings side by side', async ({ page }) => {
    await page.goto(ENSEMBLE);
    const [one, two] = [listing(page, 'telechargements'), listing(page, 'longueurs-de-mots')];
    await one.button('Exécuter').click();
    await two.button('Exécuter').click();
    for (const { state } of [one, two]) await expect(state).not.toContainText('…', COMPILED);
    await expect(one.line('photos.zip')).toBeVisible();
    expect((await two.lines()).length).toBeGreaterThan(0);
  });

  test('runs a fragment typed in the chapter', async ({ page }) => {
    await page.goto(COROUTINES);
    const fence = page.locator('.listing.fence', { has: page.getByRole('button', { name: 'Exécuter' }) }).first();
    await fence.getByRole('button', { name: 'Exécuter' }).click();
    await expect(fence.locator('.run-state')).not.toContainText('…', COMPILED);
    await expect(fence.locator('.run')).toHaveAttribute('data-state', 'success');
  });
});
