import { describe, expect, it } from 'vitest';
import { isLimit, numbersIn, numbersWithout, shareOfWords } from '../../src/evaluation/reading.js';

const sorted = (text: string): number[] => [...numbersIn(text)].sort((a, b) => a - b);

describe('numbers read by the examiner', () => {
  it.each([
    ['34만 2,510원', [342510]],
    ['342,510원', [342510]],
    ['1억 6천만원', [160_000_000]],
    ['1억 3,500만원', [135_000_000]],
    ['10만 5천원', [105_000]],
    ['만 65세, 2026년 1월', [1, 65, 2026]],
    ['1577-1389', [1389, 1577]],
    ['3.5%', [3.5]],
    ['6개월마다 50%', [6, 50]],
    ['수급자 모두', []],
  ])('%s', (text, numbers) => {
    expect(sorted(text)).toEqual(numbers);
  });

  it('are held by a source that writes them otherwise, and not by one that has only a part', () => {
    expect(numbersWithout('월 34만 9,700원입니다', ['월 최대 349,700원'])).toEqual([]);
    expect(numbersWithout('월 10만원입니다', ['월 10만~13만원이며'])).toEqual([]);
    expect(numbersWithout('월 10만원입니다', ['월 210,000원이며'])).toEqual([100_000]);
    expect(numbersWithout('66세부터', ['만 65세 이상'])).toEqual([66]);
  });
});

describe('words read by the examiner', () => {
  it('are known again under another ending, and missed where they are not there', () => {
    expect(shareOfWords('기초연금을 신청합니다', '기초연금은 신청할 수 있습니다')).toBe(1);
    expect(shareOfWords('장애수당 지급일', '기초연금은 신청할 수 있습니다')).toBe(0);
  });

  it('tell a limit from a gift', () => {
    expect(isLimit('교육급여만 받는 가구는 대상이 아닙니다.')).toBe(true);
    expect(isLimit('월 10만원을 드립니다.')).toBe(false);
  });
});
