import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const { COURS_URL, CHROMIUM = '/usr/bin/chromium' } = process.env;
if (!COURS_URL) {
  throw new Error('COURS_URL is missing: start `cargo run`, then `COURS_URL=http://127.0.0.1:3000 npm test`.');
}

export default defineConfig({
  testMatch: '*.test.js',
  outputDir: join(tmpdir(), 'cours-browser-tests'),
  globalSetup: './lib/wait-until-ready.js',
  // Programs that measure pauses share the machine: few at a time, and no second chance that would hide a race.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: COURS_URL,
    locale: 'fr-FR',
    viewport: { width: 1200, height: 900 },
    launchOptions: {
      // Debian's own browser: nothing is downloaded.
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
