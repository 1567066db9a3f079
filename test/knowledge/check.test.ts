import { describe, expect, it } from 'vitest';
import { type CheckedDocument, checkDocuments } from '../../src/knowledge/check.js';
import { readRecord } from '../../src/knowledge/record.js';
import type { Regions } from '../../src/knowledge/support.js';

const RECORD = `---
id: filial-allowance
title: 효행수당
aliases: [효도수당]
kind: program
region: 경기도 고양시
audience: public
status: 시행
lifeStages: [노년]
targetGroups: [노인]
themes: [소득·생계]
asOf: 2026-01-01
source: { title: 고양시 안내, publisher: 고양시, date: 2026-01-02, trust: official }
contacts:
  - { name: 고양시민원콜센터, phone: 031-909-9000 }
apply: []
questions:
  - 부모님 모시고 살면 시에서 주는 돈 있나요
  - 어머니가 85세인데 받을 수 있나요
  - 할머니랑 같이 사는데 뭐 받나요
  - 삼대가 한집에 살면 도움을 받나요
  - 동사무소에서 신청하나요
---
## 지원 대상
- 만 85세 이상인 어르신을 모시는 가정이 받습니다.
## 문의처
- 고양시민원콜센터(☎ 031-909-9000)에 문의할 수 있습니다.
`;

const REGIONS: Regions = {
  asOf: '2026-11-22',
  provinces: [{ name: '경기도', short: ['경기'], cities: [{ name: '고양시', short: ['고양'] }] }],
};

function checked(raw: string, file = 'goyang/filial-allowance.md'): CheckedDocument {
  const result = readRecord(file, raw);
  if ('faults' in result) throw new Error(result.faults.map(({ problem }) => problem).join('\n'));
  return { document: result.document, file, raw };
}

const faultsOf = (raw: string) => checkDocuments([checked(raw)], REGIONS);
const lineOf = (text: string, words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;

it('finds no fault in a sound record', () => {
  expect(faultsOf(RECORD)).toEqual([]);
});

describe('a question', () => {
  it('may not bring a figure that the body does not hold', () => {
    const raw = RECORD.replace('85세인데', '80세인데');
    expect(faultsOf(raw)).toEqual([
      {
        file: 'goyang/filial-allowance.md',
        line: lineOf(raw, '80세인데'),
        field: 'questions',
        problem: '본문에 없는 숫자가 질문에 있습니다: 80세',
        remedy: '질문에서 숫자를 빼거나 본문의 숫자와 맞추세요',
      },
    ]);
  });

  it('may leave out the unit of a figure', () => {
    expect(faultsOf(RECORD.replace('85세인데', '85 넘으셨는데'))).toEqual([]);
  });

  it('may not stand twice', () => {
    const twice = RECORD.replace('동사무소에서 신청하나요', '할머니랑 같이 사는데 뭐 받나요?');
    expect(faultsOf(twice)).toMatchObject([{ field: 'questions', problem: expect.stringContaining('두 번') }]);
  });

  it('may not merely repeat the title', () => {
    const raw = RECORD.replace('동사무소에서 신청하나요', '효행 수당?');
    expect(faultsOf(raw)).toMatchObject([{ field: 'questions', line: lineOf(raw, '효행 수당?') }]);
  });

  it('has at least four others beside it', () => {
    const raw = RECORD.replace('  - 동사무소에서 신청하나요\n', '');
    expect(faultsOf(raw)).toMatchObject([
      { field: 'questions', line: lineOf(raw, 'questions:'), problem: '질문이 4개뿐입니다' },
    ]);
  });
});

describe('a region', () => {
  it('must be one of regions.yaml', () => {
    const raw = RECORD.replace('경기도 고양시', '경기도 고양군');
    expect(faultsOf(raw)).toMatchObject([
      { field: 'region', line: lineOf(raw, 'region:'), problem: 'regions.yaml에 없는 지역입니다: 경기도 고양군' },
    ]);
  });

  it.each(['전국', '경기도', '경기도 고양시'])('may be %s', (region) => {
    expect(faultsOf(RECORD.replace('region: 경기도 고양시', `region: ${region}`))).toEqual([]);
  });

  it('is not judged where no regions are known', () => {
    expect(checkDocuments([checked(RECORD.replace('경기도 고양시', '달나라'))], undefined)).toEqual([]);
  });
});

describe('dates', () => {
  it('may not end before they begin', () => {
    const raw = RECORD.replace('asOf:', 'validFrom: 2026-02-01\nvalidUntil: 2026-01-01\nasOf:');
    expect(faultsOf(raw)).toMatchObject([{ field: 'validUntil', line: lineOf(raw, 'validUntil:') }]);
  });

  it('may not be as of a day after their source', () => {
    expect(faultsOf(RECORD.replace('asOf: 2026-01-01', 'asOf: 2026-01-03'))).toMatchObject([{ field: 'asOf' }]);
  });

  it('may not plan what is already in force', () => {
    expect(faultsOf(RECORD.replace('asOf:', 'plannedFor: 2027년\nasOf:'))).toMatchObject([{ field: 'plannedFor' }]);
  });
});

it('names a related record that does not exist', () => {
  const raw = RECORD.replace('apply:', 'related: [gone]\napply:');
  expect(faultsOf(raw)).toMatchObject([
    { field: 'related', line: lineOf(raw, 'gone'), problem: expect.stringContaining('gone') },
  ]);
});

it('finds a related record under a name it was merged from', () => {
  const one = checked(RECORD.replace('apply:', 'related: [old-fact]\napply:'));
  const other = checked(
    RECORD.replace('id: filial-allowance', 'id: other\nmergedFrom: [old-fact]')
      .replace('효행수당', '장수수당')
      .replace('효도수당', '장수축하금'),
    'goyang/other.md',
  );
  expect(checkDocuments([one, other], REGIONS)).toEqual([]);
});

it('names a telephone number of the body that is not among the contacts', () => {
  const raw = RECORD.replace('☎ 031-909-9000', '☎ 031-909-9999');
  expect(faultsOf(raw)).toMatchObject([{ field: '문의처', line: lineOf(raw, '031-909-9999') }]);
});

it('asks an unsure record what must be checked', () => {
  expect(faultsOf(RECORD.replace('status:', 'confidence: low\nstatus:'))).toMatchObject([{ field: 'confidence' }]);
});

it('asks a record with an earlier source what it said', () => {
  const earlier = 'earlierSource: { title: 보도, publisher: 고양신문, date: 2024-01-01, trust: press }';
  expect(faultsOf(RECORD.replace('status:', `${earlier}\nstatus:`))).toMatchObject([{ field: 'earlierSource' }]);
});

it('names a claim that does not end as a sentence', () => {
  const raw = RECORD.replace('가정이 받습니다.', '가정');
  expect(faultsOf(raw)).toMatchObject([{ field: '지원 대상', line: lineOf(raw, '- 만 85세') }]);
});

describe('a name', () => {
  const again = (text: string) => text.replace('id: filial-allowance', 'id: other');

  it('belongs to one programme of a region, however it is spaced', () => {
    const other = again(RECORD).replace('title: 효행수당', 'title: 효도 수당').replace('[효도수당]', '[]');
    expect(checkDocuments([checked(RECORD), checked(other, 'goyang/other.md')], REGIONS)).toMatchObject([
      { file: 'goyang/other.md', field: 'aliases', problem: 'filial-allowance도 쓰는 이름입니다: 효도 수당' },
    ]);
  });

  it('may be used again in another region', () => {
    const other = again(RECORD).replace('region: 경기도 고양시', 'region: 경기도');
    expect(checkDocuments([checked(RECORD), checked(other, 'gyeonggi/other.md')], REGIONS)).toEqual([]);
  });
});
