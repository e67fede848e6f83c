'use strict';

// Order matters: the server first (each program is then made knowing whether there is one), programs before what uses
// their buttons. In tasks of a few milliseconds: a chapter has two hundred programs, and a telephone is slow.
(async () => {
  const root = document.querySelector('main');
  if (!root) return;
  root.setAttribute('aria-busy', 'true');
  // At once, before the browser says that the page is loaded: who knows the page types « s » without looking.
  coursSearch.start();
  const before = [coursFrench, coursTabs, coursNotices, coursSearch.found, coursStock];
  const after = [coursCompare, coursExercises, coursQuiz, coursSummary, coursTerms, coursOffline];
  for (const part of [...before, coursListings, ...after]) {
    await part.start(root);
    await coursDom.breathe();
  }
  root.removeAttribute('aria-busy');
})();
