'use strict';

/** Where the reader is: the marks of the sidebar, and the page « Où en suis-je ? ». */
const coursSummary = (() => {
  /**
   * What there is to do in each chapter, by the address of its page.
   * @returns {Record<string, string[]>}
   */
  function outline() {
    return JSON.parse(document.querySelector('script.outline')?.textContent ?? '{}');
  }

  /** A mark beside each chapter that was begun. */
  function markChapters() {
    const marks = Object.entries(outline()).flatMap(([page, works]) => {
      const address = new URL(path_to_root + page, document.baseURI).href;
      const links = coursListings.all(document.body, '#mdbook-sidebar a');
      const link = links.find((it) => it instanceof HTMLAnchorElement && it.href === address);
      if (!link) return [];
      const mark = coursDom.element('span', { class: 'chapter-mark' });
      link.append(mark);
      return [{ mark, works }];
    });
    coursProgress.follow(() => {
      for (const { mark, works } of marks) {
        const done = works.filter(coursProgress.done).length;
        mark.hidden = done === 0;
        mark.classList.toggle('complete', done === works.length);
        mark.title = coursDom.typeset(`Exercices et quiz terminés : ${done} sur ${works.length}`);
        mark.replaceChildren(
          coursDom.element('span', { 'aria-hidden': 'true' }, done === works.length ? '✓' : `${done}/${works.length}`),
          coursDom.element('span', { class: 'cours-hidden' }, ` (${done} sur ${works.length})`),
        );
      }
    });
  }

  /**
   * What is known of an exercise or a quiz.
   * @param {HTMLElement} work
   */
  function describe({ dataset: { slug = '', kind } }) {
    if (kind === 'quiz') {
      const score = coursProgress.quiz(slug);
      return score ? `terminé, ${score.justes} sur ${score.questions} du premier coup` : '';
    }
    const { reussi, indices, solution } = coursProgress.exercise(slug);
    const parts = [];
    if (reussi.length > 0) parts.push(`réussi avec ${coursDom.enumerate(reussi.map((it) => coursExercises.RUNTIMES[it] ?? it))}`);
    if (indices > 0) parts.push(indices === 1 ? '1 indice lu' : `${indices} indices lus`);
    if (solution) parts.push('solution lue');
    return parts.join(', ');
  }

  /** @param {HTMLElement[]} works */
  function count(works) {
    const exercises = works.filter(({ dataset }) => dataset.kind === 'exercise');
    const quizzes = works.filter(({ dataset }) => dataset.kind === 'quiz');
    /** @param {HTMLElement[]} some */
    const done = (some) => some.filter(({ dataset }) => coursProgress.done(dataset.slug ?? '')).length;
    return `Exercices réussis : ${done(exercises)} sur ${exercises.length}. Quiz terminés : ${done(quizzes)} sur ${quizzes.length}.`;
  }

  function download() {
    const file = new Blob([coursProgress.toText()], { type: 'application/json' });
    const link = coursDom.element('a', { href: URL.createObjectURL(file), download: 'progression.json' });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** @param {(message: string) => void} say */
  function tools(say) {
    const input = coursDom.element('input', { type: 'file', accept: '.json,application/json', hidden: '' });
    input.addEventListener('change', async () => {
      const text = await input.files?.[0]?.text();
      input.value = ''; // The same file again is a change again.
      if (text === undefined) return;
      say(coursProgress.add(text) ? 'Progression importée.' : "Ce fichier n'est pas une progression de ce cours : rien n'a changé.");
    });
    const clear = async () => {
      const sure = await coursConfirm({
        title: 'Tout effacer ?',
        text: 'Les exercices réussis, les indices lus et les scores seront oubliés. Exportez-les d\'abord si vous y tenez.',
        yes: 'Tout effacer',
        no: 'Garder ma progression',
      });
      if (!sure) return;
      coursProgress.clear();
      say('Progression effacée.');
    };
    return [
      coursDom.button('Exporter', () => {
        download();
        say('Progression exportée dans le fichier progression.json.');
      }),
      coursDom.button('Importer', () => input.click()),
      coursDom.button('Tout effacer', () => void clear()),
      input,
    ];
  }

  /** @param {HTMLElement} root */
  function fillPage(root) {
    const works = coursListings.all(root, '.work');
    const list = works[0]?.closest('ul');
    const heading = list?.previousElementSibling;
    if (!heading) return;
    const total = coursDom.element('p', { class: 'progress-total', id: 'progression-totale' });
    const bar = coursDom.element('progress', { 'aria-labelledby': total.id, max: String(works.length) });
    const note = coursDom.element('p', { role: 'status', class: 'toolbar-note' });
    const buttons = tools((message) => (note.textContent = coursDom.typeset(message)));
    const group = coursDom.element('div', { role: 'group', class: 'toolbar', 'aria-label': 'Progression' }, ...buttons);
    heading.before(coursDom.element('div', { class: 'progress-panel' }, total, bar, group, note));
    const states = works.map((work) => {
      const state = coursDom.element('span', { class: 'work-state' });
      work.append(state);
      return { work, state };
    });
    coursProgress.follow(() => {
      total.textContent = coursDom.typeset(count(works));
      bar.value = works.filter(({ dataset }) => coursProgress.done(dataset.slug ?? '')).length;
      for (const { work, state } of states) {
        work.classList.toggle('done', coursProgress.done(work.dataset.slug ?? ''));
        const known = describe(work);
        state.textContent = known && coursDom.typeset(` : ${known}`);
      }
    });
  }

  return {
    /** @param {HTMLElement} root */
    start(root) {
      markChapters();
      fillPage(root);
    },
  };
})();
