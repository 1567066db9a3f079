import { expect, it } from 'vitest';
import { withoutFacts } from '../../src/evaluation/remove.js';
import { readPlain } from '../../src/knowledge/plain.js';

const guide = readPlain(
  'guide',
  '# 안내\n## 금액\n- 30만원을 드립니다.\n- 한 번만 드립니다.\n## 기한\n- 1년 안에 신청합니다.\n',
);
const other = readPlain('other', '# 다른 안내\n다른 안내입니다.\n');
const [amounts] = guide.sections.filter(({ claims }) => claims.length === 2);
const textsOf = (facts: readonly string[]): string[] =>
  withoutFacts([guide, other], facts).flatMap(({ sections }) =>
    sections.flatMap(({ claims }) => claims.map(({ text }) => text)),
  );

it('takes out a document, a section or one claim, and nothing else', () => {
  expect(textsOf(['guide'])).toEqual(['다른 안내입니다.']);
  expect(textsOf([`guide#${amounts?.slug}`])).toEqual(['1년 안에 신청합니다.', '다른 안내입니다.']);
  expect(textsOf([amounts?.claims[0]?.id ?? ''])).toEqual([
    '한 번만 드립니다.',
    '1년 안에 신청합니다.',
    '다른 안내입니다.',
  ]);
});

it('refuses to take out what is not there, which would prove nothing', () => {
  expect(() => textsOf(['nowhere'])).toThrow('nowhere');
  expect(() => textsOf(['guide#nothing.1'])).toThrow('guide#nothing.1');
});
