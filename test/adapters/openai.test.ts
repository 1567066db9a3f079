/** The real openai SDK against a server on loopback: forms, faults, retries, breaker and bound. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type DemoMode, type DemoModel, startDemoModel } from '../../adapters/demo-model/index.js';
import { createOpenAiModel } from '../../adapters/openai/index.js';
import type { ModelRequest } from '../../src/core/ports.js';

let demo: DemoModel | undefined;
let server: Server | undefined;
afterEach(async () => {
  await demo?.close();
  demo = undefined;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

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

async function demoAt(mode: DemoMode, structured = true): Promise<string> {
  demo = await startDemoModel({ mode, structured });
  return demo.baseUrl;
}

/** A server that answers every request alike. */
async function serverSaying(status: number, body: unknown): Promise<string> {
  const listening = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`;
}

describe('a model behind the OpenAI protocol', () => {
  it('writes, tells the text as it grows, and counts its tokens', async () => {
    const seen: string[] = [];
    const { text, tokens } = await modelAt(await demoAt('honest')).write(request({ onText: (so) => seen.push(so) }));
    expect(JSON.parse(text)).toEqual({
      statements: [{ text: '안내드리면, 수당은 매달 10만원입니다.', passages: [1] }],
    });
    expect(seen.at(-1)).toBe(text);
    expect(seen.every((part, row) => part.startsWith(seen[row - 1] ?? ''))).toBe(true);
    expect(tokens?.input).toBeGreaterThan(0);
  });

  it('asks for structured output, and once refused never again', async () => {
    const model = modelAt(await demoAt('honest', false));
    await model.write(request());
    await model.write(request());
    const forms = demo?.requests.map((body) => JSON.parse(body).response_format?.type);
    expect(forms).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  it.each([
    ['cut', /^(?:cut|unreachable)$/],
    ['no-end', /^cut$/],
    ['429', /^busy$/],
    ['500', /^broken$/],
  ] as const)('fails by name when the server does: %s', async (mode, kind) => {
    const model = modelAt(await demoAt(mode));
    await expect(model.write(request())).rejects.toMatchObject({ kind: expect.stringMatching(kind) });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'unauthorised'],
    [404, 'unknown-model'],
    [400, 'rejected'],
  ])('names what a status means: %i', async (status, kind) => {
    const model = modelAt(await serverSaying(status, { error: { message: 'no' } }));
    await expect(model.write(request())).rejects.toMatchObject({ kind });
  });

  it('is unreachable where nothing listens', async () => {
    await expect(modelAt('http://127.0.0.1:9/v1').write(request())).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('retries once and no more', async () => {
    await modelAt(await demoAt('500'))
      .write(request())
      .catch(() => {});
    expect(demo?.requests).toHaveLength(2);
  });

  it('ends when it is told to', async () => {
    const model = modelAt(await demoAt('stall'));
    const leaving = new AbortController();
    const writing = model.write(request({ signal: leaving.signal, onText: () => leaving.abort() }));
    await expect(writing).rejects.toHaveProperty('name', 'ModelFault');
  });

  it('is left alone after five failures and asked again later', async () => {
    const model = modelAt(await demoAt('500'), { openMs: 50 });
    for (let round = 0; round < 5; round += 1) await model.write(request()).catch(() => {});
    await expect(model.write(request())).rejects.toMatchObject({ kind: 'open' });
    if (demo) demo.mode = 'honest';
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await model.write(request())).text).toContain('10만원');
  });

  it('takes only so many at once, and refuses more than may wait', async () => {
    const model = modelAt(await demoAt('stall'), { concurrency: 1 });
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
