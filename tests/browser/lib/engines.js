import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { folder } from './site.js';

/**
 * What is searched, and the page and section that the reader looks for: tests/recherche.toml.
 * @typedef {{ mots: string, epreuve: string, page: string, section: string }} Search
 * A result: the page, the heading of the section.
 * @typedef {{ page: string, heading: string }} Place
 * What these tests use of crates/mdbook-site/js/search-engine.js.
 * @typedef {object} Engine
 * @property {(word: string) => string} fold
 * @property {(form: string) => string} stem
 * @property {(query: string) => { results: { url: string, heading: string }[], total: number, absent: unknown[] }} search
 */

/** @returns {Search[]} */
export function searches() {
  return JSON.parse(process.env.COURS_SEARCHES ?? '[]');
}

/** Headings are compared as they are read: no code marks, ordinary spaces and apostrophes. @param {string} heading */
export function plain(heading) {
  return heading
    .replaceAll('`', '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('’', "'");
}

/** Ours, from recherche.js as it is published: no browser is needed. */
export function ours() {
  const context = createContext({});
  runInContext(readFileSync(join(folder('COURS_SITE'), 'recherche.js'), 'utf8'), context);
  /** @type {Engine} */
  const engine = runInContext('coursSearchEngine', context);
  return {
    engine,
    /** @param {string} query @returns {Place[]} */
    search: (query) =>
      engine.search(query).results.map(({ url, heading }) => ({ page: url.split('#')[0] ?? '', heading: plain(heading) })),
  };
}

/** mdBook's own: elasticlunr and its index, from the stock book. */
export function stock() {
  const root = folder('COURS_STOCK');
  const names = readdirSync(root);
  const read = (/** @type {RegExp} */ name) => readFileSync(join(root, names.find((file) => name.test(file)) ?? ''), 'utf8');
  const window = { search: {} };
  const context = createContext({ window });
  runInContext(`${read(/^elasticlunr.*\.js$/)}\n${read(/^searchindex.*\.js$/)}`, context);
  /** @type {(query: string) => { url: string, title: string }[]} */
  const found = runInContext(
    `const index = elasticlunr.Index.load(window.search.index);
     (query) => index.search(query, window.search.search_options).map(({ ref }) => ({
       url: window.search.doc_urls[ref],
       title: index.documentStore.getDoc(ref).title,
     }))`,
    context,
  );
  return {
    /** @param {string} query @returns {Place[]} */
    search: (query) => found(query).map(({ url, title }) => ({ page: url.split('#')[0] ?? '', heading: plain(title) })),
  };
}
