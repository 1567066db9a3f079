import { describe, expect, it } from 'vitest';
import { unsupportedFigures } from '../../src/answering/fact-lock.js';
import { figuresOf } from '../../src/korean/figures.js';
import { inKoreanNotation } from '../../src/korean/foreign-figures.js';

describe('figures of other languages', () => {
  it.each([
    ['pays 342,510 won', '342510원'],
    ['pays KRW 342,510', '342510원'],
    ['pays ₩342,510', '342510원'],
    ['1.5 million won', '1500000원'],
    ['342.510 won mỗi tháng', '342510원'],
    ['每月34万2510韩元', '342510원'],
    ['月30万ウォン', '300000원'],
    ['aged 65 years old', '65세'],
    ['65岁以上', '65세'],
    ['từ 65 tuổi', '65세'],
    ['by January 31, 2027', '2027-01-31'],
    ['by 31 Jan 2027', '2027-01-31'],
    ['2027年1月31日', '2027-01-31'],
    ['within 12 months', '12개월'],
    ['60 percent', '60%'],
  ])('are read as Korean ones: %s', (text, value) => {
    expect(figuresOf(inKoreanNotation(text)).map((figure) => figure.value)).toContain(value);
  });

  it.each([
    ['It pays 300,000 won.', '매달 30만원을 드립니다.', 0],
    ['It pays 400,000 won.', '매달 30만원을 드립니다.', 1],
    ['For those aged 65 and over.', '만 65세 이상', 0],
    ['For those aged 60 and over.', '만 65세 이상', 1],
    ['It pays half a million won.', '매달 50만원을 드립니다.', 1],
    ['每月五十万韩元。', '매달 30만원을 드립니다.', 1],
  ])('are under the same lock: %s', (text, quote, unsupported) => {
    expect(unsupportedFigures(text, [quote])).toHaveLength(unsupported);
  });
});
