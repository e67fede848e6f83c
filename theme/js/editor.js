'use strict';

/** The text of one program: shown highlighted, or in a `<textarea>` while the reader edits it. */
class CoursEditor {
  #pre;
  #code;
  #original;
  /** The nodes that mdBook and highlight.js made of the original text. */
  #originalNodes;
  #text;
  /** @type {HTMLTextAreaElement | null} */
  #area = null;
  /** @type {HTMLElement | null} */
  #panel = null;
  #label;

  /** Called after every change of the text, and when the editor opens or closes. */
  onChange = () => {};
  /** Ctrl+Entrée. */
  onRun = () => {};
  /** Échap. */
  onLeave = () => {};

  /**
   * @param {HTMLElement} pre
   * @param {HTMLElement} code
   * @param {string} label
   */
  constructor(pre, code, label) {
    this.#pre = pre;
    this.#code = code;
    this.#label = label;
    this.#original = code.textContent ?? '';
    this.#originalNodes = [...code.childNodes];
    this.#text = this.#original;
  }

  get text() {
    return this.#text;
  }

  get modified() {
    return this.#text !== this.#original;
  }

  get editing() {
    return this.#area !== null;
  }

  /** What a reader sees, without the lines that mdBook hides. */
  get visibleText() {
    return this.modified || this.editing ? this.#text : this.#code.innerText;
  }

  set text(text) {
    this.#text = text;
    if (this.#area) {
      this.#area.value = text;
      this.#fit();
    } else {
      this.#paint();
    }
    this.onChange();
  }

  reset() {
    this.text = this.#original;
  }

  open() {
    if (this.#area) return;
    const area = coursDom.element('textarea', {
      class: 'editor',
      'aria-label': this.#label,
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      autocorrect: 'off',
      wrap: 'off',
    });
    const help = coursDom.element(
      'p',
      { class: 'editor-help' },
      ...['Ctrl', '+', 'Entrée'].map((key) => (key === '+' ? key : coursDom.element('kbd', {}, key))),
      ' exécute, ',
      coursDom.element('kbd', {}, 'Échap'),
      coursDom.typeset(" quitte l'éditeur."),
    );
    area.setAttribute('aria-describedby', coursDom.identify(help));
    area.value = this.#text;
    area.addEventListener('input', () => {
      this.#text = area.value;
      this.#fit();
      this.onChange();
    });
    area.addEventListener('keydown', (event) => this.#key(event));
    this.#area = area;
    this.#panel = coursDom.element('div', { class: 'editor-panel' }, area, help);
    this.#pre.hidden = true;
    this.#pre.after(this.#panel);
    this.#fit();
    area.setSelectionRange(0, 0);
    area.focus({ preventScroll: true });
    this.onChange();
  }

  close() {
    this.#panel?.remove();
    this.#panel = null;
    this.#area = null;
    this.#pre.hidden = false;
    this.#paint();
    this.onChange();
  }

  /**
   * Puts the caret on a line of the editor, which opens if need be.
   * @param {number} line counted from 1
   */
  goTo(line) {
    this.open();
    const area = this.#area;
    if (!area) return;
    const lines = area.value.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    const height = area.getBoundingClientRect().height / Math.max(area.rows, 1);
    const top = area.getBoundingClientRect().top + height * (line - 1);
    if (top < 60 || top > window.innerHeight - 60) {
      window.scrollBy({ top: top - window.innerHeight / 3, behavior: 'instant' });
    }
  }

  #fit() {
    if (this.#area) this.#area.rows = this.#text.replace(/\n$/, '').split('\n').length + 1;
  }

  #paint() {
    if (this.modified) this.#code.textContent = this.#text;
    // As mdBook wrote them, with the lines that it hides; they were taken before they had colours.
    else this.#code.replaceChildren(...this.#originalNodes);
    hljs.highlightBlock(this.#code);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    // Tab is left alone: it leaves the editor, as it leaves any field.
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.onLeave();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.onRun();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#newLine();
    }
  }

  #newLine() {
    const area = this.#area;
    if (!area) return;
    const before = area.value.slice(0, area.selectionStart);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const added = `\n${indent}${/[{([]\s*$/.test(line) ? '    ' : ''}`;
    // execCommand is old, but the only way that keeps the browser's own undo.
    if (!document.execCommand('insertText', false, added)) {
      area.setRangeText(added, area.selectionStart, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input'));
    }
  }
}
