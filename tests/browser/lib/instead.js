/** @typedef {import('@playwright/test').Page} Page */

/**
 * Takes the place of `GET /api/events`, so that a test can say what the server says.
 * @param {Page} page
 */
export async function instead(page) {
  await page.addInitScript(() => {
    class Events extends EventTarget {
      readyState = 1;
      constructor() {
        super();
        Object.assign(window, { events: this });
        setTimeout(() => this.dispatchEvent(new Event('open')));
      }
      close() {}
    }
    Object.assign(window, { EventSource: Events });
  });
  return {
    /**
     * @param {string} name
     * @param {object} data
     */
    say: (name, data) =>
      page.evaluate(
        ([name, data]) => {
          // @ts-expect-error defined above
          window.events.dispatchEvent(new MessageEvent(name, { data }));
        },
        /** @type {const} */ ([name, JSON.stringify(data)]),
      ),
  };
}
