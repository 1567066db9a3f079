import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askedWithout, readAsked, unknownAsked } from '../../src/knowledge/asked.js';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';
import { KEPT_VOICE, readVoice } from '../../tools/voices/read.js';

it('reads questions by the record that answers them', () => {
  const text = '# 말\n\nbasic-pension\t노령연금 얼마래유\nnone\t여권은 어디서 해요\nbasic-pension\t할매 돈 나오나\n';
  expect(readAsked(text)).toEqual({
    asked: { 'basic-pension': ['노령연금 얼마래유', '할매 돈 나오나'], none: ['여권은 어디서 해요'] },
    faults: [],
  });
});

it.each(['basic-pension 노령연금', 'basic-pension\t', 'Basic\t노령연금', 'a\tb\tc'])(
  'tells of a line that is none: %s',
  (line) => {
    expect(readAsked(`a-b\t있는 말\n${line}`)).toMatchObject({ asked: { 'a-b': ['있는 말'] }, faults: [{ line: 2 }] });
  },
);

it('tells of a record that is not there, but not of "none"', () => {
  const faults = unknownAsked({ gone: ['물음'], none: ['물음'], here: ['물음'] }, new Set(['here']));
  expect(faults.map(({ field }) => field)).toEqual(['gone']);
});

it('forgets questions wherever they stand', () => {
  expect(askedWithout({ a: ['하나', '둘'], b: ['둘'] }, ['둘 '])).toEqual({ a: ['하나'], b: [] });
});

it('ships no question of the voice that is kept for measuring', async () => {
  const shipped = await readFile(join(PACKAGE_FOLDER, 'knowledge', 'asked.tsv'), 'utf8');
  const { asked, faults } = readAsked(shipped);
  const words = new Set(Object.values(asked).flat());
  const lines = readVoice(KEPT_VOICE);
  // The same few words may come to two people's minds, hardly ever though.
  const shared = lines.filter(({ text }) => words.has(text.normalize('NFC').trim())).length / lines.length;
  expect(faults).toEqual([]);
  expect(shared).toBeLessThan(0.01);
});
