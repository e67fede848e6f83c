import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

export const COROUTINES = '/ch02-coroutines-et-futures.html';
export const ENSEMBLE = '/ch04-attendre-ensemble.html';

/** rustc may share two cores with everything else that is being tested. */
export const COMPILED = { timeout: 45_000 };

/** A program of the page as a reader sees it: what is hidden behind another tab does not exist. */
export class Listing {
  /** @param {Locator} place */
  constructor(place) {
    this.place = place;
    this.output = place.getByRole('log', { name: 'Sortie' });
    this.state = place.locator('.run-state').filter({ visible: true });
    this.editor = place.getByRole('textbox');
  }

  /** @param {string} name */
  tab(name) {
    return this.place.getByRole('tab', { name, exact: true });
  }

  /** @param {string} name */
  button(name) {
    return this.place.getByRole('button', { name, exact: true });
  }

  get panel() {
    return this.place.getByRole('tabpanel');
  }

  /** @param {string} text */
  line(text) {
    return this.output.locator('.run-line', { hasText: text });
  }

  /** The lines printed so far, each with its time. */
  async lines() {
    const printed = await this.output.locator('.run-line').allInnerTexts();
    return printed.map((line) => {
      const [, seconds, text] = /^\+(\d+,\d\d)\s+s\s+(.*)$/s.exec(line.trim()) ?? [];
      expect(seconds, `« ${line} » has no time`).toBeDefined();
      return { seconds: Number(seconds?.replace(',', '.')), text: text ?? '' };
    });
  }

  code() {
    return this.place.locator('.variant-code code').filter({ visible: true }).first().innerText();
  }

  /**
   * Opens the editor and changes the text in it.
   * @param {(code: string) => string} change
   */
  async edit(change) {
    await this.button('Modifier').click();
    const before = await this.editor.inputValue();
    const after = change(before);
    expect(after, 'the edit should change something').not.toBe(before);
    await this.editor.fill(after);
  }
}

/**
 * @param {Page} page
 * @param {string} slug
 */
export function listing(page, slug) {
  return new Listing(page.locator(`#listing-${slug}`));
}

/** @param {Page} page */
export function firstListing(page) {
  return new Listing(page.locator('.listing:has([role=tab])').first());
}
