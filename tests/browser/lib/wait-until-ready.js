import { CLASS, enter } from './class.js';
import { events } from './events.js';

/**
 * A server answers before its programs are compiled; these tests measure runs, not the first compilation.
 */
export default async function waitUntilReady() {
  await ready(process.env.COURS_URL ?? '', {});
  if (CLASS) await ready(CLASS.url, { cookie: await enter('Premier') });
}

/**
 * @param {string} server
 * @param {Record<string, string>} headers
 */
async function ready(server, headers) {
  const answer = await fetch(new URL('/api/events', server), { headers, signal: AbortSignal.timeout(900_000) });
  for await (const { name, data } of events(answer)) {
    if (name !== 'status') continue;
    if (data.phase === 'failed') throw new Error(`the programs do not compile: ${data.message}`);
    if (data.phase === 'ready') return;
  }
  throw new Error(`${server} closed /api/events before its programs were ready`);
}
