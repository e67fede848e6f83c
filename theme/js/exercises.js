'use strict';

/** @typedef {{ item: HTMLElement, verdict: HTMLElement, message: HTMLElement }} Criterion */

/** The criteria of an exercise, marked by each check: one list for the three runtimes. */
class CoursCriteria {
  /** @type {Map<string, Criterion>} */
  #criteria = new Map();
  #summary;
  /**
   * The check that the list shows, which is the last one.
   * @type {RunObserver | null}
   */
  #shown = null;

  /** @param {HTMLElement} list */
  constructor(list) {
    for (const item of coursListings.all(list, 'li[data-test]')) {
      const verdict = coursDom.element('span', { class: 'verdict' });
      const message = coursDom.element('p', { class: 'criterion-message' });
      item.prepend(verdict);
      item.append(message);
      this.#criteria.set(item.dataset.test ?? '', { item, verdict, message });
    }
    // Not a live region: the output's own state announces the end.
    this.#summary = coursDom.element('p', { class: 'criteria-summary' });
    list.after(this.#summary);
  }

  /**
   * Follows the checks on one runtime.
   * @param {() => void} onPassed every criterion is met
   * @returns {RunObserver}
   */
  observer(onPassed) {
    let checking = false;
    let met = 0;
    const conclude = () => {
      if (!checking) return;
      checking = false;
      if (met === this.#criteria.size) onPassed();
      if (this.#shown === observer) this.#conclude();
    };
    /** @type {RunObserver} */
    const observer = {
      begin: (check) => {
        checking = check;
        met = 0;
        if (check) this.#begin(observer);
      },
      receive: (event) => {
        if (event.name === 'outcome') conclude();
        if (!checking || event.name !== 'criterion') return;
        if (event.data.passed) met += 1;
        if (this.#shown === observer) this.#receive(event.data);
      },
      fail: conclude,
      stop: conclude,
    };
    return observer;
  }

  /** @param {RunObserver} observer */
  #begin(observer) {
    this.#shown = observer;
    this.#summary.textContent = '';
    for (const criterion of this.#criteria.values()) this.#mark(criterion, 'pending', 'En attente', '');
  }

  /** @param {{ test: string, passed: boolean, message: string | null }} verdict */
  #receive({ test, passed, message }) {
    const criterion = this.#criteria.get(test);
    if (criterion) this.#mark(criterion, passed ? 'passed' : 'failed', passed ? 'Réussi' : 'Échoué', message ?? '');
  }

  #conclude() {
    let met = 0;
    for (const criterion of this.#criteria.values()) {
      if (criterion.item.dataset.verdict === 'passed') met += 1;
      if (criterion.item.dataset.verdict === 'pending') this.#mark(criterion, 'unknown', 'Non vérifié', '');
    }
    const total = this.#criteria.size;
    this.#summary.textContent = coursDom.typeset(
      met === total ? 'Exercice réussi : tous les critères sont remplis.' : `Critères remplis : ${met} sur ${total}.`,
    );
  }

  /**
   * @param {Criterion} criterion
   * @param {'pending' | 'passed' | 'failed' | 'unknown'} verdict
   * @param {string} label
   * @param {string} message
   */
  #mark(criterion, verdict, label, message) {
    criterion.item.dataset.verdict = verdict;
    criterion.verdict.textContent = label;
    criterion.message.replaceChildren(...coursDom.sentence(message));
  }
}

const coursExercises = (() => {
  /** @type {Record<string, string>} */
  const RUNTIMES = { tokio: 'tokio', async_std: 'async-std', smol: 'smol' };

  /**
   * The next hint appears once the one before it was read.
   * @param {string} slug
   * @param {HTMLDetailsElement[]} hints
   */
  function oneAtATime(slug, hints) {
    const reveal = () => {
      const { indices } = coursProgress.exercise(slug);
      hints.forEach((hint, index) => hint.classList.toggle('reached', index <= indices));
    };
    hints.forEach((hint, index) =>
      hint.addEventListener('toggle', () => {
        if (hint.open) coursProgress.recordExercise(slug, { indices: index + 1 });
      }),
    );
    coursProgress.follow(reveal);
  }

  /**
   * @param {string} slug
   * @param {HTMLDetailsElement} solution
   * @param {number} hints
   */
  function askBefore(slug, solution, hints) {
    const summary = solution.querySelector(':scope > summary');
    summary?.addEventListener('click', async (event) => {
      const { reussi, indices, solution: seen } = coursProgress.exercise(slug);
      if (solution.open || seen || reussi.length > 0) return;
      event.preventDefault();
      const left = hints - indices;
      const advice = left > 0 ? `Il vous reste ${left === 1 ? 'un indice' : `${left} indices`} à lire.` : 'Vous avez lu tous les indices.';
      const sure = await coursConfirm({
        title: 'Voir la solution ?',
        text: `${advice} Un exercice que l'on résout soi-même s'oublie moins vite.`,
        yes: 'Voir la solution',
        no: 'Chercher encore',
      });
      if (!sure) return;
      coursProgress.recordExercise(slug, { solution: true });
      solution.open = true;
    });
  }

  /**
   * @param {string} slug
   * @param {HTMLElement} list
   */
  function sayWhatIsPassed(slug, list) {
    const note = coursDom.element('p', { class: 'exercise-passed' });
    list.after(note);
    coursProgress.follow(() => {
      const passed = coursProgress.exercise(slug).reussi.map((runtime) => RUNTIMES[runtime] ?? runtime);
      note.textContent = passed.length > 0 ? coursDom.typeset(`Déjà réussi avec ${coursDom.enumerate(passed)}.`) : '';
    });
  }

  /** @param {HTMLElement} exercise */
  function build(exercise) {
    const list = exercise.querySelector('.criteria');
    const slug = exercise.dataset.slug;
    if (!(list instanceof HTMLElement) || !slug) return;
    sayWhatIsPassed(slug, list);
    const criteria = new CoursCriteria(list);
    for (const variant of coursListings.all(exercise, '.listing[data-kind="start"] > .variant')) {
      const runtime = variant.dataset.variant ?? '';
      const observer = criteria.observer(() => coursProgress.recordExercise(slug, { reussi: [runtime] }));
      coursListings.programs.get(variant)?.addCheck({ exercise: slug, runtime }, observer);
    }
    const details = coursListings.all(exercise, ':scope > details').filter((it) => it instanceof HTMLDetailsElement);
    const hints = details.filter((it) => it.classList.contains('hint'));
    oneAtATime(slug, hints);
    for (const it of details) if (it.classList.contains('solution')) askBefore(slug, it, hints.length);
  }

  return {
    RUNTIMES,
    /** @param {HTMLElement} root */
    start(root) {
      coursListings.all(root, '.exercise').forEach(build);
    },
  };
})();
