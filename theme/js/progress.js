'use strict';

/**
 * What the reader has done, kept in the browser. `cours exercices` keeps the same JSON in exercices/progression.json:
 * its keys are French because a reader may open it.
 * @typedef {{ reussi?: string[], indices?: number, solution?: boolean }} ExerciseProgress `reussi`: runtimes
 * @typedef {{ justes: number, questions: number }} QuizProgress the best score of a whole quiz
 * @typedef {{ version: 1, exercices: Record<string, ExerciseProgress>, quiz: Record<string, QuizProgress> }} Progress
 */

const coursProgress = (() => {
  const KEY = 'cours.progression';
  /** Where a text goes that this version of the course cannot read: nothing of the reader's is thrown away. */
  const UNREADABLE_KEY = 'cours.progression.illisible';
  const VERSION = 1;

  /** @type {Progress} */
  let progress = empty();
  /** @type {(() => void)[]} */
  const observers = [];

  /** @returns {Progress} */
  function empty() {
    return { version: VERSION, exercices: {}, quiz: {} };
  }

  /**
   * Keeps what has the right shape. `null` when the text is something else altogether.
   * @param {string} text
   * @returns {Progress | null}
   */
  function parse(text) {
    let found;
    try {
      found = JSON.parse(text);
    } catch {
      return null;
    }
    if (found?.version !== VERSION) return null;
    const read = empty();
    for (const [slug, entry] of Object.entries(found.exercices ?? {})) {
      const { reussi, indices, solution } = entry ?? {};
      read.exercices[slug] = {
        reussi: Array.isArray(reussi) ? reussi.filter((runtime) => typeof runtime === 'string') : [],
        indices: Number.isInteger(indices) && indices > 0 ? indices : 0,
        solution: solution === true,
      };
    }
    for (const [slug, entry] of Object.entries(found.quiz ?? {})) {
      const { justes, questions } = entry ?? {};
      if (!Number.isInteger(questions) || !Number.isInteger(justes) || justes < 0 || justes > questions) continue;
      read.quiz[slug] = { justes, questions };
    }
    return read;
  }

  function load() {
    const text = coursDom.memory.get(KEY);
    const read = text === null ? empty() : parse(text);
    if (!read && text !== null) coursDom.memory.set(UNREADABLE_KEY, text);
    progress = read ?? empty();
  }

  function changed() {
    coursDom.memory.set(KEY, JSON.stringify(progress));
    tell();
  }

  function tell() {
    for (const observer of observers) observer();
  }

  /** @param {string} slug */
  function exercise(slug) {
    const { reussi = [], indices = 0, solution = false } = progress.exercices[slug] ?? {};
    return { reussi, indices, solution };
  }

  /**
   * What is more than before; nothing here takes anything away.
   * @param {string} slug
   * @param {ExerciseProgress} more
   */
  function addExercise(slug, { reussi = [], indices = 0, solution = false }) {
    const before = exercise(slug);
    progress.exercices[slug] = {
      reussi: [...new Set([...before.reussi, ...reussi])],
      indices: Math.max(before.indices, indices),
      solution: before.solution || solution,
    };
  }

  /**
   * @param {string} slug
   * @param {QuizProgress} score
   */
  function addQuiz(slug, score) {
    const before = progress.quiz[slug];
    // A quiz that has changed since: the old score says nothing of the new one.
    const better = !before || before.questions !== score.questions || before.justes < score.justes;
    if (better) progress.quiz[slug] = score;
  }

  load();
  // Another window of the course.
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY && key !== null) return;
    load();
    tell();
  });
  // A page that the browser kept, and that « back » shows again.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    load();
    tell();
  });

  return {
    exercise,
    /** @param {string} slug */
    quiz: (slug) => progress.quiz[slug],
    /**
     * @param {string} slug
     * @param {ExerciseProgress} more
     */
    recordExercise(slug, more) {
      addExercise(slug, more);
      changed();
    },
    /**
     * @param {string} slug
     * @param {QuizProgress} score
     */
    recordQuiz(slug, score) {
      addQuiz(slug, score);
      changed();
    },
    /** Whether this exercise or quiz counts as done. @param {string} slug */
    done: (slug) => exercise(slug).reussi.length > 0 || progress.quiz[slug] !== undefined,
    toText: () => `${JSON.stringify(progress, null, 2)}\n`,
    /**
     * Adds what a file holds to what is here.
     * @param {string} text
     * @returns {boolean} whether it was a progress of this course
     */
    add(text) {
      const read = parse(text);
      if (!read) return false;
      for (const [slug, more] of Object.entries(read.exercices)) addExercise(slug, more);
      for (const [slug, score] of Object.entries(read.quiz)) addQuiz(slug, score);
      changed();
      return true;
    },
    clear() {
      progress = empty();
      changed();
    },
    /** Calls at once, and after each change. @param {() => void} observer */
    follow(observer) {
      observers.push(observer);
      observer();
    },
  };
})();
