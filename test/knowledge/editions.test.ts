import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/knowledge/conversion.js';
import { documentOf } from '../../src/knowledge/converted.js';
import {
  editionNotes,
  nameWithoutYear,
  newerEditions,
  titleWithYear,
  yearInTitle,
} from '../../src/knowledge/editions.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';

function guide(id: string, title: string, lines: readonly string[] = [], page?: number): KnowledgeDocument {
  const at = page === undefined ? {} : { page };
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: title, ...at },
    ...lines.map((text): Block => ({ kind: 'text', text, ...at })),
  ];
  return documentOf(id, { isRead: true, blocks, hidden: [], notes: [] }, id, '2026-11-24');
}

describe('the year of a guide', () => {
  it.each([
    ['2026년 노인돌봄 안내', 2026],
    ["'26년 노인돌봄 안내", 2026],
    ['노인돌봄 안내(2025)', 2025],
    ['2025_노인돌봄', 2025],
    ['2024학년도 교육비 지원', 2024],
  ])('stands in %s', (title, year) => expect(yearInTitle(title)).toBe(year));

  it.each(['노인돌봄 안내', '1인 가구 2026명 조사', '2026년까지 추진할 계획'])('does not stand in %s', (title) =>
    expect(yearInTitle(title)).toBeUndefined(),
  );

  it('is taken from the name of the file where the title has none', () => {
    expect(titleWithYear('노인돌봄 안내', '2026_노인돌봄')).toBe('2026년 노인돌봄 안내');
    expect(titleWithYear('2025년 노인돌봄 안내', '2026_노인돌봄')).toBe('2025년 노인돌봄 안내');
  });

  it('is no part of the name', () => {
    expect(nameWithoutYear('2025년 노인돌봄 안내')).toBe(nameWithoutYear('노인돌봄 안내 (2026)'));
  });
});

describe('editions', () => {
  it('point at the newest', () => {
    const all = [guide('a', '2024년 돌봄 안내'), guide('b', '2026년 돌봄 안내'), guide('c', '2025년 돌봄 안내')];
    expect(newerEditions(all)).toEqual(
      new Map([
        ['a', 'b'],
        ['c', 'b'],
      ]),
    );
  });

  it('are guides of one name only', () => {
    expect(newerEditions([guide('a', '2025년 돌봄 안내'), guide('b', '2026년 주거 안내')]).size).toBe(0);
  });

  it('are told to the admin by file', () => {
    const found = [
      { document: guide('a', '2025년 돌봄 안내'), file: 'a.hwpx' },
      { document: guide('b', '2026년 돌봄 안내'), file: 'b.hwpx' },
    ];
    expect(editionNotes(found)).toMatchObject([
      { file: 'a.hwpx', kind: 'edition', text: expect.stringContaining('b.hwpx') },
    ]);
  });
});

describe('the same text in two files', () => {
  const LINES = ['매달 3만원을 드립니다.', '동에서 신청합니다.', '신분증을 냅니다.', '65세부터 받습니다.'];

  it('is told, whatever its spaces', () => {
    const found = [
      { document: guide('a', '돌봄', LINES, 1), file: 'a.pdf' },
      {
        document: guide(
          'b',
          '돌봄 사본',
          LINES.map((line) => line.replaceAll(' ', '')),
          1,
        ),
        file: 'b.pdf',
      },
    ];
    expect(editionNotes(found)).toMatchObject([
      { file: 'b.pdf', kind: 'double', text: expect.stringContaining('a.pdf') },
    ]);
  });

  it('is not the same when a figure differs in one line of three', () => {
    const found = [
      { document: guide('a', '돌봄', LINES, 1), file: 'a.pdf' },
      { document: guide('b', '돌봄', LINES.with(0, '매달 5만원을 드립니다.'), 1), file: 'b.pdf' },
    ];
    expect(editionNotes(found)).toEqual([]);
  });
});
