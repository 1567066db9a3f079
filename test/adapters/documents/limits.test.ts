/** The converter with its child processes: limits, hostile files, and a reader that is replaced when it must be killed. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONVERTER_ID, createDocumentConverter } from '../../../adapters/documents/index.js';
import { hostileFiles } from '../../fixtures/documents/hostile.js';

const PATIENT_MS = 120_000;
const page = { name: 'page.html', bytes: Buffer.from('<p>보이는 말입니다.</p>') };

const converter = createDocumentConverter({ readers: 1 });
afterAll(() => converter.stop());

/** The heavy ones are left to `npm run bench:documents`. */
const LIGHT_BYTES = 200_000;
const files = (await hostileFiles()).filter(({ bytes }) => bytes.byteLength < LIGHT_BYTES);

describe('a hostile file', () => {
  it.each(files)('$name: may be handled so: $may', { timeout: PATIENT_MS }, async ({ name, bytes, may }) => {
    const conversion = await converter.convert({ name, bytes });
    if (may !== 'either') expect(conversion.isRead).toBe(may === 'read');
    expect(conversion).not.toMatchObject({ refusal: 'crashed' });
    if (!conversion.isRead) expect([conversion.reason, conversion.remedy].join()).toMatch(/[가-힣]/);
  });
});

it('refuses a file over the size without handing it over', async () => {
  const small = createDocumentConverter({ fileBytes: 10 });
  expect(await small.convert(page)).toMatchObject({ isRead: false, refusal: 'too-large' });
});

it('gives up after the time, and reads the next document with a new reader', { timeout: PATIENT_MS }, async () => {
  const hasty = createDocumentConverter({ readers: 1, timeoutMs: 1 });
  expect(await hasty.convert({ name: 'a.csv', bytes: Buffer.from('가,나\n'.repeat(40_000)) })).toMatchObject({
    refusal: 'timeout',
  });
  expect(await hasty.convert({ name: 'b.csv', bytes: Buffer.from('가,나\n'.repeat(40_000)) })).toMatchObject({
    refusal: 'timeout',
  });
  hasty.stop();
});

it('gives up where too much memory is needed', { timeout: PATIENT_MS }, async () => {
  const narrow = createDocumentConverter({ readers: 1, memoryBytes: 30 * 1024 * 1024 });
  expect(await narrow.convert({ name: 'a.csv', bytes: Buffer.from('가,나\n'.repeat(49_000)) })).toMatchObject({
    isRead: false,
  });
  narrow.stop();
});

it('reads several documents at once and gives each its own', { timeout: PATIENT_MS }, async () => {
  const words = ['하나', '둘', '셋'];
  const read = await Promise.all(
    words.map((word) => converter.convert({ name: 'page.html', bytes: Buffer.from(`<p>${word}</p>`) })),
  );
  expect(read.map((conversion) => conversion.isRead && conversion.blocks)).toEqual(
    words.map((text) => [{ kind: 'text', text }]),
  );
});

it('is called by the kordoc that is installed', () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync('node_modules/kordoc/package.json', 'utf8')));
  expect(CONVERTER_ID).toMatch(new RegExp(`^kordoc-${version.replaceAll('.', '\\.')}\\+\\d+$`));
});
