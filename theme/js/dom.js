'use strict';

// The scripts of this folder are classic scripts, not ES modules: mdBook gives each `additional-js` file a name with a
// hash, which an `import` could not know, and a module does not load at all from a `file://` page. Each file therefore
// defines one `cours…` object or class, which the files listed after it in book.toml use. tsc reads them as one program.

const coursDom = (() => {
  /** A page has the same few labels a hundred times. @type {Map<string, string>} */
  const typesetTexts = new Map();

  /**
   * French typography for our own labels: written with plain spaces and apostrophes in the source, as in the chapters.
   * @param {string} text
   */
  function typeset(text) {
    const known = typesetTexts.get(text);
    if (known !== undefined) return known;
    const set = text
      .replace(/ ([;:!?»%])/g, '\u202f$1')
      .replace(/« /g, '«\u202f')
      .replace(/(\d) s\b/g, '$1\u202fs')
      .replace(/'/g, '\u2019');
    typesetTexts.set(text, set);
    return set;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, string>} [attributes]
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /**
   * A sentence of the server, in which backquotes surround code.
   * @param {string} text
   * @returns {Node[]}
   */
  function sentence(text) {
    return text
      .split(/`([^`]+)`/)
      .map((part, index) => (index % 2 ? element('code', { class: 'hljs' }, part) : document.createTextNode(part)));
  }

  /**
   * @param {string} label
   * @param {() => void} action not called while the button is `aria-disabled`: a button that became useless keeps the
   *   focus, which `disabled` would throw back to the start of the page
   * @param {Record<string, string>} [attributes]
   */
  function button(label, action, attributes = {}) {
    const made = element('button', { type: 'button', ...attributes }, typeset(label));
    made.addEventListener('click', () => {
      if (made.getAttribute('aria-disabled') !== 'true') action();
    });
    return made;
  }

  /**
   * @param {HTMLElement} target
   * @param {boolean} enabled
   */
  function setEnabled(target, enabled) {
    if (enabled) target.removeAttribute('aria-disabled');
    else target.setAttribute('aria-disabled', 'true');
  }

  let identifiers = 0;

  /**
   * The element's id, given to it if it has none.
   * @param {HTMLElement} target
   */
  function identify(target) {
    if (!target.id) target.id = `cours-${(identifiers += 1)}`;
    return target.id;
  }

  /**
   * « tokio, async-std et smol »
   * @param {string[]} names
   */
  function enumerate(names) {
    return names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${names.at(-1)}` : (names[0] ?? '');
  }

  /** @param {number} seconds */
  function seconds(seconds) {
    return `${seconds.toFixed(2).replace('.', ',')}\u202fs`;
  }

  /** Storage that a browser may refuse: private windows, `file://`, a full disk. */
  const memory = {
    /** @param {string} key */
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    /**
     * @param {string} key
     * @param {string} value
     */
    set(key, value) {
      try {
        localStorage.setItem(key, value);
      } catch {
        // The choice then lasts as long as the page.
      }
    },
    /** @param {string} key */
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        // It was not kept either.
      }
    },
  };

  /**
   * @param {string} text
   * @returns {Promise<boolean>} whether the text is in the clipboard
   */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard API outside a secure context, or permission refused: the old way, through a selection.
      const carrier = element('textarea', { class: 'cours-hidden', 'aria-hidden': 'true', tabindex: '-1' });
      carrier.value = text;
      const focused = document.activeElement;
      document.body.append(carrier);
      carrier.select();
      const copied = document.execCommand('copy');
      carrier.remove();
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
      return copied;
    }
  }

  /**
   * A scrolling block must be reachable by keyboard, one that fits must not be a useless Tab stop.
   * @param {HTMLElement} block
   */
  function reachableWhenScrolling(block) {
    new ResizeObserver(() => {
      if (block.scrollWidth > block.clientWidth || block.scrollHeight > block.clientHeight) block.tabIndex = 0;
      else block.removeAttribute('tabindex');
    }).observe(block);
  }

  /** Half of what a reader may notice; the browser draws in the other half. */
  const TASK_MS = 25;
  let resumed = performance.now();

  /** Lets the browser answer the reader, and draw, if it has not for some time. */
  async function breathe() {
    if (performance.now() - resumed < TASK_MS) return;
    await new Promise((resume) => {
      // Not `setTimeout`: in a hidden page it waits a second.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resume(undefined);
      };
      port2.postMessage(null);
    });
    resumed = performance.now();
  }

  return { breathe, typeset, element, sentence, button, setEnabled, identify, enumerate, seconds, memory, copy, reachableWhenScrolling };
})();
