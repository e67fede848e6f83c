'use strict';

/**
 * The reader's edit of one program, kept in the browser beside the fingerprint of the text that it was made of: an edit
 * of an older text is never put over the new one.
 */
class CoursEdits {
  #key;
  #base;
  #original;

  /**
   * @param {string} name of the program
   * @param {string} original
   */
  constructor(name, original) {
    this.#key = `cours.essai.${name}`;
    this.#base = CoursEdits.fingerprint(original);
    this.#original = original;
  }

  /**
   * FNV-1a: a name for a text, that changes with it.
   * @param {string} text
   */
  static fingerprint(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(16);
  }

  /** The edit of this very text. */
  get current() {
    return this.#read()[this.#base] ?? null;
  }

  /** An edit of a text that the book no longer has. */
  get older() {
    const found = Object.entries(this.#read()).find(([base]) => base !== this.#base);
    return found?.[1] ?? null;
  }

  /** @param {string} text */
  save(text) {
    const edits = this.#read();
    if (text === this.#original) delete edits[this.#base];
    else edits[this.#base] = text;
    this.#write(edits);
  }

  forgetOlder() {
    const current = this.current;
    this.#write(current === null ? {} : { [this.#base]: current });
  }

  /** @returns {Record<string, string>} by the fingerprint of the text that was edited */
  #read() {
    try {
      const read = JSON.parse(coursDom.memory.get(this.#key) ?? '{}');
      return read && typeof read === 'object' ? read : {};
    } catch {
      return {};
    }
  }

  /** @param {Record<string, string>} edits */
  #write(edits) {
    if (Object.keys(edits).length === 0) coursDom.memory.remove(this.#key);
    else coursDom.memory.set(this.#key, JSON.stringify(edits));
  }
}
