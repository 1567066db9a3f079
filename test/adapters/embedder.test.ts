/** The real openai SDK asking `/v1/embeddings` of a server on loopback. */
import { describe, expect, it } from 'vitest';
import { DEMO_DIMENSION } from '../../adapters/demo-model/embeddings.js';
import { createServerEmbedder } from '../../adapters/embedders.js';
import { modelServers } from '../fixtures/model-server.js';

const servers = modelServers();

const embedderAt = (baseUrl: string, prefixes = { query: '', passage: '' }) =>
  createServerEmbedder({ baseUrl, model: 'demo', apiKey: undefined, questionMs: 500, prefixes });

const embedding = (index: number, ...values: number[]) => ({ object: 'embedding', index, embedding: values });

describe('an embeddings server', () => {
  it('gives unit vectors in the order of the texts', async () => {
    const url = await servers.saying({ data: [embedding(1, 0, 2), embedding(0, 3, 4)] });
    const [first, second] = await embedderAt(url).embed(['가', '나']);
    expect([...(first ?? [])]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
    expect([...(second ?? [])]).toEqual([0, 1]);
  });

  it('is asked in batches of 32 texts', async () => {
    const texts = Array.from({ length: 70 }, (_, row) => `복지 자료 ${row}`);
    const vectors = await embedderAt(await servers.demoAt()).embed(texts);
    expect(vectors).toHaveLength(70);
    expect(vectors.every(({ length }) => length === DEMO_DIMENSION)).toBe(true);
    expect(servers.demo().requests.map((body) => (JSON.parse(body) as { input: string[] }).input.length)).toEqual([
      32, 32, 6,
    ]);
  });

  it('tells the model whether a text is a question or a passage, where the model wants it', async () => {
    const embedder = embedderAt(await servers.demoAt(), { query: 'query: ', passage: 'passage: ' });
    await embedder.embed(['연금'], 'query');
    await embedder.embed(['연금'], 'passage');
    const asked = servers.demo().requests.map((body) => (JSON.parse(body) as { input: string[] }).input[0]);
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
    const url = await servers.saying(body);
    await expect(embedderAt(url).embed(['가', '나'])).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    [401, 'unauthorised'],
    [404, 'unknown-model'],
    [400, 'rejected'],
    [500, 'broken'],
  ])('says what is wrong with a %i', async (status, kind) => {
    const url = await servers.saying({ error: { message: 'no' } }, status);
    await expect(embedderAt(url).embed(['가'], 'query')).rejects.toMatchObject({ kind });
  });

  it('keeps a question waiting no longer than it may', async () => {
    const url = await servers.silent();
    await expect(embedderAt(url).embed(['가'], 'query')).rejects.toMatchObject({ kind: 'timeout' });
  });
});
