/** Vectors that a server made are asked for once, whatever happens in between. */
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/core/ports.js';
import { cachedEmbedder } from '../../src/indexing/embedding-cache.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bokji-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Counts what it is asked; fails from the given text on. */
function server(id = 'server/model', failsAt?: string) {
  const asked: string[] = [];
  const embedder: Embedder = {
    id,
    dimension: 2,
    async embed(texts) {
      if (failsAt !== undefined && texts.includes(failsAt)) throw new Error('cut');
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.length, 1));
    },
  };
  return { embedder, asked };
}

const texts = (count: number, from = 0) => Array.from({ length: count }, (_, row) => `글 ${from + row}`);
const theFile = async () => join(folder, (await readdir(folder))[0] ?? '');

describe('the cache of vectors', () => {
  it('asks for each text once, and again in no later run', async () => {
    const { embedder, asked } = server();
    await (await cachedEmbedder(embedder, folder)).embed(['가', '나', '가']);
    const again = await (await cachedEmbedder(embedder, folder)).embed(['나', '가나']);
    expect(asked).toEqual(['가', '나', '가나']);
    expect(again.map((vector) => [...vector])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('goes on where a run was cut', async () => {
    const all = texts(200);
    const cut = server('server/model', '글 150');
    await expect((await cachedEmbedder(cut.embedder, folder)).embed(all)).rejects.toThrow('cut');
    const whole = server();
    const cache = await cachedEmbedder(whole.embedder, folder);
    await cache.embed(all);
    expect(cut.asked.length).toBeGreaterThan(0);
    expect(whole.asked).toEqual(all.slice(cut.asked.length));
    expect(cache.counts).toEqual({ kept: cut.asked.length, asked: all.length - cut.asked.length });
  });

  it('keeps the vectors of one model away from those of another', async () => {
    await (await cachedEmbedder(server('a').embedder, folder)).embed(['가']);
    const other = server('b');
    await (await cachedEmbedder(other.embedder, folder)).embed(['가']);
    expect(other.asked).toEqual(['가']);
  });

  it('asks again for what is damaged, and keeps what stands before and after it', async () => {
    await (await cachedEmbedder(server().embedder, folder)).embed(['가', '나', '다']);
    const content = await readFile(await theFile());
    const middle = Math.floor(content.length / 2);
    content[middle] = (content[middle] ?? 0) ^ 1;
    await writeFile(await theFile(), content);
    const { embedder, asked } = server();
    await (await cachedEmbedder(embedder, folder)).embed(['가', '나', '다']);
    expect(asked).toEqual(['나']);
  });

  it('survives an end torn off anywhere, and what is written after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 130 }), async (bytes) => {
        await rm(folder, { recursive: true, force: true });
        await (await cachedEmbedder(server().embedder, folder)).embed(['가', '나', '다']);
        await truncate(await theFile(), bytes);
        const vectors = await (await cachedEmbedder(server().embedder, folder)).embed(['가', '나', '다']);
        const { embedder, asked } = server();
        expect(await (await cachedEmbedder(embedder, folder)).embed(['가', '나', '다'])).toEqual(vectors);
        expect(asked).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('ignores bytes that are no record', async () => {
    await (await cachedEmbedder(server().embedder, folder)).embed(['가']);
    await appendFile(await theFile(), 'torn');
    const { embedder, asked } = server();
    await (await cachedEmbedder(embedder, folder)).embed(['가', '나']);
    expect(asked).toEqual(['나']);
  });

  it('lets go of texts that are gone once they are most of it', async () => {
    await (await cachedEmbedder(server().embedder, folder)).embed(texts(30));
    const before = (await readFile(await theFile())).length;
    const cache = await cachedEmbedder(server().embedder, folder);
    await cache.embed(texts(10));
    await cache.tidy();
    expect((await readFile(await theFile())).length).toBe(before / 3);
  });
});
