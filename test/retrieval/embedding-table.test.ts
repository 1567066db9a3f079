import { describe, expect, it } from 'vitest';
import { EmbeddingTableError, readTable, writeTable } from '../../src/retrieval/embedding-table.js';
import { tableOver } from '../fixtures/embedding.js';

const TABLE = tableOver(['기초연금 얼마 받나요', '장애인 콜택시']);
const BYTES = writeTable(TABLE);

function damaged(at: number, bit = 1): Uint8Array {
  const copy = BYTES.slice();
  copy[at] = (copy[at] ?? 0) ^ bit;
  return copy;
}

describe('the embedding table', () => {
  it('comes back as it was written', () => {
    expect(readTable(BYTES).table).toEqual(TABLE);
  });

  it('is read wherever in memory its bytes begin', () => {
    const shifted = new Uint8Array(BYTES.length + 3);
    shifted.set(BYTES, 3);
    expect(readTable(shifted.subarray(3)).table).toEqual(TABLE);
  });

  it.each([
    ['another file', new TextEncoder().encode('id,title\n1,기초연금\n'.repeat(10)), '임베딩 표가 아닌'],
    ['an empty file', new Uint8Array(), '임베딩 표가 아닌'],
    ['a file of another version', damaged(8, 2), '판이 다릅니다'],
    ['a file that ends too early', BYTES.subarray(0, -1), '크기가 맞지 않습니다'],
    ['a file with a flipped bit at its end', damaged(BYTES.length - 1), '깨졌습니다'],
    ['a file with a flipped bit in its checksum', damaged(25), '깨졌습니다'],
    [
      'a table without rows',
      writeTable({ dimension: 4, hashes: new Int32Array(), scales: new Float32Array(), values: new Int8Array() }),
      '크기가 맞지 않습니다',
    ],
  ])('refuses %s and says why', (_name, bytes, reason) => {
    expect(() => readTable(bytes)).toThrow(EmbeddingTableError);
    expect(() => readTable(bytes)).toThrow(reason);
  });
});
