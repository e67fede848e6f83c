// Put at the end of each chapter of a served book; print.html holds every chapter, and this as often.
(() => {
  'use strict';
  const script = document.currentScript;
  const { runner, origins, edition } = script?.dataset ?? {};
  if (!script || !origins?.split(' ').includes(location.origin)) {
    // A folder that was served is published, or opened as a file: its runner is no longer there.
    script?.remove();
    return;
  }
  if (script !== document.querySelector('script[data-runner]')) return;

  // The stock page speaks to the Rust Playground, and nothing can tell it otherwise.
  const PLAYGROUND = 'https://play.rust-lang.org/';
  const ask = window.fetch;
  window.fetch = (resource, options) => {
    const here = typeof resource === 'string' && resource.startsWith(PLAYGROUND);
    return ask.call(window, here ? runner + resource.slice(PLAYGROUND.length) : resource, options);
  };

  document.addEventListener('DOMContentLoaded', () => {
    const programs = document.querySelectorAll('.playground code');
    // A page with a client of its own has none.
    if (programs.length === 0) return;
    for (const { classList } of programs) {
      // Without an edition in book.toml, the stock page would ask for that of 2015.
      if (![...classList].some((name) => name.startsWith('edition'))) classList.add(`edition${edition}`);
    }

    const notice = document.createElement('p');
    notice.lang = 'fr';
    notice.style.cssText =
      'position:fixed;bottom:0;right:0;margin:1rem;padding:.5rem 1rem;max-width:40rem;white-space:pre-wrap;' +
      'background:var(--quote-bg);border:1px solid var(--quote-border)';
    const events = new EventSource(`${runner}api/events`);
    events.addEventListener('status', ({ data }) => {
      const { phase, message } = JSON.parse(data);
      notice.textContent = message;
      // Progress is seen; nobody wants to hear eighty numbers.
      if (phase === 'failed') notice.setAttribute('role', 'alert');
      else notice.removeAttribute('role');
      if (phase !== 'ready') {
        document.body.append(notice);
        return;
      }
      notice.remove();
      // A browser opens six connections to one host: pages in as many tabs would leave none for a run.
      events.close();
    });
  });
})();
