/** Vectors from a server, from the setting to the answer: the demo server on loopback, a small knowledge folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_DIMENSION } from '../adapters/demo-model/embeddings.js';
import { type DemoModel, startDemoModel } from '../adapters/demo-model/index.js';
import { probeEmbedding } from '../src/cli/model-probe.js';
import { assemble, buildIndex, foldersOf, loadKnowledge, openIndex } from '../src/compose.js';
import { ConfigError, readConfig } from '../src/config.js';

const KNOWLEDGE = 'knowledge/gwangmyeong';
const NOW = new Date('2026-11-25T03:00:00Z');

let demo: DemoModel;
let data: string;
beforeEach(async () => {
  demo = await startDemoModel();
  data = await mkdtemp(join(tmpdir(), 'bokji-vectors-'));
});
afterEach(async () => {
  await demo.close();
  await rm(data, { recursive: true, force: true });
});

const settings = (more: Readonly<Record<string, string>> = {}) =>
  readConfig({
    BOKJI_LOG_LEVEL: 'silent',
    BOKJI_EMBEDDING_BASE_URL: demo.baseUrl,
    BOKJI_EMBEDDING_MODEL: 'demo',
    ...more,
  });

const foldersWith = (config = settings()) => foldersOf(config, { knowledge: KNOWLEDGE, data });

async function build(config = settings()) {
  return buildIndex(foldersWith(config), await loadKnowledge(foldersWith(config).knowledge), NOW);
}

async function ask(config = settings()) {
  const { engine } = assemble((await openIndex(foldersWith(config))).index, config);
  return engine.answer({
    text: '광명시 출산축하금은 얼마인가요?',
    conversationId: 'test:1',
    audience: 'public',
    history: [],
  });
}

describe('an index with vectors of a server', () => {
  it('holds them, and names who made them', async () => {
    const { embedder } = await build();
    expect(embedder).toEqual({ id: `${new URL(demo.baseUrl).host}/demo`, dimension: DEMO_DIMENSION });
  });

  it('asks the server for nothing that it has answered before', async () => {
    await build();
    const first = demo.requests.length;
    await build();
    // One text finds out how long the vectors are.
    expect(demo.requests.length - first).toBe(1);
  });

  it('asks for the vector of a question', async () => {
    await build();
    const before = demo.requests.length;
    const answer = await ask();
    expect(answer.outcome).toBe('answered');
    expect(demo.requests.length - before).toBe(1);
  });

  it('answers by words alone when the server is gone', async () => {
    await build();
    const config = settings();
    await demo.close();
    const answer = await ask(config);
    expect(answer.outcome).toBe('answered');
    expect(answer.citations[0]?.documentId).toMatch(/^gwangmyeong-/);
  });

  it('is refused when another model is set, as its vectors mean nothing to that', async () => {
    await build();
    await expect(openIndex(foldersWith(settings({ BOKJI_EMBEDDING_MODEL: 'other' })))).rejects.toThrow('다른 임베딩');
  });

  it('is not begun where the server does not answer, and says what to do', async () => {
    const config = settings({ BOKJI_EMBEDDING_BASE_URL: 'http://127.0.0.1:9/v1' });
    await expect(build(config)).rejects.toThrow(ConfigError);
    await expect(build(config)).rejects.toThrow(/BOKJI_EMBEDDING_BASE_URL[\s\S]+이어서 만듭니다/);
  });
});

describe('doctor', () => {
  it('says how long the vectors are', async () => {
    expect(await probeEmbedding(settings())).toMatch(/demo: 64차원, \d+ ms 만에 답함, 가중치 3/);
  });

  it('says that no server is set', async () => {
    expect(await probeEmbedding(readConfig({}))).toContain('설정하지 않음');
  });

  it('says what is wrong and what to do', async () => {
    const probing = probeEmbedding(settings({ BOKJI_EMBEDDING_BASE_URL: 'http://127.0.0.1:9/v1' }));
    await expect(probing).rejects.toThrow(/연결할 수 없습니다[\s\S]+BOKJI_EMBEDDING_BASE_URL/);
  });
});

it('needs both the address and the model', () => {
  expect(() => readConfig({ BOKJI_EMBEDDING_MODEL: 'demo' })).toThrow(/BOKJI_EMBEDDING_BASE_URL의 값이 없습니다/);
  expect(() => readConfig({ BOKJI_EMBEDDING_BASE_URL: 'http://127.0.0.1:9/v1' })).toThrow(
    /BOKJI_EMBEDDING_MODEL의 값이 없습니다/,
  );
});
