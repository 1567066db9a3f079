/** A worry: its sentence and its number come first, and the answer stays whole, whatever end the road comes to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/types.js';
import { withWorry } from '../../src/core/worry.js';
import { answerWith } from '../fixtures/answers.js';
import { documentWith } from '../fixtures/documents.js';
import { engineOver, sections } from '../fixtures/engine.js';

const WORRY = {
  text: '혹시 마음이 많이 힘드시면 자살예방상담전화 109에서 24시간 이야기를 들어 드립니다.',
  calls: [{ name: '자살예방상담전화', phone: '109' }],
};

describe('a worry', () => {
  const plain = answerWith({
    nextActions: [
      { kind: 'call', label: '보건복지상담센터 129', value: 'tel:129' },
      { kind: 'call', label: '자살예방상담전화 109', value: 'tel:109' },
    ],
  });
  const worried = withWorry(plain, WORRY);

  it('stands before the answer, in the text and in the statements', () => {
    expect(worried.text.startsWith(WORRY.text)).toBe(true);
    expect(worried.statements[0]).toEqual({ text: WORRY.text, citations: [], role: 'guidance' });
  });

  it('takes nothing of the answer away', () => {
    expect(worried.text.endsWith(plain.text)).toBe(true);
    expect(worried.statements.slice(1)).toEqual(plain.statements);
    expect([worried.outcome, worried.citations]).toEqual([plain.outcome, plain.citations]);
  });

  it('offers its number first, and once', () => {
    expect(worried.nextActions.map(({ value }) => value)).toEqual(['tel:109', 'tel:129']);
  });

  it('is named, so that a channel can tell', () => {
    expect(worried.worry).toEqual({ text: WORRY.text, phones: ['109'] });
    expect(withWorry(plain, undefined)).toBe(plain);
  });
});

describe('a question that may be asked in danger', () => {
  let dataFolder: string;
  let answers: Answer[];
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'bokji-worry-'));
    const documents = [
      documentWith({
        id: 'elder-report',
        title: '노인학대 신고',
        sections: sections('elder-report', { apply: ['노인학대 신고는 경찰서나 노인보호전문기관에 합니다.'] }),
      }),
    ];
    const engine = await engineOver(documents, { dataFolder });
    answers = [
      await engine.ask('노인학대 신고하는 방법 알려 주세요'),
      await engine.ask('노인학대 신고 공연 포스터 도안'),
    ];
  });
  afterAll(() => rm(dataFolder, { recursive: true, force: true }));

  it('is answered from the records, the number before it', () => {
    expect(answers[0]?.outcome).toBe('answered');
    expect(answers[0]?.citations[0]?.documentId).toBe('elder-report');
    expect(answers[0]?.worry?.phones.length).toBeGreaterThan(0);
    expect(answers[0]?.text.startsWith(answers[0]?.worry?.text ?? '-')).toBe(true);
  });
});
