'use strict';

/**
 * The search. It knows French and nothing of the page: mdbook-site writes it, with the texts of the book, into
 * recherche.js, which theme/js/search.js asks for at the first search.
 *
 * There is no inverted index: a book is some hundred thousand words, and reading a number for each of them takes a
 * millisecond or two.
 */
const coursSearchEngine = (() => {
  /**
   * What mdbook-site knows of a section: `text` is its prose, one block a line; `bold`, what the prose has in bold, where
   * it introduces a term; `code`, the words of its programs.
   * @typedef {{ id: string, heading: string, text: string, bold: string, code: string }} SectionText
   * @typedef {{ url: string, title: string, sections: SectionText[] }} PageText
   *
   * A word of a text: its number in the vocabulary, and where it stands.
   * @typedef {{ id: number, start: number, end: number }} Word
   *
   * @typedef {{ text: string, marked: boolean }} Piece
   * @typedef {{ url: string, page: string, heading: string, excerpt: Piece[], code: string[], words: string[] }} Result
   * `absent` holds the words that the book does not have, each with the nearest that it has, if one is near.
   * @typedef {{ results: Result[], total: number, absent: [string, string | undefined][] }} Found
   *
   * @typedef {object} Section
   * @property {PageText} page
   * @property {SectionText} source
   * @property {Int32Array} title of the page
   * @property {Int32Array} heading
   * @property {Int32Array} text
   * @property {Int32Array} bold
   * @property {Int32Array} code
   * @property {boolean} recalls rather than explains: « Résumé » and the like, which every chapter has
   */

  const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

  /** Words that every page has; with them, what stands before an apostrophe. */
  const SILENT = new Set(
    (
      'a ai apres au aux avant avec c ca ce ces cet cette ceux comme comment d dans de des donc du elle elles en entre ' +
      'est et etre eux il ils j je jusqu l la le les leur leurs lorsqu lui m ma mais me mes mon n ne nos notre nous on ont or ou par pas pour puis ' +
      'pourquoi puisqu qu quand que quel quelle quelles quels qui quoi quoiqu s sa se ses si son sont sur t ta te tes toi ' +
      'ton tu un une vos votre vous y'
    ).split(' '),
  );

  /** What a word of the text is worth for a word that was asked. */
  const SAME = 1;
  const RELATED = 0.7;
  const BEGINS = 0.5;
  const PART = 0.4;
  const NEAR = 0.4;

  const IN_HEADING = 4;
  const IN_BOLD = 4;
  const IN_PAGE_TITLE = 1.5;
  const IN_TEXT = 1;
  const IN_CODE = 0.5;
  const RECALLED = 0.75;

  /** Lower case, without accents: what is left when one types in a hurry. @param {string} word */
  function fold(word) {
    return word
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/œ/g, 'oe')
      .replace(/æ/g, 'ae');
  }

  // Endings of verbs, of participles and of feminines, on folded words that lost their plural; the longest first.
  const ENDINGS = (
    'issaient issante issant issait issai issent isson issez isse eraient iraient erion irion eriez iriez erait irait erai ' +
    'irai eront iront eron iron erez irez era ira rait raient ' +
    'eaient eante eant eait eai eon aient ante ant ait ai on ement ment ion iez ent ee ez er ir it ue e'
  ).split(' ');

  /**
   * What the forms of one word have in common, or nearly: too short a stem costs little, for the form that was typed
   * counts more than its kin. Identifiers and error codes are left alone.
   * @param {string} form a folded word
   */
  function stem(form) {
    if (form.length < 4 || /[^a-z]/.test(form)) return form;
    let cut = form;
    if (/[^e]aux$/.test(cut) && cut.length > 4) cut = cut.slice(0, -2) + 'l';
    else if (/[^s]s$|[^i]x$/.test(cut)) cut = cut.slice(0, -1);
    const ending = /[^aeiou]re$/.test(cut) && cut.length > 5 ? 're' : ENDINGS.find((it) => cut.endsWith(it) && cut.length - it.length >= 3);
    if (ending) cut = cut.slice(0, -ending.length);
    if (cut.length > 3) cut = cut.replace(/[eiu]$/, '');
    return cut.replace(/([^aeious])\1$/, '$1');
  }

  /** Each spelling found in the book, by number. @type {{ form: string, stem: string }[]} */
  let vocabulary = [];
  /** @type {Section[]} */
  let sections = [];

  /** Texts repeat their words: each is folded and cut once. @type {Map<string, number>} */
  let numbers = new Map();

  /** @param {string} spelling @returns {number} -1 for a silent word */
  function number(spelling) {
    const known = numbers.get(spelling);
    if (known !== undefined) return known;
    const form = fold(spelling);
    let id = SILENT.has(form) ? -1 : (numbers.get(form) ?? vocabulary.length);
    if (id === vocabulary.length) vocabulary.push({ form, stem: stem(form) });
    numbers.set(form, id).set(spelling, id);
    return id;
  }

  /** @param {string} text @returns {Word[]} */
  function words(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      found.push({ id: number(match[0]), start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  /** @param {string} text */
  function speaking(text) {
    return Int32Array.from(words(text).map(({ id }) => id).filter((id) => id >= 0));
  }

  /** @param {PageText[]} pages */
  function load(pages) {
    vocabulary = [];
    numbers = new Map();
    const headings = pages.flatMap((page) => page.sections.map(({ heading }) => heading));
    sections = pages.flatMap((page) =>
      page.sections.map((source) => ({
        page,
        source,
        title: speaking(page.title),
        heading: speaking(source.heading),
        text: speaking(source.text),
        bold: speaking(source.bold),
        code: speaking(source.code),
        recalls: headings.filter((heading) => heading === source.heading).length > 1,
      })),
    );
  }

  /**
   * Edits between two words, swaps of neighbours included; `limit + 1` when there are more than `limit`.
   * @param {string} a
   * @param {string} b
   * @param {number} limit
   */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    /** @type {number[][]} */
    const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    const at = (/** @type {number} */ row, /** @type {number} */ column) => rows[row]?.[column] ?? 0;
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      rows.push(row);
      for (let j = 1; j <= b.length; j += 1) {
        const change = at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]);
        row.push(Math.min(change, at(i - 1, j) + 1, at(i, j - 1) + 1));
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (swapped) row[j] = Math.min(at(i, j), at(i - 2, j - 2) + 1);
      }
    }
    return Math.min(at(a.length, b.length), limit + 1);
  }

  /** The word of the book that is most like this one, if one is. @param {string} form */
  function nearest(form) {
    if (form.length < 5) return undefined;
    let limit = form.length < 8 ? 1 : 2;
    let found;
    for (const { form: other } of vocabulary) {
      const edits = distance(form, other, limit);
      if (edits <= limit && other.length > 3) {
        found = other;
        limit = edits - 1;
      }
      if (limit < 1) break;
    }
    return found;
  }

  /**
   * What each word of the vocabulary is worth for a word asked.
   * @param {string} form
   * @param {boolean} unfinished the reader may still be typing it
   */
  function worths(form, unfinished) {
    const root = stem(form);
    const begins = unfinished && form.length > 1;
    return Float32Array.from(vocabulary, (word) => {
      if (word.form === form) return SAME;
      if (word.stem === root) return RELATED;
      if (begins && word.form.startsWith(form)) return BEGINS;
      return word.form.includes('_') && word.form.split('_').includes(form) ? PART : 0;
    });
  }

  /**
   * @typedef {{ worth: Float32Array, weight: number }} Term
   * @param {string} query
   * @returns {{ terms: Term[], absent: Found['absent'] }}
   */
  function read(query) {
    const asked = [...query.matchAll(WORD)].map((match) => match[0]).filter((word) => !SILENT.has(fold(word)));
    /** @type {Found['absent']} */
    const absent = [];
    const terms = asked.flatMap((word, index) => {
      const unfinished = index === asked.length - 1 && query.endsWith(word);
      let worth = worths(fold(word), unfinished);
      if (!worth.some((value) => value > 0)) {
        const near = nearest(fold(word));
        absent.push([word, near]);
        // The other words must not suffer from one that the book does not have.
        if (!near) return [];
        worth = worths(near, false).map((value) => value * NEAR);
      }
      return [{ worth, weight: rarity(worth) }];
    });
    return { terms, absent };
  }

  /** The fewer sections have a word, the more it tells. @param {Float32Array} worth */
  function rarity(worth) {
    let having = 0;
    for (const { heading, text, code } of sections) {
      const best = [heading, text, code].reduce((most, ids) => Math.max(most, peak(ids, worth)), 0);
      having += best;
    }
    return Math.log(1 + sections.length / (having + 0.5));
  }

  /** @param {Int32Array} ids @param {Float32Array} worth */
  function peak(ids, worth) {
    let best = 0;
    for (const id of ids) best = Math.max(best, worth[id] ?? 0);
    return best;
  }

  /** @param {Int32Array} ids @param {Float32Array} worth */
  function sum(ids, worth) {
    let total = 0;
    for (const id of ids) total += worth[id] ?? 0;
    return total;
  }

  /**
   * How near one another two words asked in a row stand: 1 for neighbours, 0 for strangers.
   * @param {Int32Array} ids
   * @param {Term} first
   * @param {Term} second
   */
  function closeness(ids, first, second) {
    let best = 0;
    let last = -Infinity;
    ids.forEach((id, position) => {
      if ((second.worth[id] ?? 0) > 0) best = Math.max(best, 1 / (position - last));
      if ((first.worth[id] ?? 0) > 0) last = position;
    });
    return best < 0.2 ? 0 : best;
  }

  /**
   * @param {Section} section
   * @param {Term[]} terms
   * @param {number} usual number of words of a section
   */
  function score(section, terms, usual) {
    const { title, heading, text, bold, code } = section;
    const length = 0.5 + (0.5 * text.length) / usual;
    let total = 0;
    let met = 0;
    const asked = terms.reduce((all, { weight }) => all + weight, 0);
    // A heading with one word of three is not about what was asked.
    const headed = terms.reduce((all, { worth, weight }) => all + weight * peak(heading, worth), 0) / asked;
    terms.forEach((term, index) => {
      const { worth, weight } = term;
      const often =
        IN_HEADING * headed * sum(heading, worth) +
        IN_BOLD * peak(bold, worth) +
        IN_PAGE_TITLE * peak(title, worth) +
        (IN_TEXT * sum(text, worth)) / length +
        IN_CODE * peak(code, worth);
      if (often === 0) return;
      const best = Math.max(peak(heading, worth), peak(text, worth), peak(code, worth), 0.5 * peak(title, worth));
      met += weight * best;
      total += (weight * often) / (often + 1.5);
      const next = terms[index + 1];
      if (next) {
        const near = Math.max(2 * closeness(heading, term, next), closeness(text, term, next));
        total += (near * (weight + next.weight)) / 4;
      }
    });
    const points = total * (met / asked) ** 2 * (section.recalls ? RECALLED : 1);
    return { points, coverage: met / asked };
  }

  /** The part of what was asked, rare words counting more, that a section must have. */
  const ENOUGH = 0.4;

  /** Words shown around what was found. */
  const EXCERPT = 32;

  /**
   * The passage of a text that says most of what was asked.
   * @param {string} text
   * @param {Term[]} terms
   * @returns {Piece[]}
   */
  function excerpt(text, terms) {
    const all = words(text);
    const worth = all.map(({ id }) => value(id, terms));
    let from = 0;
    let most = 0;
    for (let start = 0; start < all.length; start += 1) {
      if (!worth[start]) continue;
      // Each word counts once: a passage with all that was asked beats one that repeats a part of it.
      const seen = new Map();
      for (let i = start; i < Math.min(start + EXCERPT / 2, all.length); i += 1) {
        const id = all[i]?.id ?? -1;
        if (worth[i]) seen.set(vocabulary[id]?.stem, worth[i]);
      }
      const said = [...seen.values()].reduce((total, points) => total + points, 0);
      if (said > most) [most, from] = [said, start];
    }
    const begin = sentenceStart(text, all, from);
    const shown = all.slice(begin, begin + EXCERPT);
    /** @type {Piece[]} */
    const pieces = [];
    let at = shown[0]?.start ?? 0;
    // What stands between the last word of the sentence before and the first of this one is no part of it.
    if (begin > 0) pieces.push({ text: '… ', marked: false });
    shown.forEach(({ start, end }, index) => {
      if (!worth[begin + index]) return;
      pieces.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
      at = end;
    });
    const last = shown[shown.length - 1]?.end ?? 0;
    const whole = begin + EXCERPT >= all.length;
    pieces.push({ text: whole ? text.slice(at) : `${text.slice(at, last)} …`, marked: false });
    return pieces.filter((piece) => piece.text !== '').map((piece) => ({ ...piece, text: piece.text.replace(/\n/g, ' · ') }));
  }

  /** What a word tells of all that was asked. @param {number} id @param {Term[]} terms */
  function value(id, terms) {
    return terms.reduce((most, term) => Math.max(most, (term.worth[id] ?? 0) * term.weight), 0);
  }

  /** The words of a text that were found, as they are spelt. @param {string} text @param {Term[]} terms */
  function found(text, terms) {
    return words(text)
      .filter(({ id }) => value(id, terms) > 0)
      .map(({ start, end }) => text.slice(start, end));
  }

  /**
   * The word that begins the sentence of the word `from`, or one a little before it.
   * @param {string} text
   * @param {Word[]} all
   * @param {number} from
   */
  function sentenceStart(text, all, from) {
    const earliest = Math.max(0, from - EXCERPT / 3);
    for (let index = from; index > earliest; index -= 1) {
      const between = text.slice(all[index - 1]?.end, all[index]?.start);
      if (/[.!?…\n]/.test(between)) return index;
    }
    return earliest === 0 ? 0 : Math.floor(earliest);
  }

  /**
   * @param {Section} section
   * @param {Term[]} terms
   * @returns {Result}
   */
  function present({ page, source }, terms) {
    const inText = found(source.text, terms);
    const inCode = inText.length > 0 ? [] : found(source.code, terms);
    return {
      url: source.id ? `${page.url}#${source.id}` : page.url,
      page: page.title,
      heading: source.heading || page.title,
      excerpt: excerpt(source.text, terms),
      code: inCode.slice(0, 5),
      words: [...new Set([...found(source.heading, terms), ...inText, ...inCode].map((word) => word.toLowerCase()))],
    };
  }

  /**
   * @param {string} query
   * @param {number} [limit] how many results to present
   * @returns {Found}
   */
  function search(query, limit = 20) {
    const { terms, absent } = read(query);
    if (terms.length === 0) return { results: [], total: 0, absent };
    const usual = sections.reduce((total, { text }) => total + text.length, 0) / Math.max(sections.length, 1);
    const scored = sections
      .map((section) => ({ section, ...score(section, terms, usual) }))
      .filter(({ coverage }) => coverage >= ENOUGH)
      .sort((a, b) => b.points - a.points);
    const results = scored.slice(0, limit).map(({ section }) => present(section, terms));
    return { results, total: scored.length, absent };
  }

  return { load, search, fold, stem };
})();
