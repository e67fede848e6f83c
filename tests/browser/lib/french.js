import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

const ENGLISH =
  /\b(the|this|copy|copied|run|search|toggle|chapters?|next|previous|show|hide|undo|change|light|dark|print|results?|keyboard|shortcuts?|contents|press|click|loading|output|stop|edit|reset|close|help|warning)\b/i;

const CONTROLS =
  'button, [role=tab], [role=status], [role=alert], .run-title, .run-state, .editor-help, #mdbook-help-popup, .search-help, #mdbook-searchresults-header, .blockquote-tag-title';

/**
 * Everything a label says, seen or only heard: not the text of the course, which is checked elsewhere.
 * @param {Page} page
 * @param {string} controls a selector of what has labels for its text
 */
async function labels(page, controls) {
  return page.evaluate((controls) => {
    const said = [];
    for (const element of document.body.querySelectorAll('[title], [aria-label], [aria-description], [placeholder], [alt]')) {
      for (const name of ['title', 'aria-label', 'aria-description', 'placeholder', 'alt']) said.push(element.getAttribute(name) ?? '');
    }
    for (const element of document.querySelectorAll(controls)) said.push(element.textContent ?? '');
    return [...new Set(said.map((text) => text.trim()))];
  }, controls);
}

/**
 * @param {Page} page
 * @param {string} [controls]
 */
export async function expectFrench(page, controls = CONTROLS) {
  expect((await labels(page, controls)).filter((label) => ENGLISH.test(label))).toEqual([]);
}

/**
 * With the spaces and the apostrophes of French.
 * @param {Page} page
 * @param {string} [controls]
 */
export async function expectTypeset(page, controls = CONTROLS) {
  expect((await labels(page, controls)).filter((label) => / [;:!?»]|« |'/.test(label))).toEqual([]);
}
