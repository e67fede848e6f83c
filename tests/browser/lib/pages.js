import { readdirSync } from 'node:fs';
import { folder } from './site.js';

/** Every page of the published book, read from its folder: a new chapter is among them. */
export function pages() {
  // toc.html is no page: it is the table of contents of the others where there are no scripts, in a frame of theirs.
  return readdirSync(folder('COURS_SITE')).filter((name) => name.endsWith('.html') && name !== 'toc.html');
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
export async function open(page, name) {
  // The page to print opens the browser's own dialog.
  await page.addInitScript(() => Object.assign(window, { print: () => {} }));
  await page.goto(`/${name}`);
}
