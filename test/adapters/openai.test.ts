/** The real openai SDK against a server on loopback: forms, faults, retries, breaker and bound. */
import { describe, expect, it } from 'vitest';
import { createOpenAiModel } from '../../adapters/openai/index.js';
import type { ModelRequest } from '../../src/core/ports.js';
import { modelServers } from '../fixtures/model-server.js';

const servers = modelServers();

const request = (fields: Partial<ModelRequest> = {}): ModelRequest => ({
  task: 'answer',
  system: '…"statements"…',
  user: '<근거>\n[1] 수당 · 지원 내용 · 전국 · 시행 · 2026 기준\n수당은 매달 10만원입니다.\n</근거>\n<질문>\n수당\n</질문>',
  schema: { type: 'object' },
  signal: new AbortController().signal,
  ...fields,
});

const modelAt = (baseUrl: string, fields: { concurrency?: number; openMs?: number; timeoutMs?: number } = {}) =>
  createOpenAiModel({ baseUrl, model: 'demo', apiKey: undefined, timeoutMs: 2_000, concurrency: 4, ...fields });

describe('a model behind the OpenAI protocol', () => {
  it('writes, tells the text as it grows, and counts its tokens', async () => {
    const seen: string[] = [];
    const { text, tokens } = await modelAt(await servers.demoAt({ mode: 'honest' })).write(
      request({ onText: (so) => seen.push(so) }),
    );
    expect(JSON.parse(text)).toEqual({
      statements: [{ text: '안내드리면, 수당은 매달 10만원입니다.', passages: [1] }],
    });
    expect(seen.at(-1)).toBe(text);
    expect(seen.every((part, row) => part.startsWith(seen[row - 1] ?? ''))).toBe(true);
    expect(tokens?.input).toBeGreaterThan(0);
  });

  it('asks for structured output, and once refused never again', async () => {
    const model = modelAt(await servers.demoAt({ mode: 'honest', structured: false }));
    await model.write(request());
    await model.write(request());
    const forms = servers.demo().requests.map((body) => JSON.parse(body).response_format?.type);
    expect(forms).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  it.each([
    ['cut', /^(?:cut|unreachable)$/],
    ['no-end', /^cut$/],
    ['429', /^busy$/],
    ['500', /^broken$/],
  ] as const)('fails by name when the server does: %s', async (mode, kind) => {
    const model = modelAt(await servers.demoAt({ mode }));
    await expect(model.write(request())).rejects.toMatchObject({ kind: expect.stringMatching(kind) });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'unauthorised'],
    [404, 'unknown-model'],
    [400, 'rejected'],
  ])('names what a status means: %i', async (status, kind) => {
    const model = modelAt(await servers.saying({ error: { message: 'no' } }, status));
    await expect(model.write(request())).rejects.toMatchObject({ kind });
  });

  it('is unreachable where nothing listens', async () => {
    await expect(modelAt('http://127.0.0.1:9/v1').write(request())).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('retries once and no more', async () => {
    await modelAt(await servers.demoAt({ mode: '500' }))
      .write(request())
      .catch(() => {});
    expect(servers.demo().requests).toHaveLength(2);
  });

  it('ends when it is told to', async () => {
    const model = modelAt(await servers.demoAt({ mode: 'stall' }));
    const leaving = new AbortController();
    const writing = model.write(request({ signal: leaving.signal, onText: () => leaving.abort() }));
    await expect(writing).rejects.toHaveProperty('name', 'ModelFault');
  });

  it('is left alone after five failures and asked again later', async () => {
    const model = modelAt(await servers.demoAt({ mode: '500' }), { openMs: 50 });
    for (let round = 0; round < 5; round += 1) await model.write(request()).catch(() => {});
    await expect(model.write(request())).rejects.toMatchObject({ kind: 'open' });
    servers.demo().mode = 'honest';
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await model.write(request())).text).toContain('10만원');
  });

  it('takes only so many at once, and refuses more than may wait', async () => {
    const model = modelAt(await servers.demoAt({ mode: 'stall' }), { concurrency: 1 });
    const leaving = new AbortController();
    const asked = Array.from({ length: 8 }, () => model.write(request({ signal: leaving.signal })));
    const kinds = Promise.all(
      asked.map((one) =>
        one.then(
          () => '',
          (error: { kind: string }) => error.kind,
        ),
      ),
    );
    await Promise.race(asked.map((one) => one.catch(() => {})));
    leaving.abort();
    expect((await kinds).filter((kind) => kind === 'busy')).toHaveLength(3);
  });
});
