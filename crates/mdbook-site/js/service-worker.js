'use strict';

/**
 * Reading without a network after a first visit. mdbook-site writes `FILES` above this: each file of the book, with a
 * digest of what it contains. What is not in that list (programs being run, live reload) never passes through here.
 *
 * The network comes first, so that nobody reads an old page without knowing; a file whose name holds a digest cannot be
 * old, and comes from here.
 */
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  /** Other books may live on the same host. */
  const NAME = `cours ${worker.registration.scope}`;

  /** A network that is there and does not answer is no better than none. */
  const PATIENCE_MS = 4000;

  /** @param {string} path */
  function key(path) {
    return new URL(`${path}?${FILES[path]}`, worker.registration.scope).href;
  }

  /** The files that this build changed or added. */
  async function install() {
    const cache = await caches.open(NAME);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    await Promise.all(
      Object.keys(FILES)
        .filter((path) => !kept.has(key(path)))
        .map(async (path) => {
          const response = await fetch(new URL(path, worker.registration.scope), { cache: 'no-cache' });
          if (!response.ok) throw new Error(`${path}: ${response.status}`);
          await cache.put(key(path), response);
        }),
    );
    await worker.skipWaiting();
  }

  /** What the book no longer has is forgotten. */
  async function activate() {
    const cache = await caches.open(NAME);
    const current = new Set(Object.keys(FILES).map(key));
    for (const { url } of await cache.keys()) {
      if (!current.has(url)) await cache.delete(url);
    }
    await worker.clients.claim();
  }

  /**
   * @param {Request} request
   * @param {string} path
   */
  async function answer(request, path) {
    const kept = await (await caches.open(NAME)).match(key(path));
    if (!kept) return fetch(request);
    if (/-[0-9a-f]{8}\./.test(path)) return kept;
    const giveUp = new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE_MS));
    return Promise.race([fetch(request), giveUp]).catch(() => kept);
  }

  worker.addEventListener('install', (event) => event.waitUntil(install()));
  worker.addEventListener('activate', (event) => event.waitUntil(activate()));
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    const scope = new URL(worker.registration.scope);
    if (request.method !== 'GET' || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
    const path = decodeURIComponent(pathname.slice(scope.pathname.length)) || 'index.html';
    if (path in FILES) event.respondWith(answer(request, path));
  });
})();
