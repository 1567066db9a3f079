/** The real openai SDK asking `/v1/embeddings` of a server on loopback. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DEMO_DIMENSION } from '../../adapters/demo-model/embeddings.js';
import { type DemoModel, startDemoModel } from '../../adapters/demo-model/index.js';
import { createServerEmbedder } from '../../adapters/embedders.js';

let demo: DemoModel | undefined;
let server: Server | undefined;
afterEach(async () => {
  await demo?.close();
  demo = undefined;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const embedderAt = (baseUrl: string, prefixes = { query: '', passage: '' }) =>
  createServerEmbedder({ baseUrl, model: 'demo', apiKey: undefined, questionMs: 500, prefixes });

async function demoAddress(): Promise<string> {
  demo = await startDemoModel();
  return demo.baseUrl;
}

/** A server that answers every request with this body. */
async function serverSaying(body: unknown, status = 200): Promise<string> {
  const listening = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`;
}

const embedding = (index: number, ...values: number[]) => ({ object: 'embedding', index, embedding: values });

describe('an embeddings server', () => {
  it('gives unit vectors in the order of the texts', async () => {
    const url = await serverSaying({ data: [embedding(1, 0, 2), embedding(0, 3, 4)] });
    const [first, second] = await embedderAt(url).embed(['가', '나']);
    expect([...(first ?? [])]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
    expect([...(second ?? [])]).toEqual([0, 1]);
  });

  it('is asked in batches of 32 texts', async () => {
    const texts = Array.from({ length: 70 }, (_, row) => `복지 자료 ${row}`);
    const vectors = await embedderAt(await demoAddress()).embed(texts);
    expect(vectors).toHaveLength(70);
    expect(vectors.every(({ length }) => length === DEMO_DIMENSION)).toBe(true);
    expect(demo?.requests.map((body) => (JSON.parse(body) as { input: string[] }).input.length)).toEqual([32, 32, 6]);
  });

  it('tells the model whether a text is a question or a passage, where the model wants it', async () => {
    const embedder = embedderAt(await demoAddress(), { query: 'query: ', passage: 'passage: ' });
    await embedder.embed(['연금'], 'query');
    await embedder.embed(['연금'], 'passage');
    const asked = demo?.requests.map((body) => (JSON.parse(body) as { input: string[] }).input[0]);
    expect(asked).toEqual(['query: 연금', 'passage: 연금']);
  });

  it('is another embedder with another model or other words before the texts', () => {
    const ids = [
      embedderAt('http://127.0.0.1:9/v1').id,
      embedderAt('http://127.0.0.1:9/v1', { query: 'q: ', passage: '' }).id,
      createServerEmbedder({
        baseUrl: 'http://127.0.0.1:9/v1',
        model: 'other',
        apiKey: undefined,
        questionMs: 1,
        prefixes: { query: '', passage: '' },
      }).id,
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ['a vector too few', { data: [embedding(0, 1, 0)] }],
    ['vectors of two lengths', { data: [embedding(0, 1, 0), embedding(1, 1, 0, 0)] }],
    ['a vector without direction', { data: [embedding(0, 1, 0), embedding(1, 0, 0)] }],
    ['no vectors', { data: [] }],
    ['something else', { hello: 'world' }],
  ])('is not believed with %s', async (_name, body) => {
    const url = await serverSaying(body);
    await expect(embedderAt(url).embed(['가', '나'])).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    [401, 'unauthorised'],
    [404, 'unknown-model'],
    [400, 'rejected'],
    [500, 'broken'],
  ])('says what is wrong with a %i', async (status, kind) => {
    const url = await serverSaying({ error: { message: 'no' } }, status);
    await expect(embedderAt(url).embed(['가'], 'query')).rejects.toMatchObject({ kind });
  });

  it('keeps a question waiting no longer than it may', async () => {
    const silent = createServer(() => {});
    server = silent;
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`;
    await expect(embedderAt(url).embed(['가'], 'query')).rejects.toMatchObject({ kind: 'timeout' });
  });
});
