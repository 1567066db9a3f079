import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSupport } from '../../src/knowledge/support.js';
import { folderWith } from '../fixtures/folders.js';

it('knows nothing where no file stands, and that is no fault', async () => {
  expect(await readSupport(await folderWith())).toEqual({ support: { glossary: [] }, faults: [] });
});

it('finds no fault in the files we ship', async () => {
  expect((await readSupport(fileURLToPath(new URL('../../knowledge', import.meta.url)))).faults).toEqual([]);
});

describe('a support file', () => {
  it('is read by its schema', async () => {
    const folder = await folderWith({ 'glossary.yaml': '- { say: [월세 밀], mean: [주거급여], themes: [주거] }' });
    expect((await readSupport(folder)).support.glossary).toEqual([
      { say: ['월세 밀'], mean: ['주거급여'], themes: ['주거'] },
    ]);
  });

  it('that is no YAML is named', async () => {
    const folder = await folderWith({ 'regions.yaml': 'provinces: [' });
    expect((await readSupport(folder)).faults).toMatchObject([{ file: 'regions.yaml', field: 'YAML' }]);
  });

  it('with a fault is left out, and the others stay', async () => {
    const folder = await folderWith({
      'glossary.yaml': '- { say: [월세], mean: [주거급여] }',
      'hotlines.yaml': 'asOf: 어제\nhotlines: []',
    });
    const { support } = await readSupport(folder);
    expect(support).toEqual({ glossary: [{ say: ['월세'], mean: ['주거급여'] }] });
  });

  it('names the field of a fault, and what to do', async () => {
    const folder = await folderWith({ 'hotlines.yaml': 'asOf: 어제\nhotlines: []' });
    expect((await readSupport(folder)).faults).toEqual([
      {
        file: 'hotlines.yaml',
        line: expect.any(Number),
        field: 'asOf',
        problem: '날짜는 2026, 2026-08, 2026-08-31 가운데 한 꼴로 적습니다',
        remedy: '그 줄의 값을 고치세요',
      },
    ]);
  });

  it('names a field in a list by its place', async () => {
    const folder = await folderWith({ 'glossary.yaml': '- { say: [월세], mean: [주거급여], themes: [집] }' });
    expect((await readSupport(folder)).faults).toMatchObject([{ file: 'glossary.yaml', field: '0.themes.0' }]);
  });

  it('names the line of a fault', async () => {
    const folder = await folderWith({ 'hotlines.yaml': 'hotlines: []\nasOf: 어제' });
    expect((await readSupport(folder)).faults).toMatchObject([{ field: 'asOf', line: 2 }]);
  });

  it('tells every fault in Korean', async () => {
    const folder = await folderWith({ 'glossary.yaml': '- { say: 월세, mean: [주거급여] }' });
    expect((await readSupport(folder)).faults[0]?.problem).toMatch(/[가-힣]/);
  });
});
