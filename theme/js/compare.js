'use strict';

/**
 * One program of a comparison: where its run shows, and what it printed.
 * @typedef {object} Column
 * @property {string} name
 * @property {string} variant
 * @property {(signal: AbortSignal) => AsyncGenerator<RunEvent>} start
 * @property {Pattern[]} patterns
 * @property {HTMLElement} box
 * @property {HTMLElement} state
 * @property {HTMLElement} chart
 * @property {HTMLElement} log
 * @property {TimedLine[]} lines
 * @property {number} ms
 * @property {string} end how it ended; empty while it runs
 */

/**
 * An expected line, and the numbers in it that may differ a little.
 * @typedef {{ text: string, shape: RegExp, numbers: number[], bounds: [number, number][] }} Pattern
 */

/** Runs a listing on its runtimes, side by side. */
const coursCompare = (() => {
  /** The ends that say nothing of the program: it was not let in, was lost, or the teacher stopped it. */
  const UNFINISHED = ['refused', 'stopped'];

  /**
   * The expected lines that stand in the page for a program.
   * @param {HTMLElement} variant
   * @returns {Pattern[]}
   */
  function patterns(variant) {
    const code =
      variant.querySelector('.expected-output code') ??
      variant.parentElement?.querySelector(':scope > .expected .expected-output code');
    /** @type {Pattern[]} */
    const found = [];
    /** @returns {{ text: string, shape: string, numbers: number[], bounds: [number, number][] }} */
    const blank = () => ({ text: '', shape: '', numbers: [], bounds: [] });
    let current = blank();
    for (const node of code?.childNodes ?? []) {
      const text = node.textContent ?? '';
      if (node instanceof HTMLElement) {
        const [low = Number(text) - 0.05, high = Number(text) + 0.5] = (node.dataset.bounds ?? '').split(' ').filter(Boolean).map(Number);
        current.text += text;
        current.shape += '(\\d+(?:\\.\\d+)?)';
        current.numbers.push(Number(text));
        current.bounds.push([low, high]);
        continue;
      }
      text.split('\n').forEach((piece, index) => {
        if (index > 0) {
          found.push({ ...current, shape: new RegExp(`^${current.shape}$`) });
          current = blank();
        }
        current.text += piece;
        current.shape += piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      });
    }
    return found.filter(({ bounds }) => bounds.length > 0);
  }

  /**
   * The line, in which durations within their tolerance are the expected ones.
   * @param {Column} column
   * @param {string} line
   */
  function canonical({ patterns }, line) {
    let nearest = Infinity;
    let text = line;
    for (const pattern of patterns) {
      const numbers = pattern.shape.exec(line)?.slice(1).map(Number);
      const fits = numbers?.every((number, index) => {
        const [low, high] = pattern.bounds[index] ?? [0, 0];
        return number >= low - 1e-9 && number <= high + 1e-9;
      });
      if (!numbers || !fits) continue;
      // Tolerances overlap: « 0.4 s » is nearer to « 0.4 s » than to « 0.2 s ».
      const off = numbers.reduce((sum, number, index) => sum + Math.abs(number - (pattern.numbers[index] ?? 0)), 0);
      if (off >= nearest) continue;
      nearest = off;
      text = pattern.text;
    }
    return text;
  }

  /**
   * The lines of each column that are not in all the others.
   * @param {Column[]} columns
   */
  function differences(columns) {
    const all = columns.map((column) => column.lines.map(({ text }) => canonical(column, text)));
    const differing = all.map((lines) => lines.map((line) => !all.every((others) => others.includes(line))));
    const [first] = all;
    if (first && !differing.flat().includes(true)) {
      // The same lines in another order, or another number of times.
      return all.map((lines, index) =>
        lines.map((line, at) => (index === 0 ? all.some((others) => others[at] !== line) : first[at] !== line)),
      );
    }
    return differing;
  }

  /** @type {Set<Comparison>} */
  const running = new Set();

  class Comparison {
    #listing;
    #button;
    /** @type {HTMLElement | null} */
    #panel = null;
    /** @type {AbortController | null} */
    #running = null;
    #timer = 0;

    /** @param {HTMLElement} listing */
    constructor(listing) {
      this.#listing = listing;
      this.#button = coursDom.button('Comparer', () => (this.#running ? this.#stop() : void this.#compare()));
      listing.append(coursDom.element('div', { class: 'toolbar compare-bar' }, this.#button));
    }

    /** @returns {Column[]} */
    #columns() {
      const variants = coursListings.all(this.#listing, ':scope > .variant');
      return variants.flatMap((variant) => {
        const name = variant.querySelector('.variant-title')?.textContent?.trim() ?? '';
        const id = variant.dataset.variant ?? '';
        const program = coursListings.programs.get(variant);
        const recorded = coursRecorded.find(this.#listing.dataset.slug, id);
        const runs = coursServer.present() && program && id !== 'asyncio';
        if (!runs && !recorded) return [];
        const label = runs ? (program.modified ? 'votre version' : '') : `sortie enregistrée (${recorded?.label})`;
        const state = coursDom.element('p', { class: 'run-state' });
        const chart = coursDom.element('div', { class: 'run-chrono' });
        const log = coursDom.element('div', { class: 'run-log', role: 'group', 'aria-label': `Sortie avec ${name}` });
        coursDom.reachableWhenScrolling(log);
        const title = coursDom.element('p', { class: 'run-title' }, name);
        if (label) title.append(' · ', coursDom.typeset(label));
        const box = coursDom.element('div', { class: 'run', role: 'group' }, title, chart, log, state);
        box.setAttribute('aria-labelledby', coursDom.identify(title));
        /** @type {Column['start']} */
        const start = (signal) => {
          if (runs) return program.events(signal);
          if (recorded) return coursRecorded.replay(recorded, signal);
          throw new Error('neither a program nor a recording');
        };
        return [{ name, variant: id, start, patterns: patterns(variant), box, state, chart, log, lines: [], ms: 0, end: '' }];
      });
    }

    async #compare() {
      const run = new AbortController();
      this.#running = run;
      running.add(this);
      this.#panel?.remove();
      const columns = this.#columns();
      const verdict = coursDom.element('p', { class: 'verdict-line', role: 'status' });
      const close = coursDom.button('Fermer la comparaison', () => this.#close());
      this.#panel = coursDom.element(
        'section',
        { class: 'comparison', 'aria-label': 'Comparaison' },
        verdict,
        coursDom.element('div', { class: 'columns' }, ...columns.map(({ box }) => box)),
        coursDom.element('div', { class: 'toolbar' }, close),
      );
      this.#listing.append(this.#panel);
      verdict.textContent = coursDom.typeset(`En cours avec ${coursDom.enumerate(columns.map(({ name }) => name))}…`);
      this.#button.textContent = 'Arrêter la comparaison';
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
        this.#timer = window.setInterval(() => this.#draw(columns), CoursLiveTimeline.REDRAW_MS);
      }
      await Promise.all(columns.map((column) => this.#follow(column, run.signal)));
      if (this.#running !== run) return;
      this.#rest();
      this.#draw(columns);
      this.#conclude(columns, verdict);
    }

    /**
     * @param {Column} column
     * @param {AbortSignal} signal
     */
    async #follow(column, signal) {
      let started = performance.now();
      const clock = () => {
        if (!column.end && !signal.aborted && column.box.dataset.state === 'busy') column.ms = Math.round(performance.now() - started);
      };
      column.box.dataset.state = 'waiting';
      const timer = window.setInterval(clock, CoursLiveTimeline.REDRAW_MS / 2);
      try {
        for await (const event of column.start(signal)) {
          if (event.name === 'running') {
            started = performance.now();
            column.box.dataset.state = 'busy';
            column.state.textContent = coursDom.typeset("En cours d'exécution…");
          } else if (event.name === 'output') {
            this.#print(column, event.data);
          } else if (event.name === 'outcome') {
            const { kind, seconds, message, diagnostics } = event.data;
            column.end = kind;
            column.ms = Math.round(seconds * 1000);
            column.box.dataset.state = kind === 'success' ? 'success' : 'failure';
            column.state.replaceChildren(...coursDom.sentence(coursDom.typeset(message)));
            for (const { code, message } of diagnostics ?? []) {
              if (code) column.lines.push({ ms: 0, text: code });
              column.log.append(coursDom.element('p', { class: 'run-dropped', lang: 'en' }, [code, message].filter(Boolean).join(' : ')));
            }
          } else if (event.name === 'queued') {
            column.state.textContent = coursDom.typeset(`En file d'attente : position ${event.data.position}…`);
          } else if (event.name === 'compiling') {
            column.state.textContent = 'Compilation…';
          } else if (event.name === 'waiting') {
            column.state.textContent = coursDom.typeset(event.data.message);
          }
        }
        if (!column.end) throw new Error('the events stop before the outcome');
      } catch (error) {
        column.end = 'refused';
        column.box.dataset.state = signal.aborted ? 'stopped' : 'failure';
        column.state.textContent = signal.aborted
          ? 'Arrêté.'
          : error instanceof CoursRefusal
            ? error.message
            : coursDom.typeset("La connexion avec le serveur du cours s'est interrompue.");
      } finally {
        window.clearInterval(timer);
      }
    }

    /**
     * @param {Column} column
     * @param {{ stream: 'stdout' | 'stderr', seconds: number | null, text: string }} output
     */
    #print(column, { stream, seconds, text }) {
      if (column.log.childElementCount >= CoursLiveTimeline.LINES) return;
      const line = coursDom.element('div', { class: 'run-line', 'data-stream': stream });
      line.append(coursDom.element('span', { class: 'run-time' }, `+${coursDom.seconds(seconds ?? 0)}`), ' ');
      line.append(coursDom.element('span', { class: 'run-text' }, text));
      column.log.append(line);
      // A panic tells its thread and its place: the runtimes are compared by what they print.
      if (stream === 'stdout') column.lines.push({ ms: Math.round((seconds ?? 0) * 1000), text });
      if (stream === 'stdout') line.dataset.index = String(column.lines.length - 1);
    }

    /** @param {Column[]} columns */
    #draw(columns) {
      const axis = Math.max(...columns.map(({ ms, lines }) => Math.max(ms, lines.at(-1)?.ms ?? 0)));
      for (const { chart, lines, ms } of columns) {
        if (lines.length > 0 && axis > 0) chart.innerHTML = coursTimeline.svg(lines, ms, axis);
      }
    }

    /**
     * @param {Column[]} columns
     * @param {HTMLElement} verdict
     */
    #conclude(columns, verdict) {
      if (columns.some(({ end }) => UNFINISHED.includes(end))) {
        verdict.textContent = coursDom.typeset(
          "Rien à comparer : un programme au moins n'a pas été exécuté jusqu'au bout. Sa colonne dit pourquoi.",
        );
        return;
      }
      const differing = differences(columns);
      const free = this.#listing.querySelector('[data-free-order]') !== null;
      columns.forEach(({ log }, index) => {
        for (const line of coursListings.all(log, '[data-index]')) {
          if (!differing[index]?.[Number(line.dataset.index)]) continue;
          line.classList.add('differs');
          line.prepend(coursDom.element('span', { class: 'cours-hidden' }, 'Diffère : '));
        }
      });
      const names = coursDom.enumerate(columns.map(({ name }) => name));
      const ends = new Set(columns.map(({ end }) => end));
      const texts = columns.map((column) => {
        const lines = column.lines.map(({ text }) => canonical(column, text));
        return (free ? lines.toSorted() : lines).join('\n');
      });
      const same = new Set(texts).size === 1;
      this.#panel?.classList.toggle('diverging', !same || ends.size > 1);
      verdict.textContent = coursDom.typeset(
        !same
          ? "Les sorties diffèrent : les lignes marquées d'un ≠ ne sont pas les mêmes partout."
          : ends.size > 1
            ? "Les programmes ne finissent pas tous de la même façon."
            : `Même sortie avec ${names}, aux durées près.`,
      );
    }

    #stop() {
      this.#running?.abort();
      this.#rest();
      const verdict = this.#panel?.querySelector('.verdict-line');
      if (verdict) verdict.textContent = 'Comparaison arrêtée.';
    }

    #rest() {
      window.clearInterval(this.#timer);
      this.#running = null;
      running.delete(this);
      this.#button.textContent = 'Comparer';
    }

    #close() {
      this.#running?.abort();
      this.#rest();
      this.#panel?.remove();
      this.#panel = null;
      this.#button.focus({ preventScroll: true });
    }
  }

  return {
    /** Whether a reload of the page would interrupt a comparison. */
    busy: () => running.size > 0,
    /** @param {HTMLElement} root */
    start(root) {
      coursServer.whenKnown((present) => {
        for (const listing of coursListings.all(root, '.listing[data-slug]')) {
          // A starting point prints nothing yet; without a runner, what was never recorded cannot be compared.
          const { kind, slug } = listing.dataset;
          const recorded = ['tokio', 'async_std', 'smol'].filter((variant) => coursRecorded.find(slug, variant));
          if (kind !== 'start' && (present || recorded.length > 1)) new Comparison(listing);
        }
      });
    },
  };
})();
