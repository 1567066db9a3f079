import { describe, expect, it } from 'vitest';
import { intervalMs, readSources } from '../../src/fetching/sources.js';
import { dueAt } from '../../src/fetching/state.js';

const read = (text: string) => readSources('sources.yaml', text);

it('reads every kind of source', () => {
  const result = read(`sources:
  - { name: city-pages, kind: web, sitemap: https://www.city.example/sitemap.xml, every: 7d, region: 경기도 고양시, trust: official }
  - { name: shared-folder, kind: folder, path: /srv/welfare }
  - { name: guides, kind: git, url: https://git.example/guides.git, branch: main }
  - { name: national, kind: opendata, source: bokjiro, every: 1d }
`);
  expect(result).toMatchObject({
    sources: [{ kind: 'web', delaySeconds: 1 }, { every: '1d' }, { branch: 'main' }, { source: 'bokjiro' }],
  });
});

it.each([
  ['an unknown field', 'sources:\n  - { name: a, kind: folder, path: /a, paths: /b }', 'paths'],
  ['an address that is none', 'sources:\n  - { name: a, kind: web, pages: [ftp://a.example] }', 'http'],
  ['an interval that is none', 'sources:\n  - { name: a, kind: folder, path: /a, every: 매일 }', '6h'],
  ['a web source without addresses', 'sources:\n  - { name: a, kind: web }', 'sitemap'],
  [
    'one name twice',
    'sources:\n  - { name: a, kind: folder, path: /a }\n  - { name: a, kind: folder, path: /b }',
    '같은 이름',
  ],
  [
    'a branch that is a flag',
    'sources:\n  - { name: a, kind: git, url: https://a.example/a, branch: --upload-pack=x }',
    '가지',
  ],
])('%s is a fault that says what is wrong', (_name, text, words) => {
  const result = read(text);
  expect('faults' in result && result.faults.map((fault) => Object.values(fault).join(' ')).join('\n')).toContain(
    words,
  );
});

it('names the line', () => {
  expect(read('sources:\n  - name: a\n    kind: folder\n    path: /a\n    every: 매일\n')).toMatchObject({
    faults: [{ line: 5 }],
  });
});

describe('a schedule', () => {
  it('counts hours and days', () => {
    expect([intervalMs('6h'), intervalMs('7d')]).toEqual([6 * 3_600_000, 7 * 24 * 3_600_000]);
  });

  it('is due at once where it never ran, then after its interval', () => {
    const state = { pages: {}, files: {} };
    expect(dueAt(state, '1d')).toBe(0);
    expect(dueAt({ ...state, lastRun: '2026-11-25T00:00:00.000Z' }, '1d')).toBe(Date.parse('2026-11-26T00:00:00.000Z'));
  });
});
