import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/** A page is opened once its scripts have started: they do so in small tasks, and go on after « load ». */
export const test = base.extend({
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (url, options) => {
      const answer = await goto(url, options);
      await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
      return answer;
    };
    await use(page);
  },
});
