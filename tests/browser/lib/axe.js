import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that depend on the theme. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Every fault that axe finds, whatever its gravity.
 *
 * What axe cannot decide is not taken for innocent: the contrast of code below the marks of a listing, of the words of a
 * drawing, of what it believes to be covered, is measured here.
 * @param {import('@playwright/test').Page} page
 * @param {object} [only]
 * @param {string[]} [only.inside] selectors; the whole page without them
 * @param {boolean} [only.colours] after a change of theme alone
 */
export async function violations(page, { inside, colours = false } = {}) {
  await page.evaluate(`window.axe ?? (() => { ${AXE} })()`);
  return page.evaluate(
    async ([inside, rules]) => {
      /** @type {typeof import('axe-core')} */
      const axe = Reflect.get(window, 'axe');
      const { Color, getContrast, flattenColors } = /** @type {any} */ (axe).commons.color;

      /** @param {string} text as computed by the browser */
      const parse = (text) => {
        const color = new Color();
        color.parseString(text);
        return color;
      };
      // A colour on its way to another is neither.
      await Promise.all(document.getAnimations().map((it) => it instanceof CSSTransition && it.finished.catch(() => {})));
      /**
       * What is painted below a text: what surrounds it, and the frames of a drawing.
       * @param {Element} text
       */
      const below = (text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const frames = text instanceof SVGElement ? [...(text.ownerSVGElement?.querySelectorAll('rect') ?? [])] : [];
        const painted = frames.flatMap((frame) => {
          const box = frame.getBoundingClientRect();
          const { fill, fillOpacity } = getComputedStyle(frame);
          if (fill === 'none' || x < box.left || x > box.right || y < box.top || y > box.bottom) return [];
          const color = parse(fill);
          color.alpha *= Number(fillOpacity);
          for (let around = /** @type {Element | null} */ (frame); around; around = around.parentElement) {
            color.alpha *= Number(getComputedStyle(around).opacity);
          }
          return [color];
        });
        for (let around = /** @type {Element | null} */ (text); around; around = around.parentElement) {
          painted.unshift(parse(getComputedStyle(around).backgroundColor));
        }
        return painted.reduce((lower, upper) => flattenColors(upper, lower));
      };
      /** @type {(() => void)[]} */
      const undo = [];
      for (const frame of document.querySelectorAll('.variant-code:has(> .marks)')) {
        const [marks, code, mark] = ['.marks', 'pre > code', '.marks i'].map((selector) => frame.querySelector(selector));
        if (!(marks instanceof HTMLElement) || !(code instanceof HTMLElement) || !mark) continue;
        const { backgroundColor } = getComputedStyle(code);
        const tinted = flattenColors(parse(getComputedStyle(mark).backgroundColor), parse(backgroundColor));
        marks.style.visibility = 'hidden';
        code.style.backgroundColor = tinted.toHexString();
        undo.push(() => {
          marks.style.visibility = '';
          code.style.backgroundColor = '';
        });
      }
      const { violations, incomplete } = await axe.run(inside ? { include: inside.map((selector) => [selector]) } : document, {
        resultTypes: ['violations', 'incomplete'],
        elementRef: true,
        ...(rules && { runOnly: rules }),
      });
      const found = violations.map(({ id, nodes }) => {
        const where = nodes.slice(0, 4).map(({ html, any }) => `${html.slice(0, 160)} (${any[0]?.message ?? ''})`);
        return `${id}, ${nodes.length} times: ${where.join(' | ')}`;
      });
      axe.setup();
      for (const { any, html, element } of incomplete.find(({ id }) => id === 'color-contrast')?.nodes ?? []) {
        // Scrolled out of sight, in the table of contents or the results.
        if (!element || any[0]?.data?.messageKey === 'elmPartiallyObscured') continue;
        const { color, fill } = getComputedStyle(element);
        const contrast = getContrast(below(element), parse(element instanceof SVGElement ? fill : color));
        if (contrast < 4.5) found.push(`contrast of ${contrast.toFixed(2)}: ${html.slice(0, 160)}`);
      }
      axe.teardown();
      for (const put of undo) put();
      return found;
    },
    /** @type {const} */ ([inside, colours ? COLOURS : undefined]),
  );
}
