'use strict';

/** What the server has to say: programs being compiled, a book that did not rebuild, a page to load again. */
const coursNotices = (() => {
  // At the foot of the window: coming and going, a notice must not move the text under the reader.
  const place = coursDom.element('div', { class: 'notices' });
  const status = coursDom.element('div', { role: 'status' });
  const alert = coursDom.element('div', { role: 'alert' });
  place.append(status, alert);

  const count = coursDom.element('span', { 'aria-hidden': 'true' });
  const progress = coursDom.element('progress', { 'aria-hidden': 'true' });
  const compiling = coursDom.element(
    'div',
    { class: 'notice' },
    coursDom.element('p', {}, 'Compilation des programmes', count),
    progress,
  );

  /** @param {ServerStatus} news */
  function showStatus({ phase, done, total, message }) {
    if (phase === 'ready') {
      status.replaceChildren();
    } else if (phase === 'failed') {
      status.replaceChildren(box('notice failure', coursDom.element('p', {}, ...coursDom.sentence(coursDom.typeset(message)))));
    } else {
      // Seen to move, but announced once: nobody wants to hear eighty numbers.
      count.textContent = coursDom.typeset(` : ${done} sur ${total}…`);
      progress.max = total;
      progress.value = done;
      if (!compiling.isConnected) status.replaceChildren(compiling);
    }
  }

  /**
   * A notice that the reader can close.
   * @param {string} kind
   * @param {...Node} content
   */
  function box(kind, ...content) {
    const made = coursDom.element('div', { class: kind }, ...content);
    made.append(coursDom.button('Fermer', () => made.remove()));
    return made;
  }

  /** @param {string} message */
  function showBuildError(message) {
    const details = coursDom.element('pre', {}, message);
    coursDom.reachableWhenScrolling(details);
    alert.replaceChildren(
      box(
        'notice failure',
        coursDom.element('p', {}, coursDom.typeset("Le livre n'a pas pu être reconstruit ; cette page date d'avant.")),
        details,
      ),
    );
  }

  function reload() {
    if (!coursCompare.busy() && ![...CoursProgram.all].some((program) => program.busy)) {
      location.reload(); // The browser puts the scroll position back.
      return;
    }
    const again = coursDom.button('Recharger', () => location.reload(), { class: 'primary' });
    const text = "Le livre a changé. Recharger la page fermerait l'éditeur et arrêterait les programmes ; vos modifications sont gardées.";
    status.replaceChildren(box('notice', coursDom.element('p', {}, coursDom.typeset(text)), again));
  }

  return {
    start() {
      document.body.append(place);
      coursServer.connect({
        status: showStatus,
        reload,
        buildError: showBuildError,
        // A status that nobody updates any more would lie; the server sends a new one when it is back.
        lost: () => status.replaceChildren(),
      });
    },
  };
})();
