/** The server is killed while it writes an answer, and started again: the widget gets the answer, once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoModel, startDemoModel } from '../../../adapters/demo-model/index.js';
import { LEFT_OUT, launchBrowser } from '../../fixtures/browser.js';
import { freePort } from '../../fixtures/listening.js';

const BIN = fileURLToPath(new URL('../../../bin/bokji.mjs', import.meta.url));

describe.skipIf(LEFT_OUT)('in a browser', { timeout: 90_000 }, () => {
  let data: string;
  let model: DemoModel;
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'bokji-restart-'));
    model = await startDemoModel({ mode: 'slow', pieceMs: 400 });
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await model.close();
    rmSync(data, { recursive: true, force: true });
  });

  const start = async (port: number): Promise<void> => {
    server = spawn(process.execPath, [BIN, 'serve', '--data', data], {
      env: {
        PATH: process.env.PATH,
        BOKJI_PORT: String(port),
        BOKJI_LLM_BASE_URL: model.baseUrl,
        BOKJI_LLM_MODEL: 'demo',
        BOKJI_LLM_ANSWER_SECONDS: '60',
      },
      stdio: 'ignore',
    });
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${port}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 40_000 },
      )
      .toBe(true);
  };

  it('loses neither the question nor the answer when the server dies in the middle of one', async () => {
    const port = await freePort();
    await start(port);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}`);
    const box = page.getByRole('textbox', { name: '질문', exact: true });
    await box.fill('기초연금은 누가 받나요?');
    await box.press('Enter');
    await page.getByText('답을 정리하고 있습니다').waitFor();
    await expect.poll(() => model.requests.length, { timeout: 15_000 }).toBeGreaterThan(0);
    const asked = model.requests.length;
    const killed = server;
    if (!killed) throw new Error('no server');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    model.mode = 'honest';
    await start(port);
    await page.getByText(/이 답변의 근거 \d+건/).waitFor({ timeout: 30_000 });
    expect(await page.locator('article').count()).toBe(1);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(model.requests.length).toBeGreaterThan(asked);
    await browser.close();
  });
});
