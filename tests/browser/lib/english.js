import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './site.js';

// A text is taken for English when one of its words is in no French dictionary (Hunspell's, as for the chapters, and
// tests/lexique.txt with the proper names): no list of what may be English has to be kept. What that cannot see is
// English made of words that French has too. Such are some labels of mdBook, « Page navigation » or « Auto »: they are
// read from its page and its script, as they are before ours translate them. For our own labels there is FRENCH_TOO.

/** What interfaces say in English, and the French dictionary admits as a loan or as another word. */
const FRENCH_TOO =
  'are as bad be cancel close collapse contents dark enter escape finish for good hard have home in input item items light more must new output outputs record replace replay running same select show state tries value warning'.split(' ');

/** Names, and a keyword in drawings, where nothing is marked as code. */
const NAMES = ['Ayu', 'Ctrl', 'Échap', 'Rust', 'await', 'stderr'];

/** mdBook writes these in the chapters themselves, over a block of that kind. */
const BLOCKS = ['Note', 'Tip', 'Warning', 'Caution'];

/** @param {string} text */
const plain = (text) => text.replace(/[\u00a0\u202f\s]+/g, ' ').replaceAll('’', "'").trim();

/** The labels that mdBook writes, in its page and in its script. */
export function stockLabels() {
  const root = folder('COURS_SITE');
  const files = readdirSync(root);
  const script = files.find((name) => /^book-\w+\.js$/.test(name)) ?? '';
  // A chapter with one before it and one after it.
  const page = readFileSync(join(root, files.find((name) => /^ch02-.*\.html$/.test(name)) ?? ''), 'utf8')
    .replace(/^[^]*?<body>/, '')
    .replace(/<(main|script|style|noscript|h1)\b[^]*?<\/\1>/g, '');
  const labels = [
    ...page.matchAll(/ (?:title|aria-label|placeholder)="([^"]+)"/g),
    ...page.matchAll(/>([^<]+)</g),
    ...readFileSync(join(root, script), 'utf8').matchAll(/'([A-Z][a-z]+[^'\n]*)'/g),
  ].map((match) => plain(match[1] ?? ''));
  // Some are names, and « or » stands alone between two keys.
  return new Set([...BLOCKS, ...labels.filter((label) => label.length > 2 && !NAMES.includes(label))]);
}

/**
 * The words that are in no French dictionary, or `undefined` where there is no Hunspell.
 * @param {string[]} lines
 */
function unknown(lines) {
  const { error, status, stdout } = spawnSync('hunspell', ['-d', 'fr', '-i', 'utf-8', '-l'], { input: `${lines.join('\n')}\n` });
  return error || status !== 0 ? undefined : new Set(stdout.toString().split('\n').filter(Boolean));
}

/** Whether `english` can look at all. */
export function available() {
  return unknown(['bonjour']) !== undefined;
}

/** @param {string} word « d'Attendre » is not in the dictionary, and « Attendre » is */
const bare = (word) => word.replace(/^[.'-]+|[.'-]+$/g, '').replace(/^.*'/, '');

/**
 * What is English in these texts, each with the reason.
 * @param {string[]} said
 */
export function english(said) {
  const labels = stockLabels();
  const known = new Set(readFileSync(new URL('../../lexique.txt', import.meta.url), 'utf8').split('\n').concat(NAMES));
  // Names of files and hosts, and calls in a drawing.
  const texts = said.map(plain).map((text) => ({ text, words: text.replace(/[\w-]+(?:[._/:]+[\w-]+)+|\w+\(\w*\)/g, ' ') }));
  const strangers = [...(unknown(texts.map(({ words }) => words)) ?? [])].map(bare).filter((word) => !known.has(word));
  const foreign = new Set(strangers.length > 0 ? unknown(strangers) : []);
  return texts.flatMap(({ text, words }) => {
    const pieces = words.split(/[^\p{L}\p{N}'.-]+/u).map(bare);
    const found = pieces.filter((word) => foreign.has(word) || FRENCH_TOO.includes(word.toLowerCase()));
    if (labels.has(text)) found.push('a label of mdBook');
    return found.length > 0 ? [`${text.slice(0, 200)} [${[...new Set(found)].join(', ')}]`] : [];
  });
}

/**
 * Hears everything that the page says from now on, for the eyes or the ears, were it for an instant: texts, labels,
 * live regions. Code, what programs and rustc print, what is found in the book and foreign words in italics are apart.
 * @param {import('@playwright/test').Page} page
 */
export async function listen(page) {
  await page.addInitScript(() => {
    /** @type {Set<string>} */
    const said = new Set();
    const APART = 'code, pre, textarea, script, style, template, noscript, [lang=en], main :is(em, i), .run-text, .chrono text:not(.t), [role=option]';
    const LABELS = ['title', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'alt', 'label'];

    /** @param {Element} element */
    const labels = (element) => {
      if (element.closest('[lang=en]')) return;
      for (const name of LABELS) {
        let label = element.getAttribute(name) ?? '';
        // The names of its lanes are printed by a program.
        if (element.matches('.chrono')) for (const lane of element.querySelectorAll('text:not(.t)')) label = label.replace(` ${lane.textContent}`, '');
        said.add(label);
      }
      if (element instanceof HTMLInputElement && /^(button|submit|reset)$/.test(element.type)) said.add(element.value);
    };
    /** @param {Node} node */
    const hear = (node) => {
      if (node instanceof Text && !node.parentElement?.closest(APART)) said.add(node.data);
      if (!(node instanceof Element)) return;
      labels(node);
      for (const element of node.querySelectorAll('*')) labels(element);
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) hear(texts.currentNode);
    };
    /** What style sheets write. */
    const styles = () => {
      for (const { cssRules } of document.styleSheets) {
        for (const rule of cssRules) {
          if (rule instanceof CSSStyleRule) said.add(rule.style.content.replace(/\b(url|attr|counter)\(.*?\)+/g, ''));
        }
      }
    };
    document.addEventListener('DOMContentLoaded', () => {
      new MutationObserver((changes) => {
        for (const { type, target, addedNodes } of changes) {
          if (type === 'childList') addedNodes.forEach(hear);
          else if (target instanceof Element) labels(target);
          else hear(target);
        }
      }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: LABELS });
    });
    Object.assign(window, {
      heard() {
        said.add(document.title);
        hear(document.body);
        styles();
        const all = [...said];
        said.clear();
        return all;
      },
    });
  });

  /** @type {Set<string>} */
  const checked = new Set();
  return {
    /** What was said in English since it was asked last. */
    async english() {
      /** @type {string[]} */
      const said = await page.evaluate(() => Reflect.get(window, 'heard')());
      const news = said.filter((text) => /\p{L}{2}/u.test(text) && !checked.has(text));
      news.forEach((text) => checked.add(text));
      return news.length > 0 ? english(news) : [];
    },
  };
}
