/** `bokji index --propose-questions` over a folder of plain texts, with the demo server for a model. */
import { afterEach, expect, it } from 'vitest';
import { type DemoMode, type DemoModel, startDemoModel } from '../../adapters/demo-model/index.js';
import { reindex } from '../../src/cli/reindex.js';
import { foldersOf, openIndex } from '../../src/compose.js';
import { ConfigError, readConfig } from '../../src/config.js';
import { folderWith } from '../fixtures/folders.js';

let demo: DemoModel | undefined;
afterEach(async () => {
  await demo?.close();
  demo = undefined;
});

const TEXT = '# 이웃 나눔 장터\n\n이웃 나눔 장터는 매달 첫 토요일에 엽니다.\n';

async function place() {
  const knowledge = await folderWith({ 'market.md': TEXT });
  return { knowledge, data: await folderWith() };
}

async function configWith(mode: DemoMode) {
  demo = await startDemoModel({ mode });
  return readConfig({ BOKJI_LOG_LEVEL: 'silent', BOKJI_LLM_BASE_URL: demo.baseUrl, BOKJI_LLM_MODEL: 'demo' });
}

const run = (
  config: ReturnType<typeof readConfig>,
  where: Awaited<ReturnType<typeof place>>,
  propose: boolean,
  planOnly = false,
) =>
  reindex(foldersOf(config, where), config, {
    planOnly,
    allowFaults: false,
    hold: false,
    verify: false,
    thresholds: [],
    yes: false,
    propose,
  });

const proposedIn = async (config: ReturnType<typeof readConfig>, where: Awaited<ReturnType<typeof place>>) =>
  (await openIndex(foldersOf(config, where))).index.documents[0]?.proposedQuestions;

it('puts proposed questions into the index', async () => {
  const [config, where] = [await configWith('honest'), await place()];
  expect(await run(config, where, true)).toMatchObject({
    end: 'switched',
    scanned: { proposed: { made: 1, failed: 0 } },
  });
  expect(await proposedIn(config, where)).toContain('이웃 나눔 장터 어디에서 신청하나요');
});

it('changes a document that is live already, and says so in the plan', async () => {
  const [config, where] = [await configWith('honest'), await place()];
  await run(config, where, false);
  expect(await proposedIn(config, where)).toBeUndefined();
  expect(await run(config, where, true)).toMatchObject({ plan: { changed: [{ id: 'market' }] }, end: 'switched' });
});

it('keeps them in later runs without the model', async () => {
  const [config, where] = [await configWith('honest'), await place()];
  await run(config, where, true);
  await demo?.close();
  const without = readConfig({ BOKJI_LOG_LEVEL: 'silent' });
  expect(await run(without, where, false)).toMatchObject({ end: 'unchanged' });
  expect(await proposedIn(without, where)).toHaveLength(5);
});

it('asks no model for a plan', async () => {
  const [config, where] = [await configWith('honest'), await place()];
  await run(config, where, true, true);
  expect(demo?.requests).toEqual([]);
});

it('makes the index also when the model fails, and says how many documents went without', async () => {
  const [config, where] = [await configWith('500'), await place()];
  expect(await run(config, where, true)).toMatchObject({
    end: 'switched',
    scanned: { proposed: { made: 0, failed: 1, fault: 'broken' } },
  });
});

it('needs a model to be set', async () => {
  const running = run(readConfig({ BOKJI_LOG_LEVEL: 'silent' }), await place(), true);
  await expect(running).rejects.toThrow(ConfigError);
  await expect(running).rejects.toThrow('BOKJI_LLM_BASE_URL');
});
