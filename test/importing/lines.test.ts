import { expect, it } from 'vitest';
import { linesOf } from '../../src/importing/lines.js';

const shown = (text: string) => linesOf(text).map(({ under, text: line }) => [...under, line].join(' > '));

it('puts bullets under what they belong to', () => {
  expect(
    shown(
      '○ 교육비를 지급합니다.\r\n  - 국공립 10만원\r\n  - 사립 28만원\r\n○ 방과후과정비를 지급합니다.\r\n  - 국공립 5만원',
    ),
  ).toEqual([
    '교육비를 지급합니다.',
    '교육비를 지급합니다. > 국공립 10만원',
    '교육비를 지급합니다. > 사립 28만원',
    '방과후과정비를 지급합니다.',
    '방과후과정비를 지급합니다. > 국공립 5만원',
  ]);
});

it('puts a remark beside the bullets, not under the last of them', () => {
  expect(shown('0.이용할 때\n - 일반 : 1일 8만원\n※ 쌍둥이는 20% 더')).toEqual([
    '이용할 때',
    '이용할 때 > 일반 : 1일 8만원',
    '이용할 때 > 쌍둥이는 20% 더',
  ]);
});

it.each([
  ['a lone carriage return', '첫째 줄\r둘째 줄', ['첫째 줄', '둘째 줄']],
  [
    'a bullet glued to a sentence',
    '지급합니다.* 25일이 쉬는 날이면 그 전날',
    ['지급합니다.', '25일이 쉬는 날이면 그 전날'],
  ],
  ['two sentences', '지급합니다. 다만 제외합니다.', ['지급합니다.', '다만 제외합니다.']],
  ['a tag', '신청서<br/>신분증', ['신청서', '신분증']],
])('divides at %s', (_name, text, lines) => {
  expect(shown(text)).toEqual(lines);
});

it.each([
  ['a list of circled numbers', '위 ①, ②의 조건을 채우면'],
  ['a date', '2026.2.9 ~ 2026.3.2'],
  ['a remark in brackets', '40만원(※ 영수증 제출)'],
  ['minus signs of a formula', '(재산 - 2,000만원) - 부채'],
])('does not divide %s', (_name, text) => {
  expect(shown(text)).toEqual([text]);
});

it('joins what a line break cut', () => {
  expect(shown('고양시에 사는 가정에\n첫째 100만원 지급')).toEqual(['고양시에 사는 가정에 첫째 100만원 지급']);
});

it.each(['해당없음', '공고문 참조', '-', '지원대상의 내용을 참고해주시기 바랍니다.'])(
  'leaves out the filler %s',
  (text) => {
    expect(shown(text)).toEqual([]);
  },
);
