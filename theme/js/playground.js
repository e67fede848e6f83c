'use strict';

/** play.rust-lang.org, for the pages that no runner of the course serves; asked only on a click. */
const coursPlayground = (() => {
  const URL = 'https://play.rust-lang.org/evaluate.json';
  const SENT = "Envoyé à play.rust-lang.org : les lignes arriveront ensemble, à la fin…";
  const OFFLINE = "play.rust-lang.org ne répond pas : vous êtes peut-être hors ligne.";

  /** What the Playground prints around a run, and not the program. */
  const NOISE = /^\s*(Compiling|Finished|Running) .*$/;

  /**
   * @param {RunRequest} request
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<RunEvent>}
   */
  async function* run({ code, edition }, signal) {
    yield { name: 'waiting', data: { message: SENT } };
    const started = performance.now();
    let answer;
    try {
      const response = await fetch(URL, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: 'stable', optimize: '0', code, edition }),
        signal,
      });
      if (!response.ok) throw new CoursRefusal(coursDom.typeset(`play.rust-lang.org a refusé (code ${response.status}).`));
      answer = await response.json();
    } catch (error) {
      if (signal.aborted || error instanceof CoursRefusal) throw error;
      throw new CoursRefusal(coursDom.typeset(OFFLINE));
    }
    /** @type {string} */
    const text = answer.result ?? '';
    for (const line of text.replace(/\n$/, '').split('\n')) {
      if (text === '' || NOISE.test(line)) continue;
      yield { name: 'output', data: { stream: 'stdout', seconds: null, text: line } };
    }
    // A program that failed has its text in both fields; a Playground that could not run it, only in `error`.
    if (answer.error && text === '') throw new CoursRefusal(coursDom.typeset(`play.rust-lang.org : ${answer.error}`));
    const failed = Boolean(answer.error);
    /** @type {Outcome} */
    const data = {
      kind: failed ? 'exit' : 'success',
      code: null,
      seconds: (performance.now() - started) / 1000,
      message: failed
        ? 'Le programme a échoué sur play.rust-lang.org : ce qui précède dit pourquoi.'
        : 'Répondu par play.rust-lang.org, qui ne dit pas à quel instant vient chaque ligne.',
      diagnostics: [],
    };
    yield { name: 'outcome', data };
  }

  return { run };
})();
