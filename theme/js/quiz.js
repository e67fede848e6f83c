'use strict';

/** Questions: the printed list of choices becomes radio buttons that answer at once, with the reason. */
const coursQuiz = (() => {
  /**
   * @param {HTMLElement} question
   * @param {number} index
   * @param {(right: boolean) => void} onAnswer
   * @returns {(() => void) | undefined} forgets the answer
   */
  function build(question, index, onAnswer) {
    const choices = question.querySelector(':scope > .choices');
    const answer = question.querySelector(':scope > details.answer');
    if (!(choices instanceof HTMLElement) || !(answer instanceof HTMLElement)) return undefined;
    const right = Number(answer.dataset.correct);
    const explanations = coursListings.all(answer, '.explanations > li');

    const name = coursDom.identify(question);
    const feedback = coursDom.element('div', { class: 'feedback', 'aria-live': 'polite' });
    const options = coursDom.element('div', { class: 'options' });
    const legend = coursDom.element('legend', { class: 'cours-hidden' }, `Question ${index + 1}`);
    const fieldset = coursDom.element('fieldset', {}, legend, options);

    /** @param {number} chosen */
    function reveal(chosen) {
      [...options.children].forEach((option, position) => {
        if (!(option instanceof HTMLElement)) return;
        if (position === chosen) option.dataset.verdict = position === right ? 'right' : 'wrong';
        else delete option.dataset.verdict;
      });
      feedback.dataset.verdict = chosen === right ? 'right' : 'wrong';
      // Each explanation begins with its own « Juste. » or « Faux. ».
      feedback.replaceChildren(...[...(explanations[chosen]?.childNodes ?? [])].map((node) => node.cloneNode(true)));
      onAnswer(chosen === right);
    }

    // An arrow moves the choice of a radio group, and the browser reports a click: going through the choices with the
    // keyboard must not answer the question. Space and Enter do.
    let browsing = false;
    options.addEventListener('keydown', (event) => (browsing = event.key.startsWith('Arrow')), true);
    options.addEventListener('keyup', () => (browsing = false), true);

    const radios = coursListings.all(choices, ':scope > li').map((item, position) => {
      const radio = coursDom.element('input', { type: 'radio', name, value: String(position) });
      const text = coursDom.element('div', { class: 'option-text' }, ...item.childNodes);
      const option = coursDom.element('label', { class: 'option' }, radio, text);
      radio.addEventListener('keydown', (event) => {
        if (event.key === ' ' || event.key === 'Enter') {
          event.preventDefault();
          radio.checked = true;
          reveal(position);
        }
      });
      radio.addEventListener('click', () => {
        if (!browsing) reveal(position);
      });
      options.append(option);
      return radio;
    });

    fieldset.append(coursDom.element('p', { class: 'quiz-help' }, 'Au clavier : flèches pour choisir, Entrée pour répondre.'));
    choices.before(fieldset);
    fieldset.after(feedback);
    choices.remove();
    return () => {
      for (const radio of radios) radio.checked = false;
      for (const option of coursListings.all(options, '.option')) delete option.dataset.verdict;
      delete feedback.dataset.verdict;
      feedback.replaceChildren();
    };
  }

  /**
   * The first answer to each question counts; « Recommencer » gives another try, and the best one is kept.
   * @param {HTMLElement} quiz
   */
  function score(quiz) {
    const slug = quiz.dataset.slug ?? '';
    const questions = coursListings.all(quiz, ':scope > .question');
    /** @type {(boolean | undefined)[]} */
    let answers = [];
    const state = coursDom.element('p', { role: 'status', class: 'quiz-score' });
    const again = coursDom.button('Recommencer', () => {
      answers = [];
      for (const forget of forgets) forget?.();
      say();
      const first = quiz.querySelector('input');
      first?.focus();
      first?.scrollIntoView({ block: 'center', behavior: 'instant' });
    });

    function say() {
      const answered = answers.filter((answer) => answer !== undefined).length;
      const right = answers.filter(Boolean).length;
      const best = coursProgress.quiz(slug);
      const parts = [];
      if (answered === questions.length) parts.push(`Quiz terminé : ${right} sur ${questions.length} du premier coup.`);
      else if (answered > 0) parts.push(`Questions répondues : ${answered} sur ${questions.length}.`);
      if (best && (answered < questions.length || best.justes > right)) {
        parts.push(`Meilleur score : ${best.justes} sur ${best.questions}.`);
      }
      state.textContent = coursDom.typeset(parts.join(' '));
      coursDom.setEnabled(again, answered > 0);
    }

    const forgets = questions.map((question, index) =>
      build(question, index, (right) => {
        if (answers[index] !== undefined) return;
        answers[index] = right;
        const whole = questions.every((_, index) => answers[index] !== undefined);
        const justes = answers.filter(Boolean).length;
        if (whole) coursProgress.recordQuiz(slug, { justes, questions: questions.length });
        say();
      }),
    );
    quiz.append(coursDom.element('div', { class: 'quiz-end' }, state, again));
    say();
  }

  return {
    /** @param {HTMLElement} root */
    start(root) {
      coursListings.all(root, '.quiz').forEach(score);
    },
  };
})();
