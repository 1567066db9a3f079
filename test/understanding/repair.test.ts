import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersOf, syllablesOf } from '../../src/korean/jamo.js';
import { createRepairer, distanceToStart } from '../../src/understanding/repair.js';

const NAMES = ['기초연금', '긴급복지', '청년월세 지원', '국민취업지원제도', '장애인연금', 'LH 전세임대'];
const KNOWN = new Set(['기초연금', '한부모가족', '얼마', '신청하고', '싶어요', '밀렸는데']);
const repair = createRepairer({ names: NAMES, words: ['한부모가족', '우주여행'], isKnown: (word) => KNOWN.has(word) });
const firstFor = (text: string) => repair(text).repairs[0]?.meant[0];

describe('a word that nothing knows', () => {
  it.each([
    ['rlchdusrma', '기초연금'],
    ['RLCHDUSRMA', '기초연금'],
    ['rlsrmqqhrwl', '긴급복지'],
    ['ㄱㅊㅇㄱ', '기초연금'],
    ['ㄱㅁㅊㅇ', '국민취업지원제도'],
    ['ㅣㅗ', 'lh'],
    ['기초욘금', '기초연금'],
    ['긴급복찌', '긴급복지'],
    ['기초여금', '기초연금'],
    ['장애인연급은', '장애인연금'],
    ['한부무가족이', '한부모가족'],
  ])('is read as the name it is near: %s → %s', (written, meant) => {
    expect(firstFor(written)).toBe(meant);
  });

  it('is put right in the text', () => {
    expect(repair('rlchdusrma 얼마').text).toBe('기초연금 얼마');
  });

  it('is surer the fewer letters differ', () => {
    const [slip] = repair('rlchdusrma').repairs;
    const [one] = repair('긴급복찌').repairs;
    expect(slip?.certainty).toBe(1);
    expect(one?.certainty).toBeLessThan(1);
    expect(one?.certainty).toBeGreaterThan(0.5);
  });

  it.each(['우주선', '우주여앵', '밀린다', 'welfare', '연금', 'ㅋㅋㅋ'])(
    'is left alone when it is near to nothing: %s',
    (word) => {
      expect(repair(word)).toEqual({ repairs: [], text: word });
    },
  );

  it('is left alone when it is short and every syllable of it is at home here', () => {
    const near = createRepairer({ names: ['자식 사랑 통장', '주거 급여'], words: ['식사'], isKnown: () => false });
    expect(near('주식').repairs).toEqual([]);
  });

  it('is mended though it is short where a syllable gives the slip away', () => {
    const near = createRepairer({ names: ['청년 월세'], words: [], isKnown: () => false });
    expect(near('월셰').repairs[0]?.meant).toEqual(['월세']);
  });

  it('survives one letter that was dropped, doubled, replaced or swapped, wherever it stands in a long name', () => {
    const letters = lettersOf('국민취업지원제도');
    const place = fc.nat(letters.length - 2);
    fc.assert(
      fc.property(place, fc.constantFrom('drop', 'double', 'replace', 'swap'), (at, kind) => {
        const [one = '', two = ''] = [letters[at], letters[at + 1]];
        const isVowel = one >= 'ㅏ';
        const slips = { drop: two, double: one + one + two, replace: (isVowel ? 'ㅡ' : 'ㅋ') + two, swap: two + one };
        const written = syllablesOf(letters.slice(0, at) + slips[kind] + letters.slice(at + 2));
        // A slip that leaves loose letters inside is no word a repair is meant for.
        fc.pre(/^[가-힣]{7,9}$/.test(written) && written !== '국민취업지원제도');
        expect(firstFor(written)).toBe('국민취업지원제도');
      }),
    );
  });
});

describe('words that are known', () => {
  it('are never touched', () => {
    const known = fc.array(fc.constantFrom(...KNOWN), { maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(known, (text) => {
        expect(repair(text)).toEqual({ repairs: [], text });
      }),
    );
  });
});

describe('a repair', () => {
  it('throws at nothing and only ever offers words of its vocabulary or what the keys say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { meant, certainty } of repair(text).repairs) {
          expect(meant.length).toBeGreaterThan(0);
          expect(certainty).toBeGreaterThan(0);
          expect(certainty).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the distance to the start of what was written', () => {
  it.each([
    ['abcd', 'abcd', 0],
    ['abcd', 'abcdxyz', 0],
    ['abcd', 'abxd', 1],
    ['abcd', 'acd', 1],
    ['abcd', 'abccd', 1],
    ['abcd', 'acbd', 1],
  ])('of %s in %s is %i', (meant, written, distance) => {
    expect(distanceToStart(meant, written, 2)).toBe(distance);
  });

  it('is not told beyond its limit', () => {
    expect(distanceToStart('abcd', 'wxyz', 2)).toBeUndefined();
  });
});
