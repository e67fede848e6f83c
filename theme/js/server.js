'use strict';

/**
 * @typedef {object} Diagnostic
 * @property {'error' | 'warning'} level
 * @property {string | null} code
 * @property {string} message
 * @property {number | null} line
 * @property {number | null} column
 * @property {string} rendered
 */

/**
 * @typedef {object} Outcome
 * @property {'success' | 'exit' | 'compile_error' | 'panic' | 'signal' | 'time_limit' | 'memory_limit' | 'output_limit' | 'process_limit' | 'cpu_limit' | 'file_limit' | 'stopped' | 'refused'} kind
 * @property {number | null} code
 * @property {number} seconds
 * @property {string} message
 * @property {Diagnostic[]} diagnostics
 */

/**
 * What `POST api/run` streams. A replay says `recorded` first; play.rust-lang.org gives a line no time.
 * @typedef {{ name: 'queued', data: { position: number } }
 *   | { name: 'recorded', data: { label: string } }
 *   | { name: 'waiting', data: { message: string } }
 *   | { name: 'compiling', data: {} }
 *   | { name: 'running', data: { compile_seconds: number, prebuilt: boolean, warnings: Diagnostic[] } }
 *   | { name: 'output', data: { stream: 'stdout' | 'stderr', seconds: number | null, text: string } }
 *   | { name: 'criterion', data: { test: string, passed: boolean, message: string | null } }
 *   | { name: 'outcome', data: Outcome }} RunEvent
 */

/**
 * @typedef {object} RunRequest
 * @property {string} code
 * @property {string} edition
 * @property {string} program its name: the server keeps what rustc can use again for its next edit
 * @property {{ exercise: string, runtime: string }} [check]
 */

/**
 * What `GET api/events` streams. `build` changes with every rebuild of the book.
 * @typedef {{ phase: 'compiling' | 'ready' | 'failed', done: number, total: number, message: string, build?: number }} ServerStatus
 */

/** The server said no, in French. */
class CoursRefusal extends Error {}

/** The server of programs: is there one, what does it say, and runs on it. */
const coursServer = (() => {
  const RECONNECT_MS = 2000;

  // A page that is served says where its runner is: at an address of its own beside stock `mdbook serve`; nowhere else,
  // an empty address, when `cargo run` serves the pages and runs the programs. A published page says nothing.
  const beside = document.querySelector('script[data-runner]')?.getAttribute('data-runner') ?? undefined;
  const root = new URL(beside || path_to_root, document.baseURI);
  const LOST = beside
    ? 'Le serveur du cours ne répond pas. Relancez `mdbook serve`, puis rechargez la page.'
    : 'Le serveur du cours ne répond pas. Relancez `cargo run`, puis réessayez.';

  /** @param {string} path */
  function url(path) {
    return new URL(path, root);
  }

  /** @type {'unknown' | 'present' | 'absent'} */
  let presence = 'unknown';
  /** @type {((present: boolean) => void)[]} */
  const waiting = [];

  /** @param {'present' | 'absent'} found */
  function settle(found) {
    if (presence !== 'unknown') return;
    presence = found;
    for (const told of waiting.splice(0)) told(found === 'present');
  }

  /**
   * Calls back once, as soon as it is known whether a runner serves this page.
   * @param {(present: boolean) => void} told
   */
  function whenKnown(told) {
    if (presence === 'unknown') waiting.push(told);
    else told(presence === 'present');
  }

  /**
   * @param {object} handlers
   * @param {(status: ServerStatus) => void} handlers.status
   * @param {() => void} handlers.reload
   * @param {(message: string) => void} handlers.buildError
   * @param {() => void} handlers.lost
   */
  function connect(handlers) {
    if (beside === undefined || !location.protocol.startsWith('http')) {
      settle('absent');
      return;
    }
    /** @type {EventSource | null} */
    let source = null;
    /** @type {number | undefined} */
    let build;

    function open() {
      const opened = new EventSource(url('api/events'));
      source = opened;
      opened.addEventListener('open', () => settle('present'));
      opened.addEventListener('error', () => {
        if (presence !== 'present') {
          // A page kept by the browser outlives its server.
          opened.close();
          settle('absent');
          return;
        }
        handlers.lost();
        if (opened.readyState === EventSource.CLOSED && source === opened) setTimeout(open, RECONNECT_MS);
      });
      opened.addEventListener('status', (event) => {
        /** @type {ServerStatus} */
        const status = JSON.parse(event.data);
        const rebuilt = build !== undefined && status.build !== undefined && status.build !== build;
        build = status.build;
        if (rebuilt) handlers.reload();
        handlers.status(status);
      });
      opened.addEventListener('reload', () => handlers.reload());
      opened.addEventListener('build_error', (event) => handlers.buildError(JSON.parse(event.data).message));
    }

    open();
    document.addEventListener('visibilitychange', () => {
      // A browser opens six connections to one host: six chapters in as many tabs would leave none for a run. A hidden
      // page lets its own go, provided that it can tell on coming back whether the book was rebuilt meanwhile.
      if (presence !== 'present' || build === undefined) return;
      if (document.hidden) {
        source?.close();
        source = null;
      } else if (!source) {
        open();
      }
    });
  }

  /**
   * Server-sent events out of a response body. EventSource cannot do it: it only knows GET.
   * @param {ReadableStream<Uint8Array>} body
   * @returns {AsyncGenerator<RunEvent>}
   */
  async function* parse(body) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    let name = 'message';
    /** @type {string[]} */
    let data = [];
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const ended of lines) {
          const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended;
          if (line === '') {
            if (data.length > 0) yield /** @type {RunEvent} */ ({ name, data: JSON.parse(data.join('\n')) });
            name = 'message';
            data = [];
            continue;
          }
          const [, field, content] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
          if (field === 'event') name = content ?? '';
          else if (field === 'data') data.push(content ?? '');
        }
      }
    } finally {
      // Closing the connection is what stops the program on the server.
      await reader.cancel().catch(() => {});
    }
  }

  /**
   * @param {RunRequest} request
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<RunEvent>}
   */
  async function* run(request, signal) {
    let response;
    try {
      response = await fetch(url('api/run'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new CoursRefusal(coursDom.typeset(LOST));
    }
    if (!response.ok || !response.body) {
      const reason = await response.json().then((body) => body.error, () => undefined);
      throw new CoursRefusal(reason ?? coursDom.typeset(`Le serveur du cours a refusé (code ${response.status}).`));
    }
    yield* parse(response.body);
  }

  return { connect, whenKnown, present: () => presence === 'present', run };
})();
