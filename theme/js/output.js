'use strict';

/**
 * Whoever wants to follow the runs of a program: its output, the criteria of an exercise.
 * @typedef {object} RunObserver
 * @property {(check: boolean) => void} begin a run was asked for
 * @property {(event: RunEvent) => void} receive
 * @property {(message: string) => void} fail the run could not be carried to its end
 * @property {() => void} stop the reader stopped it
 */

/**
 * What a run prints, line by line, each with its time.
 * @implements {RunObserver}
 */
class CoursOutput {
  /** A program in a loop must not fill the page: the oldest lines go. */
  static LINES = 2000;

  #place;
  #goTo;
  /** @type {{ box: HTMLElement, title: HTMLElement, log: HTMLElement, state: HTMLElement } | null} */
  #shown = null;
  #started = 0;
  #dropped = 0;

  /**
   * @param {HTMLElement} place the output stands after it
   * @param {(line: number) => void} goTo
   */
  constructor(place, goTo) {
    this.#place = place;
    this.#goTo = goTo;
  }

  /** @param {boolean} check */
  begin(check) {
    const { log, title } = this.#open();
    log.replaceChildren();
    title.textContent = 'Sortie';
    this.#started = performance.now();
    this.#dropped = 0;
    this.#say(check ? 'Vérification…' : 'Envoi du programme…', 'busy');
  }

  /** @param {RunEvent} event */
  receive(event) {
    switch (event.name) {
      case 'recorded':
        this.#open().title.textContent = `Sortie enregistrée (${event.data.label})`;
        break;
      case 'queued':
        this.#say(`En file d'attente : position ${event.data.position}…`, 'busy');
        break;
      case 'waiting':
        this.#say(event.data.message, 'busy');
        break;
      case 'compiling':
        this.#say('Compilation…', 'busy');
        break;
      case 'running': {
        this.#started = performance.now();
        const compiled = event.data.prebuilt ? '' : ` (compilé en ${coursDom.seconds(event.data.compile_seconds)})`;
        for (const warning of event.data.warnings ?? []) this.#append(this.#diagnostic(warning));
        this.#say(`En cours d'exécution${compiled}…`, 'busy');
        break;
      }
      case 'output':
        this.#append(this.#line(event.data));
        break;
      case 'criterion':
        break;
      case 'outcome':
        for (const diagnostic of event.data.diagnostics ?? []) this.#append(this.#diagnostic(diagnostic));
        this.#say(event.data.message, event.data.kind === 'success' ? 'success' : 'failure');
        break;
    }
  }

  /** @param {string} message */
  fail(message) {
    this.#say(message, 'failure');
  }

  stop() {
    this.#say(`Arrêté après ${coursDom.seconds((performance.now() - this.#started) / 1000)}.`, 'stopped');
  }

  /** What surrounds the output. */
  get box() {
    return this.#open().box;
  }

  #open() {
    if (!this.#shown) {
      const log = coursDom.element('div', {
        role: 'log',
        class: 'run-log',
        'aria-live': 'polite',
        'aria-label': 'Sortie',
      });
      const state = coursDom.element('p', { role: 'status', class: 'run-state' });
      const title = coursDom.element('p', { class: 'run-title' }, 'Sortie');
      const box = coursDom.element('div', { class: 'run' }, title, log, state);
      coursDom.reachableWhenScrolling(log);
      this.#place.after(box);
      this.#shown = { box, title, log, state };
    }
    return this.#shown;
  }

  /**
   * @param {string} text
   * @param {'busy' | 'success' | 'failure' | 'stopped'} kind
   */
  #say(text, kind) {
    const { box, state } = this.#open();
    box.dataset.state = kind;
    state.replaceChildren(...coursDom.sentence(coursDom.typeset(text)));
  }

  /** @param {HTMLElement} line */
  #append(line) {
    const { log } = this.#open();
    // Follow the output, unless the reader scrolled back in it.
    const following = log.scrollHeight - log.scrollTop - log.clientHeight < 8;
    log.append(line);
    if (log.childElementCount > CoursOutput.LINES + 1) {
      (this.#dropped === 0 ? log.firstElementChild : log.children[1])?.remove();
      if (this.#dropped === 0) log.prepend(coursDom.element('p', { class: 'run-dropped' }));
      this.#dropped += 1;
      const note = log.firstElementChild;
      if (note) note.textContent = `… ${this.#dropped} lignes plus anciennes ne sont plus affichées.`;
    }
    if (following) log.scrollTop = log.scrollHeight;
  }

  /** @param {{ stream: 'stdout' | 'stderr', seconds: number | null, text: string }} output */
  #line({ stream, seconds, text }) {
    const line = coursDom.element('div', { class: 'run-line', 'data-stream': stream });
    if (seconds !== null) line.append(coursDom.element('span', { class: 'run-time' }, `+${coursDom.seconds(seconds)}`), ' ');
    // Not by colour only: the standard error carries its name.
    if (stream === 'stderr') line.append(coursDom.element('span', { class: 'run-stream' }, 'stderr'), ' ');
    line.append(coursDom.element('span', { class: 'run-text' }, text));
    return line;
  }

  /** @param {Diagnostic} diagnostic */
  #diagnostic({ level, code, message, line, rendered }) {
    const kind = (level === 'error' ? 'Erreur' : 'Avertissement') + (code ? ` ${code}` : '');
    const head = coursDom.element('p', { class: 'diagnostic-head' }, coursDom.element('strong', {}, kind));
    if (line !== null) {
      head.append(' · ', coursDom.button(`Ligne ${line}`, () => this.#goTo(line), { class: 'goto' }));
    }
    const text = coursDom.element('pre', { class: 'diagnostic-text', lang: 'en' }, (rendered || message).trimEnd());
    coursDom.reachableWhenScrolling(text);
    return coursDom.element('div', { class: 'diagnostic', 'data-level': level }, head, text);
  }
}
