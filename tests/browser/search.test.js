import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { violations } from './lib/axe.js';
import { COROUTINES, ENSEMBLE } from './lib/chapter.js';
import { ours, plain, searches, stock } from './lib/engines.js';
import { folder } from './lib/site.js';
import { expect, test } from './lib/test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
function box(page) {
  const dialog = page.getByRole('dialog', { name: 'Recherche' });
  return {
    dialog,
    input: dialog.getByRole('combobox', { name: 'Rechercher dans le livre' }),
    options: dialog.getByRole('option'),
    status: dialog.getByRole('status'),
  };
}

test('forty searches find their page among the first three results', () => {
  const asked = searches();
  expect(asked).toHaveLength(40);
  const [us, peer] = [ours(), stock()].map(({ search }) => {
    const first = asked.map(({ mots }) => search(mots).slice(0, 3));
    const lost = asked.filter(({ page }, index) => !first[index]?.some((place) => place.page === page));
    const sections = asked.filter(({ page, section }, index) =>
      first[index]?.some((place) => place.page === page && place.heading === plain(section)),
    );
    return { lost: lost.map(({ mots }) => mots), pages: asked.length - lost.length, sections: sections.length };
  });
  console.log(
    'Recherches qui trouvent, dans les trois premiers résultats, leur page (leur section même) : ' +
      `la nôtre ${us?.pages} (${us?.sections}) sur 40, celle de mdBook ${peer?.pages} (${peer?.sections}) sur 40.`,
  );
  const lost = us?.lost ?? asked;
  expect(lost.length, `not found: ${lost.join(' | ')}`).toBeLessThanOrEqual(2);
  expect(us?.sections).toBeGreaterThan(peer?.sections ?? 40);
});

test('the forms of a word are one word, and two words are two', () => {
  const { engine } = ours();
  const root = (/** @type {string} */ word) => engine.stem(engine.fold(word));
  const families = [
    'tâche tâches',
    'évènement évènements événement événements',
    'canal canaux',
    'interroger interroge interrogée interrogées interrogeant interrogent interrogerait',
    'emprunter emprunte emprunté empruntées empruntait empruntions',
    'attendre attend attendent attendu attendue attendues attendant',
    'rendre rend rendent rendu rendue rendant rendrait',
    'finir fini finie finis finissent finissait',
    'libérer libère libérée libérées libérant',
    'bloquer bloque bloqué bloquée bloquant bloquante bloquaient',
    'créer crée créé créée créées créant',
    'oublier oublie oublié oubliée oubli',
    'appeler appelle appelé appelant',
    'réveil réveils réveiller réveillée',
    'partager partage partagé partagent partageons',
  ];
  for (const family of families) {
    expect([...new Set(family.split(' ').map(root))], family).toHaveLength(1);
  }
  for (const pair of ['fil tâche', 'canal boucle', 'pause poignée', 'course coeur', 'block_on block', 'E0277 E0728']) {
    expect(new Set(pair.split(' ').map(root)).size, pair).toBe(2);
  }
});

test('a word that the book does not have gives way to the nearest one', () => {
  const { engine } = ours();
  const { results, absent } = engine.search('asyncrone');
  expect(absent).toEqual([['asyncrone', 'asynchrone']]);
  expect(results.length).toBeGreaterThan(0);
  expect(engine.search('zyxwvut')).toEqual({ results: [], total: 0, absent: [['zyxwvut', undefined]] });
});

test('« s » is heard as soon as the page is read, on a slow machine too', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
    });
  });
  await page.goto(ENSEMBLE);
  await expect(box(page).input).toBeFocused();
});

for (const key of ['s', '/']) {
  test(`« ${key} » opens the search; arrows choose, Entrée opens the section, its words are marked`, async ({ page }) => {
    await page.goto(COROUTINES);
    await page.keyboard.press(key);
    const { dialog, input, options, status } = box(page);
    await expect(input).toBeFocused();
    await page.keyboard.type('mise a jour perdue');
    await expect(options.first()).toContainText('La mise à jour perdue');
    await expect(options.first().locator('mark').first()).toBeVisible();
    await expect(status).toHaveText(/^\d+ résultats pour «\smise a jour perdue\s»\.$/);

    await page.keyboard.press('ArrowDown');
    await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
    await expect(input).toHaveAttribute('aria-activedescendant', (await options.nth(0).getAttribute('id')) ?? '');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(input).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/ch01-pourquoi-l-asynchrone\.html\?mots=\S+#la-mise-%C3%A0-jour-perdue$/);
    await expect(dialog).toBeHidden();
    const marked = () => page.evaluate(() => [...(CSS.highlights.get('cours-found') ?? [])].map(String));
    await expect.poll(marked).toContain('perdue');
    await page.keyboard.press('Escape');
    expect(await marked()).toEqual([]);
  });
}

test('Échap closes the search where the reader was', async ({ page }) => {
  await page.goto(COROUTINES);
  await page.getByRole('link', { name: 'Attendre ensemble' }).last().focus();
  await page.evaluate(() => window.scrollTo(0, 1200));
  await page.keyboard.press('s');
  await page.keyboard.type('future');
  const { dialog, options } = box(page);
  await expect(options.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await page.evaluate(() => window.scrollY)).toBe(1200);
  await expect(page.getByRole('link', { name: 'Attendre ensemble' }).last()).toBeFocused();
});

for (const key of ['s', '/']) {
  test(`« ${key} » at the instant when the search closes opens it again`, async ({ page }) => {
    await page.goto(COROUTINES);
    const { dialog, input } = box(page);
    const toggle = page.getByRole('button', { name: 'Afficher ou masquer la recherche' });
    await page.keyboard.press('s');
    await page.keyboard.type('future');
    // The browser takes the focus away only when it draws: between the two, the key goes to a field that is gone.
    const heard = await dialog.evaluate((element, pressed) => {
      if (element instanceof HTMLDialogElement) element.close();
      const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
      return { kept: event.defaultPrevented, open: element.hasAttribute('open') };
    }, key);
    expect(heard).toEqual({ kept: true, open: true });
    await expect(input).toBeFocused();
    await page.keyboard.type('tâche');
    await expect(input).toHaveValue('tâche');
    await expect(toggle.and(page.locator('[aria-expanded=true]')), 'it is open, and says so').toHaveCount(1);

    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.all([page.keyboard.press('Escape'), page.keyboard.press(key)]);
      await expect(dialog).toBeVisible();
      await expect(input).toBeFocused();
      await expect(input, 'nothing is typed').toHaveValue('tâche');
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(toggle, 'closed, it says so too').toHaveAttribute('aria-expanded', 'false');
  });
}

test('no key of the search is taken from someone who types', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await page.locator('#listing-telechargements').getByRole('button', { name: 'Modifier' }).click();
  await page.keyboard.type('s/s');
  await expect(box(page).dialog).toBeHidden();
});

test('with the mouse: the button, a result of this very page, and beside the box', async ({ page }) => {
  await page.goto(ENSEMBLE);
  const { dialog, input, options } = box(page);
  await page.getByRole('button', { name: 'Afficher ou masquer la recherche' }).click();
  await input.fill('try_join');
  await options.filter({ hasText: 'Quand une branche échoue' }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/#quand-une-branche-%C3%A9choue$/);
  await page.getByRole('button', { name: 'Afficher ou masquer la recherche' }).click();
  await page.mouse.click(20, 400);
  await expect(dialog).toBeHidden();
});

test('what is not found is said', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await page.keyboard.press('s');
  await page.keyboard.type('zyxwvut');
  const { status, options, input } = box(page);
  await expect(status).toHaveText(/^Aucun résultat pour «\szyxwvut\s»\. «\szyxwvut\s» n’est pas dans le livre\.$/);
  await expect(options).toHaveCount(0);
  await expect(input).toHaveAttribute('aria-expanded', 'false');
});

test('a code that only programs have is found, and shown as code', async ({ page }) => {
  await page.goto(ENSEMBLE);
  await page.keyboard.press('s');
  await page.keyboard.type('serve_forever');
  await expect(box(page).options.first().locator('code')).toHaveText('serve_forever');
});

test('the search of a page without its file says so, and what to do', async ({ page }) => {
  await page.route('**/recherche.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(ENSEMBLE);
  await page.keyboard.press('s');
  await expect(box(page).status).toContainText('le fichier recherche.js n’est pas à côté de cette page');
  await page.keyboard.type('future');
  await expect(box(page).status, 'nothing is being loaded').toContainText('le fichier recherche.js n’est pas à côté de cette page');
  // The file came: the next opening asks again.
  await page.unroute('**/recherche.js');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Recherche' })).toBeHidden();
  await page.keyboard.press('s');
  await page.keyboard.type('future');
  await expect(box(page).options.first()).toBeVisible();
});

test('the search works in files opened without a server', async ({ page }) => {
  await page.goto(pathToFileURL(join(folder('COURS_SITE'), 'ch04-attendre-ensemble.html')).href);
  await page.keyboard.press('s');
  await page.keyboard.type("l'exécuteur");
  await expect(box(page).options.first()).toContainText('Une fonction qui sait s’arrêter');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/^file:.*ch02-coroutines-et-futures\.html\?mots=/);
});

test('a folder from which the search was removed says so', async ({ page }) => {
  const copy = await mkdtemp(join(tmpdir(), 'cours-sans-recherche-'));
  await cp(folder('COURS_SITE'), copy, { recursive: true });
  await rm(join(copy, 'recherche.js'));
  await page.goto(pathToFileURL(join(copy, 'ch04-attendre-ensemble.html')).href);
  await page.keyboard.press('s');
  await expect(box(page).status).toContainText('cargo run ou mdbook build');
  await rm(copy, { recursive: true });
});

for (const [theme, width] of /** @type {const} */ ([
  ['light', 1200],
  ['navy', 1200],
  ['light', 360],
])) {
  test(`the open search has no fault of accessibility (${theme}, ${width} px), and fits`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.addInitScript((chosen) => localStorage.setItem('mdbook-theme', chosen), theme);
    await page.goto(ENSEMBLE);
    await page.keyboard.press('s');
    await page.keyboard.type('tâche');
    await expect(box(page).options.first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    expect(await violations(page, { inside: ['dialog'] })).toEqual([]);
    expect(await page.evaluate(() => document.querySelector('dialog[open]')?.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
