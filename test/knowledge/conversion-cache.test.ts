import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Conversion, DocumentConverter } from '../../src/knowledge/conversion.js';
import { createCachedConverter } from '../../src/knowledge/conversion-cache.js';
import { folderWith } from '../fixtures/folders.js';

const READ: Conversion = { isRead: true, blocks: [{ kind: 'text', text: '내용입니다.' }], hidden: [], notes: [] };
const FILE = { name: '안내.pdf', bytes: Buffer.from('bytes') };

function counting(conversion: Conversion, id = 'one'): DocumentConverter & { readonly calls: () => number } {
  let count = 0;
  return {
    id,
    calls: () => count,
    convert: () => {
      count += 1;
      return Promise.resolve(conversion);
    },
  };
}

describe('a conversion that is kept', () => {
  it('is not made again for the same bytes, under another name too', async () => {
    const inner = counting(READ);
    const cached = createCachedConverter(inner, await folderWith());
    expect([await cached.convert(FILE), await cached.convert({ ...FILE, name: '사본.pdf' })]).toEqual([READ, READ]);
    expect(inner.calls()).toBe(1);
  });

  it('is made again by another converter', async () => {
    const folder = await folderWith();
    const other = counting(READ, 'two');
    await createCachedConverter(counting(READ), folder).convert(FILE);
    await createCachedConverter(other, folder).convert(FILE);
    expect(other.calls()).toBe(1);
  });

  it('is made again where what was kept is damaged', async () => {
    const folder = await folderWith();
    const inner = counting(READ);
    const cached = createCachedConverter(inner, folder);
    await cached.convert(FILE);
    for (const name of await readdir(folder)) await writeFile(join(folder, name), '{"isRead":');
    expect(await cached.convert(FILE)).toEqual(READ);
    expect(inner.calls()).toBe(2);
  });

  it('may be a refusal', async () => {
    const inner = counting({ isRead: false, refusal: 'encrypted', reason: '암호', remedy: '푸세요' });
    const cached = createCachedConverter(inner, await folderWith());
    await cached.convert(FILE);
    await cached.convert(FILE);
    expect(inner.calls()).toBe(1);
  });

  it.each(['timeout', 'memory', 'crashed'] as const)('is never one for want of time or memory: %s', async (refusal) => {
    const inner = counting({ isRead: false, refusal, reason: '까닭', remedy: '할 일' });
    const cached = createCachedConverter(inner, await folderWith());
    await cached.convert(FILE);
    await cached.convert(FILE);
    expect(inner.calls()).toBe(2);
  });
});

it('reads on where nothing can be kept', async () => {
  const taken = join(await folderWith({ taken: 'a file' }), 'taken');
  expect(await createCachedConverter(counting(READ), taken).convert(FILE)).toEqual(READ);
});
