import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/importing/lines.js';
import { sentenceOf } from '../../src/importing/sentences.js';
import { figuresOf } from '../../src/korean/figures.js';

const said = (text: string) =>
  linesOf(text)
    .filter(({ hasChildren }) => !hasChildren)
    .map((line) => sentenceOf(line, '효도 신발', '지원 내용'));

it.each([
  ['월 3만 5,000원 지급', '효도 신발은 월 3만 5,000원을 지급합니다.'],
  ['부모는 월 10만원 지급', '부모는 월 10만원을 지급합니다.'],
  ['주민등록을 두고 있을 것', '주민등록을 두고 있어야 합니다.'],
  ['공무원은 대상에서 제외', '공무원은 대상에서 제외합니다.'],
  ['매월 25일에 지급한다', '매월 25일에 지급합니다.'],
  ['신청서, 신분증', '효도 신발, 지원 내용: 신청서, 신분증.'],
  ['연령 : 만 65세 이상', '효도 신발, 연령: 만 65세 이상.'],
  ['별도의 기준 없음', '별도의 기준 없습니다.'],
  ['매월 지급합니다.', '매월 지급합니다.'],
])('%s → %s', (text, sentence) => {
  expect(said(text)).toEqual([sentence]);
});

it('says what a bullet stands under', () => {
  expect(said('○ 이용할 때\n - 일반: 1일 8만원')).toEqual(['효도 신발, 이용할 때: 일반: 1일 8만원.']);
  expect(said('○ 신발을 드립니다.\n - 만 80세 이상')).toEqual(['신발을 드립니다. 만 80세 이상.']);
});

describe('whatever the text', () => {
  const word = fc.constantFrom(
    '만 65세 이상',
    '월 20만원',
    '1,923천원',
    '50%',
    '주민센터에',
    '지급',
    '제외',
    '다만',
    '2026.1.1.부터',
    '신청서',
    '있을 것',
    '3~5세',
    '한다',
  );
  const sign = fc.constantFrom('\n○ ', '\n - ', '\n※ ', '\n1. ', ' ', ', ', '. ', '\n');
  const text = fc.array(fc.tuple(sign, word), { minLength: 1, maxLength: 12 }).map((parts) => parts.flat().join(''));

  it('no figure is changed, lost or made', () => {
    fc.assert(
      fc.property(text, (source) => {
        const values = (one: string) => new Set(figuresOf(one).map(({ value }) => value));
        const lines = linesOf(source);
        const before = values(lines.map((line) => line.text).join('\n'));
        const after = values(
          lines
            .filter(({ hasChildren }) => !hasChildren)
            .map((line) => sentenceOf(line, '효도 신발', '지원 내용'))
            .join('\n'),
        );
        expect(after).toEqual(before);
      }),
    );
  });

  it('every line ends as a sentence', () => {
    fc.assert(fc.property(text, (source) => said(source).every((sentence) => /[.!?]$/.test(sentence))));
  });
});
