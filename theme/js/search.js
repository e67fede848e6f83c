'use strict';

/**
 * The search box: a combobox in a dialog, over the page, so that Échap gives the reader back the line where they were.
 * mdBook's own box is taken as it is; its scripts are left out (`copy-js = false` in book.toml). What searches, and the
 * texts, come in recherche.js at the first search (see crates/mdbook-site).
 */
const coursSearch = (() => {
  const FILE = 'recherche.js';
  /** In the address of a page that was found: the words to mark there. */
  const MARK = 'mots';
  const SHOWN = 20;

  const HELP = '↑ ↓ : choisir. Entrée : ouvrir. Échap : fermer.';
  const MISSING =
    'La recherche manque : le fichier `recherche.js` n’est pas à côté de cette page. Construisez le livre dans le ' +
    'dossier du cours, avec `cargo run` ou `mdbook build`.';
  const OFFLINE = 'La recherche n’a pas encore été chargée, et le réseau ne répond pas. Réessayez une fois en ligne.';

  /** @param {string} id */
  function stock(id) {
    return document.getElementById(`mdbook-${id}`);
  }

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} header
   * @param {HTMLElement} list
   * @param {HTMLElement} toggle
   */
  function build(input, header, list, toggle) {
    const help = coursDom.element('p', { class: 'search-help', id: 'cours-search-help' }, coursDom.typeset(HELP));
    const close = coursDom.button('Fermer', () => dialog.close(), { class: 'search-close' });
    const bar = coursDom.element('div', { class: 'search-bar' }, input, close);
    const dialog = coursDom.element('dialog', { class: 'search', 'aria-label': 'Recherche' }, bar, help, header, list);
    document.body.append(dialog);
    stock('search-wrapper')?.remove();

    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-label': 'Rechercher dans le livre',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': list.id,
      'aria-describedby': help.id,
      autocomplete: 'off',
      spellcheck: 'false',
    })) {
      input.setAttribute(name, value);
    }
    header.setAttribute('role', 'status');
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Résultats');
    list.hidden = true;
    toggle.setAttribute('aria-haspopup', 'dialog');
    toggle.removeAttribute('aria-controls');

    /** @type {HTMLAnchorElement[]} */
    let options = [];
    let chosen = -1;

    /** @param {number} index -1 for none */
    function choose(index) {
      options[chosen]?.setAttribute('aria-selected', 'false');
      chosen = index;
      const option = options[index];
      option?.setAttribute('aria-selected', 'true');
      option?.scrollIntoView({ block: 'nearest' });
      if (option) input.setAttribute('aria-activedescendant', option.id);
      else input.removeAttribute('aria-activedescendant');
    }

    /** @param {string} text */
    function say(text) {
      header.replaceChildren(...coursDom.sentence(coursDom.typeset(text)));
    }

    function update() {
      options = [];
      choose(-1);
      const query = input.value.trim();
      if (query === '') {
        say('');
      } else if (typeof coursSearchEngine === 'undefined') {
        say('Chargement de la recherche…');
        // A first attempt may have failed.
        load(update, say);
      } else {
        // Spaces matter: a last word that is followed by one is finished.
        const found = coursSearchEngine.search(input.value, SHOWN);
        options = found.results.map(option);
        say(summary(query, found));
      }
      list.replaceChildren(...options.map((made) => coursDom.element('li', { role: 'none' }, made)));
      list.hidden = options.length === 0;
      input.setAttribute('aria-expanded', String(options.length > 0));
    }

    function open() {
      if (dialog.open) return;
      load(update, say);
      toggle.setAttribute('aria-expanded', 'true');
      dialog.showModal();
      input.select();
      update();
    }

    toggle.addEventListener('click', open);
    input.addEventListener('input', update);
    // It comes late: a key may have opened the search again.
    dialog.addEventListener('close', () => toggle.setAttribute('aria-expanded', String(dialog.open)));
    dialog.addEventListener('click', (event) => {
      const target = event.target instanceof Element ? event.target : null;
      // A click beside the box falls on the dialog itself; a result of this very page changes only the fragment.
      if (target === dialog || target?.closest('[role=option]')) dialog.close();
    });
    input.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (event.key === 'Escape') {
        // In a search field that is not empty, some browsers only empty it.
        event.preventDefault();
        dialog.close();
      }
      if (options.length === 0) return;
      const last = options.length - 1;
      if (event.key === 'ArrowDown') choose(chosen === last ? 0 : chosen + 1);
      else if (event.key === 'ArrowUp') choose(chosen <= 0 ? last : chosen - 1);
      else if (event.key === 'Enter') options[Math.max(chosen, 0)]?.click();
      else return;
      event.preventDefault();
    });
    document.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const typing = event.composedPath()[0];
      // For an instant, a search that was closed keeps the focus.
      const closing = typing === input && !dialog.open;
      if (!closing && typing instanceof HTMLElement && typing.matches('input, select, textarea, [contenteditable]')) return;
      // On a French keyboard, « / » is typed with the shift key.
      if (event.key !== '/' && (event.key !== 's' || event.shiftKey)) return;
      event.preventDefault();
      open();
    });
    // What book.js asks before it takes the arrows for « next chapter ».
    Reflect.set(window, 'search', { hasFocus: () => dialog.open });
  }

  /**
   * @param {string} query
   * @param {ReturnType<typeof coursSearchEngine.search>} found
   */
  function summary(query, { total, absent }) {
    const instead = absent
      .map(([asked, near]) => ` « ${asked} » n'est pas dans le livre${near ? ` ; voici « ${near} »` : ''}.`)
      .join('');
    if (total === 0) return `Aucun résultat pour « ${query} ».${instead}`;
    const shown = total > SHOWN ? `, les ${SHOWN} premiers ci-dessous` : '';
    return `${total} ${total === 1 ? 'résultat' : 'résultats'} pour « ${query} »${shown}.${instead}`;
  }

  /**
   * @param {ReturnType<typeof coursSearchEngine.search>['results'][number]} result
   * @param {number} index
   */
  function option({ url, page, heading, excerpt, code, words }, index) {
    const [path, anchor] = url.split('#');
    const href = `${path_to_root}${path}?${MARK}=${encodeURIComponent(words.join(' '))}${anchor ? `#${anchor}` : ''}`;
    const link = coursDom.element(
      'a',
      { role: 'option', 'aria-selected': 'false', tabindex: '-1', id: `cours-found-${index}`, href },
      coursDom.element('span', { class: 'search-heading' }, heading),
      ...(heading === page ? [] : [' ', coursDom.element('span', { class: 'search-page' }, page)]),
    );
    const pieces = excerpt.map(({ text, marked }) => (marked ? coursDom.element('mark', {}, text) : text));
    const text = coursDom.element('span', { class: 'search-excerpt' }, ...pieces);
    if (code.length > 0) {
      const names = code.map((name) => coursDom.element('code', {}, coursDom.element('mark', {}, name)));
      text.replaceChildren('Dans le code\u00a0: ', ...names.flatMap((name, at) => (at ? [', ', name] : [name])));
    }
    link.append(' ', text);
    return link;
  }

  /**
   * @param {() => void} loaded
   * @param {(text: string) => void} say
   */
  function load(loaded, say) {
    if (typeof coursSearchEngine !== 'undefined' || document.querySelector(`script[src$="${FILE}"]`)) return;
    const script = coursDom.element('script', { src: path_to_root + FILE });
    script.addEventListener('load', loaded);
    script.addEventListener('error', () => {
      // So that the next opening tries again.
      script.remove();
      say(navigator.onLine ? MISSING : OFFLINE);
    });
    document.head.append(script);
  }

  /** Marks, in a page that was found, the words that found it. The text of the page is not touched. */
  function markFound() {
    const wanted = new Set(new URLSearchParams(location.search).get(MARK)?.split(' ') ?? []);
    const main = document.querySelector('main');
    if (wanted.size === 0 || !main || !('highlights' in CSS)) return;
    const highlight = new Highlight();
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const match of (node.textContent ?? '').matchAll(/[\p{L}\p{M}\p{N}_]+/gu)) {
        if (!wanted.has(match[0].toLowerCase())) continue;
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        highlight.add(range);
      }
    }
    CSS.highlights.set('cours-found', highlight);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') CSS.highlights.delete('cours-found');
    });
  }

  return {
    start() {
      const [input, header, list, toggle] = ['searchbar', 'searchresults-header', 'searchresults', 'search-toggle'].map(stock);
      if (input instanceof HTMLInputElement && header && list && toggle) build(input, header, list, toggle);
    },
    found: { start: markFound },
  };
})();
