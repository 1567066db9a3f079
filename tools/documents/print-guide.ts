/** `npm run fixtures:pdf`: prints the invented guide of the tests to PDF with Chromium. Needs the font NanumGothic. */
import { chromium } from 'playwright-core';
import { HOME_GUIDE } from '../../test/fixtures/documents/guide.js';
import { htmlOf } from '../../test/fixtures/documents/html.js';

const browser = await chromium.launch({
  executablePath: process.env.BOKJI_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  await page.setContent(htmlOf(HOME_GUIDE));
  await page.pdf({ path: 'test/fixtures/documents/home-guide.pdf', preferCSSPageSize: true });
} finally {
  await browser.close();
}
