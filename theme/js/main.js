'use strict';

// Order matters: programs first (tabs and exercises find their buttons made), the server last.
(() => {
  const root = document.querySelector('main');
  if (!root) return;
  coursListings.start(root);
  coursTabs.start(root);
  coursCompare.start(root);
  coursExercises.start(root);
  coursQuiz.start(root);
  coursSummary.start(root);
  coursTerms.start(root);
  coursSearch.start();
  coursFrench.start();
  coursStock.start(root);
  coursNotices.start();
  coursOffline.start();
})();
