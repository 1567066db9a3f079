/** The table that is shipped: whole, small enough, and knowing words that share no letters. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmbedder, PACKAGE_FOLDER, readEmbedder } from '../src/compose.js';
import { ConfigError } from '../src/config.js';
import { folderWith } from './fixtures/folders.js';

const PATH = join(PACKAGE_FOLDER, 'models', 'korean-ngrams-256.bin');
const BYTES_MAX = 10_000_000;

async function similarity(a: string, b: string): Promise<number> {
  const [first, second] = await createEmbedder().embed([a, b]);
  return first?.reduce((sum, value, slot) => sum + value * (second?.[slot] ?? 0), 0) ?? Number.NaN;
}

describe('the shipped embedding', () => {
  it('is at most ten megabytes', async () => {
    expect((await stat(PATH)).size).toBeLessThanOrEqual(BYTES_MAX);
  });

  it.each([
    ['직장을 잃어서 살길이 막막해요', '실업급여 구직급여', '산후조리원 이용료'],
    ['애 봐줄 사람이 없어요', '아이돌봄서비스', '장애인 보조기기'],
    ['허리가 아파 거동을 못 하세요', '노인장기요양보험 방문요양', '청년 월세 지원'],
  ])('holds %j nearer to %j than to %j', async (said, meant, other) => {
    expect(await similarity(said, meant)).toBeGreaterThan(await similarity(said, other));
  });

  it('is read once', () => {
    expect(createEmbedder()).toBe(createEmbedder());
  });
});

describe('a table that cannot be used', () => {
  it('says in Korean that it is damaged and what to do', async () => {
    const bytes = await readFile(PATH);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const damaged = join(await folderWith({ 'table.bin': bytes }), 'table.bin');
    expect(() => readEmbedder(damaged)).toThrow(ConfigError);
    expect(() => readEmbedder(damaged)).toThrow(/깨졌습니다[\s\S]*→ 프로그램을 다시 설치/);
  });

  it('says in Korean that it is missing', async () => {
    const missing = join(await folderWith(), 'table.bin');
    expect(() => readEmbedder(missing)).toThrow(/파일이 없거나[\s\S]*→ /);
  });
});
