/** A word index that takes over units of an earlier one is the index that would have been built from all the texts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_BM25, layOut, PASSAGE_BM25 } from '../../src/retrieval/lexical-build.js';
import type { Counted } from '../../src/retrieval/lexical-earlier.js';

const fields = (text: string) => [{ text, weight: 1 }];
const word = fc.constantFrom('기초연금', '청년월세', '이사비', '30만원', 'ABC', '가나다', '돌봄서비스', '의료급여');
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const texts = fc.array(text, { maxLength: 8 });
const frequenciesOf = ({ levels, levelOf }: Counted) => Array.from(levelOf, (level) => levels[level]);

describe.each([
  ['passages', PASSAGE_BM25],
  ['documents', DOCUMENT_BM25],
])('an index of %s', (_name, bm25) => {
  it('with units taken over has the same bytes and counts as one from nothing', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.oneof(fc.nat(7), text), { maxLength: 8 }), (before, after) => {
        const earlier = layOut(before.map(fields), bm25);
        const chosen = after.filter(
          (one, at) => typeof one === 'string' || (one < before.length && after.indexOf(one) === at),
        );
        const whole = layOut(
          chosen.map((one) => fields(typeof one === 'string' ? one : (before[one] ?? ''))),
          bm25,
        );
        const partial = layOut(
          chosen.map((one) => (typeof one === 'string' ? fields(one) : one)),
          bm25,
          earlier,
        );
        expect(partial.index).toEqual(whole.index);
        expect(partial.counts.lengths).toEqual(whole.counts.lengths);
        expect(frequenciesOf(partial.counts)).toEqual(frequenciesOf(whole.counts));
      }),
    );
  });

  it('of many units, one of which changed, has the bytes of one from nothing, wherever it stands', () => {
    const before = Array.from({ length: 100 }, (_, at) => `기초연금 ${at % 7}차 지원 ${at} 청년월세 ${at % 3}`);
    const earlier = layOut(before.map(fields), bm25);
    fc.assert(
      fc.property(fc.nat(99), fc.integer({ min: 0, max: 2 }), text, (at, more, words) => {
        const instead = Array.from({ length: more }, () => words);
        const whole = layOut(before.toSpliced(at, 1, ...instead).map(fields), bm25);
        const units = before.map((_, unit): number | ReturnType<typeof fields> => unit);
        const partial = layOut(units.toSpliced(at, 1, ...instead.map(fields)), bm25, earlier);
        expect(Buffer.compare(partial.index, whole.index)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('may take over from one that took over itself', () => {
    const first = layOut(['기초연금', '청년월세'].map(fields), bm25);
    const second = layOut([1, fields('이사비 지원')], bm25, first);
    const third = layOut([1, 0, fields('돌봄')], bm25, second);
    expect(third.index).toEqual(layOut(['이사비 지원', '청년월세', '돌봄'].map(fields), bm25).index);
  });
});

it('refuses a unit that the earlier index does not have', () => {
  const earlier = layOut([fields('기초연금')], PASSAGE_BM25);
  expect(() => layOut([1], PASSAGE_BM25, earlier)).toThrow(RangeError);
});

it('refuses a unit of the earlier index that is given twice', () => {
  const earlier = layOut([fields('기초연금')], PASSAGE_BM25);
  expect(() => layOut([0, 0], PASSAGE_BM25, earlier)).toThrow(RangeError);
});
