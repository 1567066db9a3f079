/** Which sentence of a record comes first: over one invented record, with the real ranking of claims. */
import { describe, expect, it } from 'vitest';
import { type ExtractTools, programmeLines } from '../../src/answering/compose.js';
import { aspectsOf, focusOf } from '../../src/understanding/focus.js';
import { documentWith } from '../fixtures/documents.js';
import { sections, WORDING } from '../fixtures/engine.js';
import { understandingWith } from '../fixtures/understanding.js';

const BUS = documentWith({
  id: 'bus',
  title: '마을버스 지원',
  sections: sections('bus', {
    eligibility: [
      '마을버스 지원은 소득 하위 70% 어르신이 받습니다.',
      '다른 교통비를 받는 어르신은 마을버스 지원에서 제외합니다.',
    ],
    benefit: [
      '마을버스 지원은 Ⅰ유형에게 월 2만원을 드립니다.',
      '마을버스 지원은 Ⅱ유형에게 월 1만원을 드립니다.',
      '마을버스 지원금은 다음 달 10일에 들어옵니다.',
      '한부모는 마을버스 지원 상한이 월 4만원입니다.',
    ],
    apply: ['마을버스 지원은 주민센터에서 신청합니다.'],
    documents: ['신분증과 통장 사본을 준비합니다.'],
    deadline: ['2026년 마을버스 지원은 5월 20일에 접수가 끝났으니 다음 공고를 확인하세요.'],
    contact: ['교통과(☎ 031-000-0000)에 문의할 수 있습니다.'],
    caution: [
      '소득 기준이 안내문에는 70%, 신청서에는 60%로 서로 다르게 적혀 있으니 교통과에 확인하세요.',
      '월 5천원이라고 적힌 글은 지난 정보입니다.',
    ],
  }),
});

const TOOLS: ExtractTools = { wording: WORDING, weightOf: () => 1 };

function leadFor(question: string, topicWords: readonly string[] = []): string | undefined {
  const focuses = focusOf(question).filter((focus) => focus !== 'list');
  const aspects = aspectsOf(question);
  const groups = aspects.length > 1 ? aspects : [focuses];
  return programmeLines(BUS, groups, understandingWith({ query: question, focuses, topicWords }), TOOLS, 8)[0]?.text;
}

describe('the sentence that leads', () => {
  it.each([
    ['마을버스 지원 얼마예요?', '월 2만원'],
    ['어르신 마을버스 지원 서류는 뭐예요?', '신분증'],
    ['마을버스 지원 어디로 전화해요?', '031-000-0000'],
    ['어르신인데 마을버스 지원 어떻게 신청해요?', '주민센터에서 신청'],
    ['마을버스 지원금 언제 들어와요?', '10일에 들어옵니다'],
    ['마을버스 지원은 누가 받아요?', '하위 70%'],
  ])('carries what is asked: %s', (question, words) => {
    expect(leadFor(question)).toContain(words);
  });

  it('says who is left out, where that alone speaks of what may be so or not', () => {
    expect(leadFor('마을버스 지원, 다른 교통비 받는 할머니도 되나요?')).toContain('제외합니다');
  });

  it('does not say who is left out where nothing of that is asked', () => {
    expect(leadFor('마을버스 지원, 우리 할머니도 되나요?')).not.toContain('제외합니다');
  });

  it('is about the class that was named, however its number is written', () => {
    expect(leadFor('마을버스 지원 2유형은 얼마예요?')).toContain('월 1만원');
  });

  it('says that nobody can apply now, where that is asked', () => {
    expect(leadFor('마을버스 지원 지금 신청할 수 있어요?')).toContain('접수가 끝났으니');
  });

  it('tells both where sources differ and that was seen', () => {
    expect(leadFor('마을버스 지원 소득 기준이 70%인지 60%인지 확인해 주세요')).toContain('서로 다르게');
  });

  it('puts right first what the record calls old', () => {
    expect(leadFor('마을버스 지원 5천원이라던데 맞아요?')).toContain('지난 정보');
  });

  it('is never an exception where nothing of the kind is asked', () => {
    expect(leadFor('마을버스 지원이 뭐예요')).not.toContain('제외');
  });
});

describe('a group that nobody spoke of', () => {
  it('does not lend its amount to everyone', () => {
    expect(leadFor('마을버스 지원 상한이 얼마예요')).not.toContain('한부모');
  });

  it('leads where it was told', () => {
    expect(leadFor('한부모인데 마을버스 지원 상한이 얼마예요')).toContain('월 4만원');
  });
});

describe('a closed application', () => {
  it('is told with the amount too', () => {
    const lines = programmeLines(
      BUS,
      [['amount']],
      understandingWith({ query: '마을버스 지원 얼마예요', focuses: ['amount'] }),
      TOOLS,
      8,
    );
    expect(lines.map(({ text }) => text).join(' ')).toContain('접수가 끝났으니');
  });
});
