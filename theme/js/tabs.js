'use strict';

/**
 * Tabs over the variants of each listing: one choice for the whole book, remembered. The page comes with the tabs, and
 * head.hbs has already chosen one: `data-shown` of the listing says which, and listing.css shows it.
 */
const coursTabs = (() => {
  const KEY = 'cours.environnement';

  /**
   * @typedef {{ tab: HTMLElement, panel: HTMLElement, variant: string }} Pair
   * @typedef {{ listing: HTMLElement, pairs: Pair[] }} Group
   */

  /** @type {Group[]} */
  const groups = [];
  /**
   * The latest choice first: a listing that has no asyncio shows the runtime that was chosen before it.
   * @type {string[]}
   */
  let choices = [];

  function recall() {
    choices = (coursDom.memory.get(KEY) ?? '').split(' ').filter(Boolean);
  }

  /** @param {Group} group */
  function show({ listing, pairs }) {
    const wanted = choices.find((choice) => pairs.some(({ variant }) => variant === choice));
    const shown = wanted ?? pairs[0]?.variant ?? '';
    listing.dataset.shown = shown;
    for (const { tab, variant } of pairs) {
      tab.setAttribute('aria-selected', String(variant === shown));
      tab.tabIndex = variant === shown ? 0 : -1;
    }
  }

  /** @param {Pair} pair */
  function choose({ tab, variant }) {
    // Panels above the reader change height too: what was clicked must stay under the pointer.
    const before = tab.getBoundingClientRect().top;
    choices = [variant, ...choices.filter((choice) => choice !== variant)];
    groups.forEach(show);
    window.scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: 'instant' });
    coursDom.memory.set(KEY, choices.join(' '));
  }

  /**
   * @param {Pair[]} group
   * @param {number} current
   * @param {string} key
   */
  function target(group, current, key) {
    switch (key) {
      case 'ArrowRight':
        return group[(current + 1) % group.length];
      case 'ArrowLeft':
        return group[(current + group.length - 1) % group.length];
      case 'Home':
        return group[0];
      case 'End':
        return group[group.length - 1];
      default:
        return undefined;
    }
  }

  /** @param {HTMLElement} listing */
  function build(listing) {
    const tabs = coursListings.all(listing, ':scope > .tabs > [role="tab"]');
    const pairs = tabs.flatMap((tab) => {
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (!panel) return [];
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      return [{ tab, panel, variant: tab.dataset.variant ?? '' }];
    });
    pairs.forEach((pair, index) => {
      pair.tab.addEventListener('click', () => choose(pair));
      pair.tab.addEventListener('keydown', (event) => {
        const next = target(pairs, index, event.key);
        if (!next || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        // Without this, book.js takes the arrows for « next chapter ».
        event.stopPropagation();
        event.preventDefault();
        choose(next);
        next.tab.focus({ preventScroll: true });
      });
    });
    const group = { listing, pairs };
    groups.push(group);
    show(group);
  }

  /** @param {HTMLElement} root */
  function start(root) {
    recall();
    coursListings.all(root, '.listing[data-variants]').forEach(build);
    // A page that the browser kept, and that « back » shows again: another choice may have been made since.
    window.addEventListener('pageshow', (event) => {
      if (!event.persisted) return;
      recall();
      groups.forEach(show);
    });
  }

  return { start };
})();
