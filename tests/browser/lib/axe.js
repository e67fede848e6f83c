import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Every fault that axe finds, whatever its gravity.
 * @param {import('@playwright/test').Page} page
 * @param {string} [inside] a selector; the whole page without it
 */
export async function violations(page, inside) {
  await page.evaluate(AXE);
  return page.evaluate(async (selector) => {
    /** @type {typeof import('axe-core')} */
    const axe = Reflect.get(window, 'axe');
    const { violations } = await axe.run(selector ? { include: [[selector]] } : document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, inside);
}
