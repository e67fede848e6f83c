'use strict';

/** Finds the programs of the page and gives each its buttons. */
const coursListings = (() => {
  /** @type {Map<HTMLElement, CoursProgram>} */
  const programs = new Map();
  // The stock button for hidden lines speaks English: it goes before anything is drawn.
  for (const stock of document.querySelectorAll('main pre > .buttons')) stock.remove();

  /**
   * @param {Element} root
   * @param {string} selector
   * @returns {HTMLElement[]}
   */
  function all(root, selector) {
    return [...root.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
  }

  /** @param {HTMLElement} variant */
  function addVariant(variant) {
    const frame = variant.querySelector('.variant-code');
    const code = frame?.querySelector('pre > code');
    const pre = code?.parentElement;
    if (!(frame instanceof HTMLElement) || !(code instanceof HTMLElement) || !pre) return;
    const name = variant.querySelector('.variant-title')?.textContent?.trim() ?? '';
    const runnable = variant.dataset.variant !== 'asyncio';
    const { slug = '', kind = '' } = variant.parentElement?.dataset ?? {};
    const listing = { slug, kind, variant: variant.dataset.variant ?? '' };
    programs.set(variant, new CoursProgram({ frame, pre, code, name, runnable, listing }));
  }

  /**
   * A fence typed in the chapter.
   * @param {HTMLElement} code
   * @param {number} index
   */
  function addFence(code, index) {
    const pre = code.parentElement;
    if (!pre) return;
    const frame = coursDom.element('div', { class: 'variant-code' });
    const listing = coursDom.element('div', { class: 'listing fence' }, frame);
    pre.replaceWith(listing);
    frame.append(pre);
    const stopped = ['ignore', 'no_run', 'noplayground', 'compile_fail'].some((name) => code.classList.contains(name));
    new CoursProgram({ frame, pre, code, name: `${index + 1}`, runnable: !stopped });
  }

  /**
   * Any other block: text, commands, configuration. It can be copied.
   * @param {HTMLElement} code
   */
  function addCopy(code) {
    const pre = code.parentElement;
    if (!pre) return;
    coursDom.reachableWhenScrolling(code);
    if (pre.classList.contains('expected-output') || pre.closest('.choices, .diagnostic')) return;
    const note = coursDom.element('span', { role: 'status', class: 'toolbar-note' });
    const button = coursDom.button('Copier', async () => {
      note.textContent = (await coursDom.copy(code.innerText)) ? 'Copié' : 'Copie refusée par le navigateur';
      window.setTimeout(() => note.replaceChildren(), 3000);
    });
    const frame = coursDom.element('div', { class: 'copyable' });
    pre.replaceWith(frame);
    frame.append(pre, coursDom.element('div', { class: 'toolbar floating' }, note, button));
  }

  /**
   * @param {HTMLElement[]} found
   * @param {(one: HTMLElement, index: number) => void} add
   */
  async function each(found, add) {
    for (const [index, one] of found.entries()) {
      add(one, index);
      await coursDom.breathe();
    }
  }

  /** @param {HTMLElement} root */
  async function start(root) {
    const typed = (/** @type {string} */ selector) => all(root, selector).filter((code) => !code.closest('.variant-code'));
    await each(all(root, '.listing > .variant'), addVariant);
    await each(typed('pre > code.language-rust'), addFence);
    await each(typed('pre > code'), addCopy);
  }

  return { start, all, programs };
})();
