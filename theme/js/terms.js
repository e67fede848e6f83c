'use strict';

/** Terms of the glossary, in the text: the definition shows on hover and on focus, and Échap hides it. */
const coursTerms = (() => {
  /** @type {HTMLElement | undefined} */
  let shown;
  /** @type {HTMLAnchorElement | undefined} */
  let owner;
  let closing = 0;

  function hide() {
    window.clearTimeout(closing);
    if (shown) shown.hidden = true;
    shown = owner = undefined;
  }

  /** The pointer may go from the term to its definition. */
  function hideSoon() {
    closing = window.setTimeout(hide, 200);
  }

  /**
   * @param {HTMLAnchorElement} term
   * @param {HTMLElement} definition
   */
  function show(term, definition) {
    window.clearTimeout(closing);
    if (shown === definition) return;
    hide();
    [shown, owner] = [definition, term];
    definition.hidden = false;
    // A term may be cut at the end of a line: its first part is where the eye is.
    const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
    const margin = 8;
    const room = document.documentElement.clientWidth - definition.offsetWidth - margin;
    const left = Math.max(margin, Math.min(at.left, room));
    const above = at.bottom + definition.offsetHeight + margin > window.innerHeight && at.top > definition.offsetHeight;
    const top = above ? at.top - definition.offsetHeight - 4 : at.bottom + 4;
    const origin = (definition.offsetParent ?? document.documentElement).getBoundingClientRect();
    definition.style.left = `${left - origin.left}px`;
    definition.style.top = `${top - origin.top}px`;
  }

  /**
   * @param {HTMLAnchorElement} term
   * @param {HTMLElement} place
   */
  function prepare(term, place) {
    const text = coursDom.sentence(term.dataset.definition ?? '');
    const definition = coursDom.element('span', { role: 'tooltip', class: 'definition' }, ...text);
    definition.hidden = true;
    place.append(definition);
    term.setAttribute('aria-describedby', coursDom.identify(definition));
    term.addEventListener('pointerenter', (event) => event.pointerType !== 'touch' && show(term, definition));
    term.addEventListener('pointerleave', (event) => event.pointerType !== 'touch' && hideSoon());
    definition.addEventListener('pointerenter', () => window.clearTimeout(closing));
    definition.addEventListener('pointerleave', hideSoon);
    term.addEventListener('focus', () => term.matches(':focus-visible') && show(term, definition));
    term.addEventListener('blur', hide);
    term.addEventListener('click', (event) => {
      // A finger cannot hover: it shows the definition first, and goes to the glossary the second time.
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch' || shown === definition) return;
      event.preventDefault();
      show(term, definition);
    });
  }

  return {
    /** @param {HTMLElement} root */
    start(root) {
      const terms = [...root.querySelectorAll('a.term')].filter((found) => found instanceof HTMLAnchorElement);
      if (terms.length === 0) return;
      const place = coursDom.element('div', { class: 'definitions' });
      for (const term of terms) prepare(term, place);
      root.append(place);
      document.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && shown) hide();
      });
      document.addEventListener('pointerdown', (event) => {
        const target = event.target instanceof Node ? event.target : null;
        if (shown && !shown.contains(target) && !owner?.contains(target)) hide();
      });
    },
  };
})();
