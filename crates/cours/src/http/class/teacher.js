'use strict';

/**
 * @typedef {{ id: number, reader: string, title: string, state: string, waits: boolean, seconds: number }} ClassProgram
 * @typedef {{ summary: string, present: string[], programs: ClassProgram[] }} ClassView
 */

// The teacher's page: drawn again each time that the server says what has changed.
(() => {
  const path = document.documentElement.dataset.path ?? '';
  const [summary, present, table, dialog] = ['resume', 'presents', 'programmes', 'programme'].map((id) =>
    document.getElementById(id),
  );
  if (!summary || !present || !table || !(dialog instanceof HTMLDialogElement)) return;

  /** @type {Map<number, { row: HTMLTableRowElement, cells: HTMLTableCellElement[], since: number }>} */
  const rows = new Map();

  /**
   * @param {string} label
   * @param {string} title
   * @param {() => void} action
   */
  function button(label, title, action) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.setAttribute('aria-label', title);
    made.addEventListener('click', action);
    return made;
  }

  /** @param {ClassProgram} program */
  function addRow({ id, reader, title }) {
    const row = document.createElement('tr');
    row.setAttribute('role', 'row');
    const cells = Array.from({ length: 5 }, () => row.insertCell());
    for (const cell of cells) cell.setAttribute('role', 'cell');
    const [who, what, state, duration, actions] = cells;
    if (who) who.textContent = reader;
    if (what) what.textContent = title;
    if (state) state.className = 'etat';
    if (duration) duration.className = 'duree';
    // Not « de » and a name: « d’Ada », but « de Zoé ».
    actions?.append(
      button('Voir', `Voir\u00a0: ${reader}, ${title}`, () => void show(id, `${reader}\u00a0: ${title}`)),
      ' ',
      button('Arrêter', `Arrêter\u00a0: ${reader}, ${title}`, () => void stop(id)),
    );
    table?.append(row);
    const made = { row, cells, since: 0 };
    rows.set(id, made);
    return made;
  }

  /** @param {ClassView} view */
  function draw(view) {
    if (summary && summary.textContent !== view.summary) summary.textContent = view.summary;
    if (present) present.textContent = view.present.join(', ');
    // Rows stay: a button that the teacher is about to click must not be another one.
    const known = new Set(view.programs.map(({ id }) => id));
    for (const [id, { row }] of rows) {
      if (known.has(id)) continue;
      // Not to another row's button, which a second press of the same key would push.
      if (row.contains(document.activeElement)) table?.closest('table')?.focus({ preventScroll: true });
      row.remove();
      rows.delete(id);
    }
    for (const program of view.programs) {
      const row = rows.get(program.id) ?? addRow(program);
      const [, , state] = row.cells;
      if (state) state.textContent = program.state;
      row.row.classList.toggle('attend', program.waits);
      row.since = performance.now() - program.seconds * 1000;
    }
    tick();
  }

  function tick() {
    for (const { cells, since } of rows.values()) {
      const [, , , duration] = cells;
      if (duration) duration.textContent = `${Math.floor((performance.now() - since) / 1000)}\u202fs`;
    }
  }

  /** @param {number} id */
  async function stop(id) {
    await fetch(`${path}/arreter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id }),
    }).catch(() => lost());
  }

  /**
   * @param {number} id
   * @param {string} title
   */
  async function show(id, title) {
    if (!(dialog instanceof HTMLDialogElement)) return;
    const [heading, text] = [dialog.querySelector('h2'), dialog.querySelector('pre')];
    const response = await fetch(`${path}/programmes/${id}`).catch(() => undefined);
    if (heading) heading.textContent = title;
    if (text) text.textContent = response?.ok ? await response.text() : 'Ce programme est terminé.';
    dialog.showModal();
  }

  function lost() {
    if (!summary) return;
    // A server that was started again has another link, and answers: the browser then gives up.
    summary.textContent =
      events.readyState === EventSource.CLOSED
        ? 'Cette adresse n’est plus celle de la page de l’enseignant\u00a0: ouvrez celle que le terminal affiche.'
        : 'Le serveur ne répond plus. La page se reconnecte dès qu’il revient.';
  }

  const events = new EventSource(`${path}/evenements`);
  events.addEventListener('classe', (event) => draw(JSON.parse(event.data)));
  events.addEventListener('error', lost);
  window.setInterval(tick, 1000);
})();
