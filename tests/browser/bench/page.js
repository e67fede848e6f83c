// Measures a page of the course and the same text in stock mdBook, in turn, and writes the figures as JSON for
// `cargo xtask bench page`: node bench/page.js <folder of the course> <folder of stock mdBook> <rounds> <page>…
import { chromium } from '@playwright/test';
import { audit } from '../lib/lighthouse.js';
import { serve } from '../lib/site.js';

/** As Lighthouse slows a desktop down to a telephone; milliseconds are easier told apart. */
const SLOWDOWN = 4;

/** One audit says little of performance: Lighthouse's own documentation takes the middle one of five. */
const AUDITS = 5;

/** @param {Awaited<ReturnType<typeof audit>>[]} audits */
function middle(audits) {
  const sorted = audits.toSorted((one, other) => (one.scores[0] ?? 0) - (other.scores[0] ?? 0));
  return sorted[Math.floor(sorted.length / 2)];
}

const [ours, stock, rounds, ...pages] = process.argv.slice(2);
if (!ours || !stock || !pages.length) throw new Error('Usage: node bench/page.js <ours> <stock> <rounds> <page>…');

const debugging = 9333;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', `--remote-debugging-port=${debugging}`],
});
const sites = { ours: await serve(ours), stock: await serve(stock) };

/**
 * One first visit: bytes as they travel, compressed and with their headers; milliseconds of script on the main thread;
 * the sum of the layout shifts. What a service worker fetches afterwards, for reading offline, is not counted.
 * @param {string} url
 */
async function visit(url) {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    locale: 'fr-FR',
    viewport: { width: 1200, height: 900 },
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) {
        Object.assign(window, { shifted: Reflect.get(window, 'shifted') + Reflect.get(shift, 'value') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(url, { waitUntil: 'networkidle' });
  // Ours starts in several tasks.
  await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
  const shifted = await page.evaluate(() => Number(Reflect.get(window, 'shifted')));
  await context.close();
  return { bytes, script: seconds * 1000, shifted };
}

const measured = [];
for (const page of pages) {
  /** @type {Record<'ours' | 'stock', Awaited<ReturnType<typeof visit>>[]>} */
  const visits = { ours: [], stock: [] };
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const name of /** @type {const} */ (['ours', 'stock'])) visits[name].push(await visit(`${sites[name].url}/${page}`));
  }
  /** @type {Record<'ours' | 'stock', Awaited<ReturnType<typeof audit>>[]>} */
  const all = { ours: [], stock: [] };
  for (let round = 0; round < AUDITS; round += 1) {
    for (const name of /** @type {const} */ (['ours', 'stock'])) all[name].push(await audit(`${sites[name].url}/${page}`, debugging));
  }
  const audits = { ours: middle(all.ours), stock: middle(all.stock) };
  measured.push({ page, visits, audits });
}
await browser.close();
await Promise.all([sites.ours.close(), sites.stock.close()]);
console.log(JSON.stringify(measured));
