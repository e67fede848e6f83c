/**
 * The server answers before its programs are compiled; these tests measure runs, not the first compilation.
 */
export default async function waitUntilReady() {
  const response = await fetch(new URL('/api/events', process.env.COURS_URL), { signal: AbortSignal.timeout(900_000) });
  if (!response.ok || !response.body) throw new Error(`GET /api/events answered ${response.status}`);
  let heard = '';
  const decoder = new TextDecoder();
  for await (const piece of response.body) {
    heard += decoder.decode(piece, { stream: true });
    const statuses = [...heard.matchAll(/event: ?status\r?\ndata: ?(.*)\r?\n/g)].map((match) => JSON.parse(match[1] ?? ''));
    const last = statuses.at(-1);
    if (last?.phase === 'failed') throw new Error(`the programs do not compile: ${last.message}`);
    if (last?.phase === 'ready') return;
  }
  throw new Error('the server closed /api/events before its programs were ready');
}
