/** A service whose index is exchanged: who has asked already is answered by the version that was live then. */
import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLiveAssistant } from '../../src/cli/live-assistant.js';
import { reindex } from '../../src/cli/reindex.js';
import { foldersOf } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { createLog } from '../../src/operations/log.js';
import { folderWith } from '../fixtures/folders.js';
import { listenWith } from '../fixtures/listening.js';
import { until } from '../fixtures/until.js';

const RECORD = (won: string) => `# 이사 지원\n이사 지원은 이사비 ${won}을 드립니다.\n`;
const CHOICES = {
  planOnly: false,
  allowFaults: false,
  yes: false,
  propose: false,
  hold: false,
  verify: false,
  thresholds: [],
};

/** A language model that lets a question wait until the test lets it go; it then fails, and the sources are quoted. */
async function holdingModel() {
  const waiting: ServerResponse[] = [];
  const asked = new EventTarget();
  let isHolding = true;
  const refuse = (response: ServerResponse) => response.writeHead(400).end('{}');
  const server = await listenWith((_request, response) => {
    if (isHolding) waiting.push(response);
    else refuse(response);
    asked.dispatchEvent(new Event('question'));
  });
  onTestFinished(() => server.close());
  return {
    url: `${server.url}/v1`,
    asked: () => once(asked, 'question'),
    letGo() {
      isHolding = false;
      waiting.forEach(refuse);
    },
  };
}

it('finishes a question that is open across a switch on its own version, though that is gone from the disk; the next finds the new one', async () => {
  const model = await holdingModel();
  const knowledge = await folderWith({ 'moving.md': RECORD('30만원') });
  const data = await folderWith();
  const flags = { knowledge, data };
  const config = readConfig({
    BOKJI_LLM_BASE_URL: model.url,
    BOKJI_LLM_MODEL: 'holding',
    BOKJI_LLM_ANSWER_SECONDS: '60',
    BOKJI_INDEX_KEEP: '1',
  });
  const folders = foldersOf(config, flags);
  await reindex(folders, config, CHOICES);
  const live = await openLiveAssistant(config, flags, createLog('silent'));
  onTestFinished(() => live.close());
  const ask = () =>
    live.current().engine.answer({
      text: '이사 지원은 얼마예요?',
      conversationId: 'web:1',
      audience: 'public',
      history: [],
    });

  const first = live.current().index.manifest.version;
  const asked = model.asked();
  const open = ask();
  await asked;
  await writeFile(join(knowledge, 'moving.md'), RECORD('40만원'));
  await reindex(folders, config, CHOICES);
  await until(() => live.current().index.manifest.version !== first);
  const second = live.current().index.manifest.version;
  await rm(join(data, 'versions', first), { recursive: true, force: true });
  expect(await readdir(join(data, 'versions'))).toEqual([second]);

  model.letGo();
  const answer = await open;
  expect([answer.index.version, answer.text]).toEqual([first, expect.stringContaining('30만원')]);

  const after = await ask();
  expect([after.index.version, after.text]).toEqual([second, expect.stringContaining('40만원')]);
});
