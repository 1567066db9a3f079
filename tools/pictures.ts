/**
 * The pictures of the READMEs: an answer with its sources in a real Chromium, over the shipped knowledge on a fixed day.
 *
 *   npm run pictures
 */
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../test/fixtures/browser.js';
import { startWeb, webOverShipped } from '../test/fixtures/web.js';

const FOLDER = fileURLToPath(new URL('../docs/images/', import.meta.url));
const QUESTION = '칠순 아버지 기초연금 얼마 받을 수 있어요?';
const PICTURES: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1080, height: 840 } },
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.5, colorScheme: 'dark' },
};

const fixture = await webOverShipped();
const web = await startWeb(fixture.options);
const browser = await launchBrowser();
try {
  for (const [name, options] of Object.entries(PICTURES)) {
    const page = await (await browser.newContext({ locale: 'ko-KR', ...options })).newPage();
    await page.goto(web.url);
    const box = page.getByRole('textbox', { name: '질문', exact: true });
    await box.fill(QUESTION);
    await box.press('Enter');
    await page.getByText(/이 답변의 근거 \d+건/).waitFor();
    await page.locator('article .q').evaluate('(question) => question.scrollIntoView({ block: "start" })');
    await page.screenshot({ path: `${FOLDER}${name}.png` });
  }
} finally {
  await browser.close();
  await web.stop();
  fixture.close();
}
