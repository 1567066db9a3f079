import { describe, expect, it } from 'vitest';
import { withParticle } from '../../src/answering/particles.js';
import { settleParticles } from '../../src/answering/wording.js';

describe('a particle', () => {
  it.each([
    ['기초연금', '은', '기초연금은'],
    ['부모급여', '은', '부모급여는'],
    ['3', '이', '3이'],
    ['2', '이', '2가'],
    ['10', '은', '10은'],
    ['서울', '으로', '서울로'],
    ['부산', '로', '부산으로'],
    ['의정부', '으로', '의정부로'],
    ['진료비 지원(국민행복카드)', '은', '진료비 지원(국민행복카드)은'],
    ['어르신(65세)', '를', '어르신(65세)을'],
  ])('after %s', (word, particle, together) => {
    expect(withParticle(word, particle)).toBe(together);
  });

  it('that is written both ways is settled, brackets and quotation marks being silent', () => {
    expect(settleParticles('‘전세임대(청년)’은(는) ‘보육료’을(를)')).toBe('‘전세임대(청년)’는 ‘보육료’를');
  });
});
