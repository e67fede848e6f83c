import { test as base } from './test.js';
import { events } from './events.js';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').BrowserContextOptions} Options */

/**
 * The class of tests/browser.rs: `url` is where readers come in, `teacher` the teacher's page. None where programs are
 * not kept apart as they must be.
 * @type {{ url: string, code: string, teacher: string } | undefined}
 */
export const CLASS = process.env.COURS_CLASS && JSON.parse(process.env.COURS_CLASS);

function held() {
  if (!CLASS) throw new Error('COURS_CLASS is missing: it is set by `cargo test -p tests --test browser`.');
  return CLASS;
}

/**
 * Gives the code, and has the pass.
 * @param {string} name
 */
export async function enter(name) {
  const { url, code } = held();
  const body = new URLSearchParams({ code, nom: name });
  const answer = await fetch(`${url}/entrer`, { method: 'POST', body, redirect: 'manual' });
  const [pass] = answer.headers.getSetCookie();
  if (!pass) throw new Error(`the door answered ${answer.status}`);
  return pass.split(';')[0] ?? '';
}

/** Takes no processor, and ends when somebody ends it. */
export const PATIENT = 'fn main() { loop { std::thread::park(); } }';

/** A program of a reader without a page. */
class Program {
  #stop;
  /** Kept: its connection would be closed with it. */
  #events;

  /**
   * @param {Response} answer
   * @param {AbortController} stop
   */
  constructor(answer, stop) {
    this.#stop = stop;
    this.#events = events(answer);
  }

  /** Whether it runs, rather than waits for others to end, once that is known. */
  async runs() {
    let compiled = false;
    for (;;) {
      const { value, done } = await this.#events.next();
      if (done) throw new Error('the program has ended');
      if (value.name === 'running') return true;
      if (value.name === 'compiling') compiled = true;
      if (value.name === 'queued' && compiled) return false;
    }
  }

  stop() {
    this.#stop.abort();
  }
}

/** The class, and those whom a test has in it. */
export class Room {
  #browser;
  /** @type {import('@playwright/test').BrowserContext[]} */
  #contexts = [];
  /** Those that run. @type {Program[]} */
  running = [];
  /** Those that wait, in their order. @type {Program[]} */
  waiting = [];

  /** @param {Browser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  /**
   * A browser of its own.
   * @param {Options} [options]
   */
  async browser(options) {
    const context = await this.#browser.newContext({ baseURL: held().url, ...options });
    this.#contexts.push(context);
    return context.newPage();
  }

  /**
   * The page of a reader who has come in by the door.
   * @param {string} name
   * @param {string} chapter
   * @param {Options} [options]
   */
  async reader(name, chapter, options) {
    const page = await this.browser(options);
    await page.goto(`/entrer?code=${held().code}`);
    await page.getByLabel('Votre prénom').fill(name);
    await page.getByRole('button', { name: 'Entrer' }).click();
    await page.waitForURL('/');
    await page.goto(chapter);
    return page;
  }

  /**
   * The teacher's page.
   * @param {Options} [options]
   */
  async teacher(options) {
    const page = await this.browser(options);
    await page.goto(held().teacher);
    return page;
  }

  /** Starts the program of yet another reader; `undefined` when the room takes no more. */
  async #start() {
    const stop = new AbortController();
    const answer = await fetch(`${held().url}/api/run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: await enter(`Élève ${this.size + 1}`) },
      body: JSON.stringify({ code: PATIENT }),
      signal: stop.signal,
    });
    if (answer.status === 429) return undefined;
    const program = new Program(answer, stop);
    const list = (await program.runs()) ? this.running : this.waiting;
    list.push(program);
    return program;
  }

  get size() {
    return this.running.length + this.waiting.length;
  }

  /** Starts programs until one of them waits. */
  async fill() {
    while (this.waiting.length === 0) {
      if (!(await this.#start())) throw new Error('the room is too small for a queue');
    }
  }

  /** Starts programs until no more are let in. */
  async crowd() {
    while (await this.#start());
  }

  /** Sends everybody away. */
  async clear() {
    for (const program of [...this.running.splice(0), ...this.waiting.splice(0)]) program.stop();
    for (const context of this.#contexts.splice(0)) await context.close();
    await this.until(({ programs, present }) => programs.length + present.length === 0);
  }

  /**
   * Waits until the server, which is told of each end by a closed connection, has the room like that.
   * @param {(room: { programs: unknown[], present: string[] }) => boolean} holds
   */
  async until(holds) {
    const answer = await fetch(`${held().teacher}/evenements`, { signal: AbortSignal.timeout(20_000) });
    for await (const { data } of events(answer)) if (holds(data)) return;
  }
}

/** @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} TestArgs */
/** @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} WorkerArgs */

/** @type {import('@playwright/test').TestType<TestArgs & { room: Room }, WorkerArgs>} */
export const test = base.extend({
  room: async ({ browser }, use) => {
    const room = new Room(browser);
    await use(room);
    // There is one room: the next test must find it empty.
    await room.clear();
  },
});
