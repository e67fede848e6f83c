import { chromium } from '@playwright/test';
import { ENSEMBLE } from './lib/chapter.js';
import { audit } from './lib/lighthouse.js';
import { folder, serve } from './lib/site.js';
import { expect, test } from './lib/test.js';

// Performance is measured by `cargo xtask bench page`, on a machine that does nothing else.
test('Lighthouse finds no fault with the published page', async ({ launchOptions }, { parallelIndex }) => {
  test.setTimeout(120_000);
  const port = 9400 + parallelIndex;
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
  });
  const site = await serve(folder('COURS_SITE'));
  const { scores, faults } = await audit(site.url + ENSEMBLE, port, ['accessibility', 'best-practices', 'seo']);
  await browser.close();
  await site.close();
  expect({ scores, faults }).toEqual({ scores: [100, 100, 100], faults: [] });
});
