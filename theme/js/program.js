'use strict';

/** One program of the page with its buttons: run, stop, edit, reset, copy. */
class CoursProgram {
  /** @type {Set<CoursProgram>} */
  static all = new Set();

  #editor;
  #edition;
  #key;
  /** @type {AbortController | null} */
  #running = null;
  /** @type {RunObserver[]} */
  #observers = [];
  /** Buttons that need a runner, in the order of the toolbar. */
  #runnerButtons;
  #run;
  #stop;
  #edit;
  #reset;
  #note;
  #noteTimer = 0;
  #toolbar;
  #frame;
  #edits;
  /** @type {RecordedRun | null} */
  #recorded;
  #hosted;
  #runner = coursServer.run;

  /**
   * @param {object} place
   * @param {HTMLElement} place.frame surrounds the code
   * @param {HTMLElement} place.pre
   * @param {HTMLElement} place.code
   * @param {string} place.name what the reader calls it: « tokio », « Exemple 2 »
   * @param {boolean} place.runnable
   * @param {{ slug: string, kind: string, variant: string }} [place.listing] unless it was typed in the chapter
   */
  constructor({ frame, pre, code, name, runnable, listing }) {
    this.#frame = frame;
    // A starting point is not what was recorded.
    this.#recorded = listing && listing.kind !== 'start' ? coursRecorded.find(listing.slug, listing.variant) : null;
    this.#hosted = code.classList.contains('en-ligne');
    this.#edition = [...code.classList].find((name) => /^edition\d+$/.test(name))?.slice(7) ?? '2024';
    this.#editor = new CoursEditor(pre, code, coursDom.typeset(`Code du programme ${name}`));
    this.#note = coursDom.element('span', { role: 'status', class: 'toolbar-note' });
    this.#run = coursDom.button('Exécuter', () => void this.run(), { class: 'primary' });
    this.#stop = coursDom.button('Arrêter', () => this.stop(), { 'aria-disabled': 'true' });
    this.#edit = coursDom.button('Modifier', () => this.#toggleEditor(), { 'aria-pressed': 'false' });
    this.#reset = coursDom.button('Réinitialiser', () => this.#restore(), { 'aria-disabled': 'true' });
    const copy = coursDom.button('Copier', () => void this.#copy());
    this.#runnerButtons = [this.#run, this.#stop];
    this.#toolbar = coursDom.element('div', {
      role: 'group',
      class: 'toolbar',
      'aria-label': coursDom.typeset(`Programme ${name}`),
    });
    if (runnable) this.#toolbar.append(this.#run, this.#stop, this.#edit, this.#reset);
    this.#toolbar.append(copy, this.#note);
    this.#addHiddenLines(code, copy);
    frame.after(this.#toolbar);
    coursDom.reachableWhenScrolling(code);
    const output = new CoursOutput(this.#toolbar, (line) => this.#editor.goTo(line));
    this.#observers.push(output, new CoursLiveTimeline(() => output.box));
    const original = this.#editor.text;
    // A fragment has no name: its text is its name.
    this.#key = listing
      ? `${listing.slug}.${listing.kind}.${listing.variant}`
      : `fragment.${CoursEdits.fingerprint(original)}`;
    this.#edits = new CoursEdits(this.#key, original);
    if (!runnable) {
      if (this.#recorded) this.#addReplay(copy);
      return;
    }

    CoursProgram.all.add(this);
    this.#recover();
    this.#editor.onChange = () => this.#changed();
    this.#editor.onRun = () => void this.run();
    this.#editor.onLeave = () => this.#edit.focus();
    coursServer.whenKnown((present) => {
      if (!present) this.#withoutRunner();
    });
  }

  /** Whether a reload of the page would interrupt the reader. */
  get busy() {
    return this.#editor.editing || this.#running !== null;
  }

  get modified() {
    return this.#editor.modified;
  }

  /**
   * The run of the text as it stands, for whoever compares it with others.
   * @param {AbortSignal} signal
   */
  events(signal) {
    return this.#runner(this.#request(), signal);
  }

  /**
   * @param {{ exercise: string, runtime: string }} check
   * @param {RunObserver} observer
   */
  addCheck(check, observer) {
    const button = coursDom.button('Vérifier', () => void this.run(check), { class: 'primary' });
    this.#stop.before(button);
    this.#runnerButtons.push(button);
    this.#observers.push(observer);
  }

  #request() {
    return { code: this.#editor.text, edition: this.#edition, program: this.#key };
  }

  /** @param {{ exercise: string, runtime: string }} [check] */
  async run(check) {
    const request = { ...this.#request(), ...(check && { check }) };
    await this.#follow(check !== undefined, (signal) => this.#runner(request, signal));
  }

  /**
   * @param {boolean} check
   * @param {(signal: AbortSignal) => AsyncGenerator<RunEvent>} start
   */
  async #follow(check, start) {
    this.#running?.abort();
    const run = new AbortController();
    this.#running = run;
    coursDom.setEnabled(this.#stop, true);
    for (const observer of this.#observers) observer.begin(check);
    try {
      let ended = false;
      for await (const event of start(run.signal)) {
        if (this.#running !== run) return;
        for (const observer of this.#observers) observer.receive(event);
        ended ||= event.name === 'outcome';
      }
      if (!ended) this.#fail("La connexion avec le serveur du cours s'est interrompue.");
    } catch (error) {
      // Stopped, or replaced by a newer run: either way somebody else has already said so.
      if (run.signal.aborted) return;
      this.#fail(error instanceof CoursRefusal ? error.message : "La connexion avec le serveur du cours s'est interrompue.");
    } finally {
      if (this.#running === run) {
        this.#running = null;
        coursDom.setEnabled(this.#stop, false);
      }
    }
  }

  stop() {
    this.#running?.abort();
    this.#running = null;
    coursDom.setEnabled(this.#stop, false);
    for (const observer of this.#observers) observer.stop();
  }

  /** @param {string} message */
  #fail(message) {
    for (const observer of this.#observers) observer.fail(message);
  }

  #toggleEditor() {
    if (this.#editor.editing) this.#editor.close();
    else this.#editor.open();
  }

  #changed() {
    this.#edits.save(this.#editor.text);
    this.#refresh();
  }

  /** Puts back the edit of this very text, and offers that of an older one. */
  #recover() {
    const { current, older } = this.#edits;
    if (current !== null) {
      this.#editor.text = current;
      this.#refresh();
      this.#say('Votre modification est rétablie.');
    }
    if (older === null) return;
    const offer = coursDom.element(
      'p',
      { class: 'edit-offer' },
      coursDom.typeset("Ce programme a changé depuis que vous l'avez modifié ; votre version est gardée. "),
    );
    const dismiss = () => {
      offer.remove();
      this.#edits.forgetOlder();
      this.#edit.focus({ preventScroll: true });
    };
    const take = coursDom.button('La reprendre', () => {
      this.#replace(older, 'Votre version est rétablie.');
      dismiss();
    });
    offer.append(take, ' ', coursDom.button("L'oublier", dismiss));
    this.#toolbar.before(offer);
  }

  #refresh() {
    this.#edit.setAttribute('aria-pressed', String(this.#editor.editing));
    coursDom.setEnabled(this.#reset, this.#editor.modified);
    // The marks count the lines of the original.
    this.#frame.classList.toggle('edited', this.#editor.modified || this.#editor.editing);
  }

  #restore() {
    this.#replace(null, 'Programme rétabli.');
  }

  /**
   * @param {string | null} text the original when null
   * @param {string} message
   */
  #replace(text, message) {
    const before = this.#editor.text;
    if (text === null) this.#editor.reset();
    else this.#editor.text = text;
    const undo = coursDom.button('Annuler', () => {
      this.#editor.text = before;
      this.#say();
      this.#edit.focus();
    });
    this.#say(message, undo);
  }

  async #copy() {
    const copied = await coursDom.copy(this.#editor.visibleText);
    this.#say(copied ? 'Copié' : 'Copie refusée par le navigateur');
    this.#noteTimer = window.setTimeout(() => this.#say(), 3000);
  }

  /**
   * @param {string} [text]
   * @param {HTMLElement} [action]
   */
  #say(text = '', action) {
    window.clearTimeout(this.#noteTimer);
    this.#note.replaceChildren(coursDom.typeset(text));
    if (action) this.#note.append(' ', action);
  }

  /** No button that can only fail: play.rust-lang.org runs some programs, the others show their recorded run. */
  #withoutRunner() {
    const note = coursDom.element('span', { class: 'no-runner' });
    this.#run.before(note);
    if (this.#recorded) this.#addReplay(this.#edit);
    for (const button of this.#runnerButtons) {
      if (button !== this.#run && button !== this.#stop) button.remove();
    }
    this.#runnerButtons = [];
    this.#runner = coursPlayground.run;
    const follow = () => {
      const possible = this.#hosted && navigator.onLine;
      this.#run.hidden = !possible;
      this.#stop.hidden = !possible && !this.#recorded;
      this.#editor.onRun = possible ? () => void this.run() : () => {};
      const offline = this.#hosted && !navigator.onLine ? 'Vous êtes hors ligne. ' : '';
      const where = possible ? 'Exécuté sur play.rust-lang.org ; avec les instants' : 'Pour exécuter ce programme';
      note.replaceChildren(...coursDom.sentence(coursDom.typeset(`${offline}${where} : \`cargo run\``)));
    };
    follow();
    window.addEventListener('online', follow);
    window.addEventListener('offline', follow);
  }

  /** @param {HTMLElement} next */
  #addReplay(next) {
    const recorded = this.#recorded;
    if (!recorded) return;
    const replay = coursDom.button(
      'Rejouer',
      () => void this.#follow(false, (signal) => coursRecorded.replay(recorded, signal)),
      { title: coursDom.typeset(`Sortie enregistrée : ${recorded.label}`) },
    );
    next.before(replay);
    if (!this.#stop.isConnected) next.before(this.#stop);
  }

  /**
   * mdBook hides lines of a short fragment, such as the `fn main` around it; a reader may want to see them.
   * @param {HTMLElement} code
   * @param {HTMLElement} next
   */
  #addHiddenLines(code, next) {
    if (!code.classList.contains('hide-boring')) return;
    const toggle = coursDom.button(
      'Lignes masquées',
      () => {
        const hidden = code.classList.toggle('hide-boring');
        toggle.setAttribute('aria-pressed', String(!hidden));
      },
      { 'aria-pressed': 'false' },
    );
    next.before(toggle);
  }
}
