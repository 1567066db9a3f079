/**
 * How soon the first answer is seen in a browser on this machine: from the press of the key to the answer with its
 * sources on the screen, and from the opening of the page to the box to ask in. Medians of several fresh pages.
 *
 *   npm run bench:first
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROUNDS = 9;
const GOAL = { firstAnswerMs: 300 };
const port = 20_000 + (process.pid % 20_000);
const url = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), 'bokji-first-'));
const bin = fileURLToPath(new URL('../bin/bokji.mjs', import.meta.url));
const server = spawn(process.execPath, [bin, 'serve', '--data', data], {
  env: { ...process.env, BOKJI_PORT: String(port) },
  stdio: 'ignore',
});
/** In the page: times are the browser's own, so that no message between programs is counted. */
const WATCH = `(() => {
  window.times = {};
  const root = () => document.querySelector('bokji-chat')?.shadowRoot;
  const look = () => {
    const tree = root();
    if (tree?.querySelector('textarea') && times.ready === undefined) times.ready = performance.now();
    if (tree?.querySelector('article .a summary') && times.answer === undefined) times.answer = performance.now();
    if (tree?.querySelector('article .a :is(li, p:not(.wait))') && times.first === undefined) times.first = performance.now();
    requestAnimationFrame(look);
  };
  addEventListener('keydown', (event) => { if (event.key === 'Enter') times.asked = performance.now(); }, true);
  look();
})()`;

try {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if ((await fetch(`${url}/readyz`).catch(() => undefined))?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const browser = await chromium.launch({
    executablePath: process.env.BOKJI_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const context = await browser.newContext({ locale: 'ko-KR', viewport: { width: 390, height: 800 } });
    await context.addInitScript(WATCH);
    const page = await context.newPage();
    await page.goto(url);
    const box = page.getByRole('textbox', { name: '질문', exact: true });
    await box.fill('칠순 아버지 기초연금 얼마 받을 수 있어요?');
    await box.press('Enter');
    // The page's policy lets nothing be evaluated by a string, so it is asked from outside.
    while ((await page.evaluate('times.answer')) === undefined) await page.waitForTimeout(20);
    const { ready, asked, first, answer } = await page.evaluate('times');
    // The first page warms the browser and the server up.
    if (round > 0) rounds.push({ panelReadyMs: ready, firstSentenceMs: first - asked, answerMs: answer - asked });
    await context.close();
  }
  await browser.close();
  const sorted = (name) => rounds.map((round) => Math.round(round[name])).sort((a, b) => a - b);
  const told = (name) => ({ median: sorted(name)[Math.floor(ROUNDS / 2)], worst: sorted(name).at(-1) });
  const measured = Object.fromEntries(
    ['panelReadyMs', 'firstSentenceMs', 'answerMs'].map((name) => [name, told(name)]),
  );
  process.stdout.write(`${JSON.stringify({ ...measured, rounds: ROUNDS, goal: GOAL, loadAverage: loadavg()[0] })}\n`);
  if (measured.answerMs.median > GOAL.firstAnswerMs) process.exitCode = 1;
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
}
