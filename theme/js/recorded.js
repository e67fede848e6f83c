'use strict';

/**
 * @typedef {object} RecordedRun
 * @property {string} label with what and when it was recorded
 * @property {'success' | 'panic' | 'time_limit'} kind
 * @property {number} ms
 * @property {(TimedLine & { stream: 'stdout' | 'stderr' })[]} lines
 */

/** The runs that were recorded when the book was made. */
const coursRecorded = (() => {
  /**
   * What the page holds, read once.
   * @type {Map<string, any>}
   */
  const known = new Map();

  /** @param {string} place */
  function read(place) {
    if (!known.has(place)) {
      const script = document.querySelector(place);
      known.set(place, script ? JSON.parse(script.textContent ?? '') : null);
    }
    return known.get(place);
  }

  /**
   * @param {string} variant
   * @param {string} date
   */
  function label(variant, date) {
    /** @type {Record<string, string>} */
    const versions = read('script.recorded-with') ?? {};
    const names = variant === 'asyncio' ? ['python'] : [variant.replace('_', '-'), 'rustc'];
    const used = names.filter((name) => versions[name]).map((name) => `${name} ${versions[name]}`);
    return [...used, date].join(', ');
  }

  /**
   * @param {string | undefined} slug
   * @param {string | undefined} variant
   * @returns {RecordedRun | null}
   */
  function find(slug, variant) {
    if (!slug || !variant) return null;
    const data = read(`.recorded[data-slug="${CSS.escape(slug)}"] script.recording`);
    const run = data?.variantes[variant];
    if (!run) return null;
    return {
      label: label(variant, data.date),
      kind: run.fin,
      ms: run.ms,
      lines: run.lignes.map((/** @type {[number, number, number]} */ [ms, descriptor, text]) => ({
        ms,
        stream: descriptor === 2 ? 'stderr' : 'stdout',
        text: data.textes[text],
      })),
    };
  }

  /**
   * @param {number} ms
   * @param {AbortSignal} signal
   */
  function sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, Math.max(ms, 0));
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
  }

  /**
   * The events of a recorded run, at the pace at which they came.
   * @param {RecordedRun} run
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<RunEvent>}
   */
  async function* replay(run, signal) {
    const started = performance.now();
    yield { name: 'recorded', data: { label: run.label } };
    yield { name: 'running', data: { compile_seconds: 0, prebuilt: true, warnings: [] } };
    yield { name: 'waiting', data: { message: 'La sortie enregistrée est rejouée, au même rythme…' } };
    for (const { ms, stream, text } of run.lines) {
      await sleep(ms - (performance.now() - started), signal);
      yield { name: 'output', data: { stream, seconds: ms / 1000, text } };
    }
    await sleep(run.ms - (performance.now() - started), signal);
    const ends = {
      success: `Sortie enregistrée : le programme s'est terminé en ${coursDom.seconds(run.ms / 1000)}.`,
      panic: 'Sortie enregistrée : le programme a paniqué.',
      time_limit: "Sortie enregistrée : le programme tournait encore ; l'enregistrement s'arrête ici.",
    };
    const data = { kind: run.kind, code: null, seconds: run.ms / 1000, message: ends[run.kind], diagnostics: [] };
    yield { name: 'outcome', data };
  }

  return { find, replay };
})();
