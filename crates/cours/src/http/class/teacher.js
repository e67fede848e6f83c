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
    const cells = Array.from({ length: 5 }, () => row.insertCell());
    const [who, what, , duration, actions] = cells;
    if (who) who.textContent = reader;
    if (what) what.textContent = title;
    if (duration) duration.className = 'duree';
    actions?.append(
      button('Voir', `Voir le programme de ${reader}`, () => void show(id, `${reader} : ${title}`)),
      ' ',
      button('Arrêter', `Arrêter le programme de ${reader}`, () => void stop(id)),
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
    if (summary) summary.textContent = 'Le serveur ne répond plus. La page se reconnecte dès qu’il revient.';
  }

  const events = new EventSource(`${path}/evenements`);
  events.addEventListener('classe', (event) => draw(JSON.parse(event.data)));
  events.addEventListener('error', lost);
  window.setInterval(tick, 1000);
})();
