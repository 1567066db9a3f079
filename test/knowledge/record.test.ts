import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/knowledge/faults.js';
import { formatFault } from '../../src/knowledge/faults.js';
import { readRecord } from '../../src/knowledge/record.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';

const RECORD = `---
id: basic-pension
title: 기초연금
aliases: [노령연금]
kind: program
region: 전국
audience: public
status: 시행
lifeStages: [노년]
targetGroups: [노인]
themes: [소득·생계]
asOf: 2026-01-01
source:
  title: 복지로 「기초연금」
  publisher: 보건복지부
  date: 2026-01-02
  trust: official
contacts:
  - name: 보건복지상담센터
    phone: "129"
apply: []
questions: [어르신이 나라에서 받는 돈 있나요]
---
## 지원 대상
- 만 65세 이상인 어르신이 받습니다.
## 지원 내용
- 매달 342,510원까지 드립니다.
- 부부가 함께 받으면 20%를 줄입니다.
`;

function documentOf(text: string): KnowledgeDocument {
  const result = readRecord('national/basic-pension.md', text);
  if ('faults' in result) throw new Error(result.faults.map(formatFault).join('\n'));
  return result.document;
}

function faultsOf(text: string): readonly Fault[] {
  const result = readRecord('national/basic-pension.md', text);
  return 'faults' in result ? result.faults : [];
}

const lineOf = (text: string, words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;

describe('a whole record', () => {
  it('becomes a document of form record with its front matter', () => {
    expect(documentOf(RECORD)).toMatchObject({
      id: 'basic-pension',
      title: '기초연금',
      contacts: [{ name: '보건복지상담센터', phone: '129' }],
      form: 'record',
    });
  });

  it('has a section per heading, named by its slug', () => {
    expect(documentOf(RECORD).sections.map(({ slug, heading }) => [slug, heading])).toEqual([
      ['eligibility', '지원 대상'],
      ['benefit', '지원 내용'],
    ]);
  });

  it('numbers the claims of a section from 1', () => {
    expect(documentOf(RECORD).sections[1]?.claims).toEqual([
      { id: 'basic-pension#benefit.1', text: '매달 342,510원까지 드립니다.' },
      { id: 'basic-pension#benefit.2', text: '부부가 함께 받으면 20%를 줄입니다.' },
    ]);
  });

  it('keeps a date as the text it was written as', () => {
    expect(documentOf(RECORD).asOf).toBe('2026-01-01');
  });

  it('is sure of its figures unless it says otherwise', () => {
    expect(documentOf(RECORD).confidence).toBe('high');
  });

  it('reads alike with the line ends of Windows', () => {
    expect(documentOf(RECORD.replaceAll('\n', '\r\n'))).toEqual(documentOf(RECORD));
  });

  it('leaves out a heading without claims', () => {
    const slugs = documentOf(`${RECORD}## 문의처\n`).sections.map(({ slug }) => slug);
    expect(slugs).not.toContain('contact');
  });
});

describe('a fault in the front matter', () => {
  it('names file, line, field and remedy of a value outside the vocabulary', () => {
    const text = RECORD.replace('status: 시행', 'status: 시행중');
    expect(faultsOf(text)).toEqual([
      {
        file: 'national/basic-pension.md',
        line: lineOf(text, 'status:'),
        field: 'status',
        problem: '쓸 수 없는 값입니다(쓸 수 있는 값: 시행, 추진, 계획, 종료)',
        remedy: '그 줄의 값을 고치세요',
      },
    ]);
  });

  it('reads for people as one line and an arrow to the remedy', () => {
    const [fault] = faultsOf(RECORD.replace('status: 시행', 'status: 시행중'));
    expect(fault && formatFault(fault)).toMatch(/^national\/basic-pension\.md:8 \[status\] .+\n {4}→ .+$/);
  });

  it('names a field that is not there', () => {
    expect(faultsOf(RECORD.replace('title: 기초연금\n', ''))).toMatchObject([
      { field: 'title', problem: '꼭 있어야 하는 항목이 없습니다' },
    ]);
  });

  it('does not say that a field is missing when only its kind is wrong', () => {
    const text = RECORD.replace('asOf: 2026-01-01', 'asOf: 2026');
    expect(faultsOf(text)).toMatchObject([
      { field: 'asOf', line: lineOf(text, 'asOf:'), problem: '글자 꼴이어야 합니다' },
    ]);
  });

  it('names a field inside a list by its place in it', () => {
    const text = RECORD.replace('"129"', '전화 129');
    expect(faultsOf(text)).toMatchObject([{ field: 'contacts.0.phone', line: lineOf(text, 'phone:') }]);
  });

  it('names a date that no calendar has', () => {
    const text = RECORD.replace('date: 2026-01-02', 'date: 2026-02-30');
    expect(faultsOf(text)).toMatchObject([{ field: 'source.date', problem: '달력에 없는 날짜입니다' }]);
  });

  it('names an unknown field', () => {
    const [fault] = faultsOf(RECORD.replace('kind: program', 'kind: program\ntitel: 기초연금'));
    expect(fault?.problem).toBe('모르는 항목입니다: titel');
  });

  it('names the line of an unknown field', () => {
    const text = RECORD.replace('kind: program', 'kind: program\ntitel: 기초연금');
    expect(faultsOf(text)[0]?.line).toBe(lineOf(text, 'titel'));
  });

  it('says that the YAML cannot be read', () => {
    const text = RECORD.replace('kind: program', 'kind: [program');
    expect(faultsOf(text)).toMatchObject([
      { field: 'front matter', problem: expect.stringMatching(/^YAML로 읽을 수 없습니다/) },
    ]);
  });

  it('names a field written twice', () => {
    const text = RECORD.replace('kind: program', 'kind: program\nkind: guide');
    expect(faultsOf(text)[0]).toMatchObject({ field: 'front matter', line: lineOf(text, 'kind: guide') });
  });

  it('names an unquoted asterisk rather than throw', () => {
    expect(() => faultsOf(RECORD.replace('title: 기초연금', 'title: *기초연금'))).not.toThrow();
  });

  it('says that front matter was never closed', () => {
    expect(faultsOf('---\nid: basic-pension\n')).toMatchObject([{ line: 1, field: '---' }]);
  });

  it('names every missing field by its name', () => {
    const fields = ['id', 'title', 'kind', 'region', 'audience', 'status', 'lifeStages', 'themes', 'asOf', 'questions'];
    fc.assert(
      fc.property(fc.subarray(fields, { minLength: 1 }), (missing) => {
        const text = missing.reduce((rest, field) => rest.replace(new RegExp(`^${field}:.*\n`, 'm'), ''), RECORD);
        expect(
          faultsOf(text)
            .map(({ field }) => field)
            .sort(),
        ).toEqual([...missing].sort());
      }),
    );
  });
});

describe('a fault in the body', () => {
  it('names an unknown heading, its line and the headings there are', () => {
    const text = RECORD.replace('## 지원 내용', '## 혜택');
    const [fault] = faultsOf(text);
    expect(fault).toMatchObject({ field: '본문', line: lineOf(text, '## 혜택'), problem: '모르는 제목입니다: 혜택' });
    expect(fault?.remedy).toContain('지원 내용');
  });

  it('names a heading that comes twice', () => {
    const text = `${RECORD}## 지원 대상\n- 두 번째입니다.\n`;
    expect(faultsOf(text)).toMatchObject([
      { line: text.split('\n').length - 2, problem: '제목이 두 번 나옵니다: 지원 대상' },
    ]);
  });

  it('names a line that is no item', () => {
    const text = RECORD.replace('- 매달', '매달');
    expect(faultsOf(text)).toMatchObject([{ line: lineOf(text, '매달'), field: '본문' }]);
  });

  it('says that nothing is told', () => {
    const text = RECORD.slice(0, RECORD.indexOf('## '));
    expect(faultsOf(text)).toMatchObject([{ field: '본문', problem: '내용이 없습니다' }]);
  });
});
