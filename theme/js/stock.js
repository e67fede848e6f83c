'use strict';

/** What the stock page lacks for those who read with a keyboard or with their ears. */
const coursStock = (() => {
  /** mdBook opens its table of contents with a label, which Tab does not reach. */
  function sidebarButton() {
    const label = document.getElementById('mdbook-sidebar-toggle');
    if (!label) return;
    const button = coursDom.button('', () => label.click(), { class: 'icon-button', 'aria-controls': 'mdbook-sidebar' });
    button.replaceChildren(...label.cloneNode(true).childNodes);
    for (const name of ['title', 'aria-label']) button.setAttribute(name, label.getAttribute(name) ?? '');
    const follow = () => button.setAttribute('aria-expanded', label.getAttribute('aria-expanded') ?? 'false');
    new MutationObserver(follow).observe(label, { attributeFilter: ['aria-expanded'] });
    follow();
    label.before(button);
    // Still there: book.js talks to it.
    label.style.display = 'none';
  }

  /** @param {HTMLElement} root */
  function tables(root) {
    for (const cell of root.querySelectorAll('th:empty')) cell.replaceWith(coursDom.element('td'));
    for (const table of root.querySelectorAll('.table-wrapper')) {
      if (table instanceof HTMLElement) coursDom.reachableWhenScrolling(table);
    }
  }

  return {
    /** @param {HTMLElement} root */
    start(root) {
      document.getElementById('mdbook-menu-bar')?.setAttribute('role', 'banner');
      sidebarButton();
      tables(root);
    },
  };
})();
