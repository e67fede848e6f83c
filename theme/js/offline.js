'use strict';

/** Keeps the published book for reading without a network: registers the service worker that mdbook-site wrote. */
const coursOffline = (() => {
  const FILE = 'service-worker.js';

  /** Whether someone is writing the book: the page then reloads by itself, and nothing must be kept. */
  function isLive() {
    // Defined by the script that stock `mdbook serve` adds.
    return typeof wsAddress !== 'undefined';
  }

  /** mdBook gives a base to the page of errors alone. It does not say whether a server runs programs. */
  function isError() {
    return document.querySelector('base') !== null;
  }

  function saves() {
    const connection = /** @type {{ saveData?: boolean } | undefined} */ (Reflect.get(navigator, 'connection'));
    return connection?.saveData === true;
  }

  function register() {
    // Refused in a private window, or missing: the book is read as before.
    navigator.serviceWorker.register(path_to_root + FILE).catch(() => {});
  }

  return {
    start() {
      // Neither files opened without a server, nor plain http on another machine, have service workers.
      if (!('serviceWorker' in navigator) || !location.protocol.startsWith('http') || isLive() || isError() || saves()) return;
      coursServer.whenKnown((served) => {
        if (served) return;
        // After the page: what is kept for later must not delay what is read now.
        if (document.readyState === 'complete') register();
        else window.addEventListener('load', register);
      });
    },
  };
})();
