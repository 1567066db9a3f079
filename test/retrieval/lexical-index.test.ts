import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalIndex } from '../../src/core/ports.js';
import { indexTermsOf, termsOf } from '../../src/korean/tokens.js';
import { buildLexicalIndex, DOCUMENT_BM25, PASSAGE_BM25 } from '../../src/retrieval/lexical-build.js';
import { openLexicalIndex } from '../../src/retrieval/lexical-index.js';

const savedFrom = (texts: readonly string[]) =>
  buildLexicalIndex(
    texts.map((text) => [{ text, weight: 1 }]),
    PASSAGE_BM25,
  );
const indexOf = (...texts: string[]) => openLexicalIndex(savedFrom(texts));
const asked = (question: string) => termsOf(question).map((term) => ({ term, weight: 1 }));
const unitsOf = (index: LexicalIndex, question: string, limit = 10, accepts?: (unit: number) => boolean) =>
  index.search(asked(question), limit, accepts).map(({ unit }) => unit);

describe('a search', () => {
  it('finds only units that share a term', () => {
    expect(unitsOf(indexOf('기초연금', '청년월세', '효행수당'), '월세')).toEqual([1]);
  });

  it('finds words whatever particle they carry', () => {
    expect(unitsOf(indexOf('기초연금을 드립니다', '청년월세를 드립니다'), '기초연금이란')).toEqual([0]);
  });

  it('finds words written without their spaces', () => {
    expect(unitsOf(indexOf('국민취업지원제도', '기초연금'), '국민 취업 지원')).toEqual([0]);
  });

  it('prefers the unit that holds more of the question', () => {
    expect(unitsOf(indexOf('청년 취업 지원', '청년 월세 지원'), '청년 월세')[0]).toBe(1);
  });

  it('prefers the shorter of two units that say the same', () => {
    expect(unitsOf(indexOf('효행수당 그리고 다른 많은 이야기', '효행수당', '기초연금'), '효행수당')).toEqual([1, 0]);
  });

  it('counts a rare word for more than a common one', () => {
    const index = indexOf('지원 월세', '지원 연금', '지원 수당');
    expect(index.weightOf('월세')).toBeGreaterThan(index.weightOf('지원'));
  });

  it('gives no weight to a word it does not know', () => {
    expect(indexOf('기초연금').weightOf('우주')).toBe(0);
  });

  it('prefers a word in a heavier field', () => {
    const weighted = buildLexicalIndex(
      [
        [
          { text: '안내', weight: 3 },
          { text: '월세', weight: 1 },
        ],
        [
          { text: '월세', weight: 3 },
          { text: '안내', weight: 1 },
        ],
      ],
      DOCUMENT_BM25,
    );
    expect(unitsOf(openLexicalIndex(weighted), '월세')).toEqual([1, 0]);
  });

  it('does not read a field of no weight', () => {
    const hidden = buildLexicalIndex(
      [
        [
          { text: '월세', weight: 0 },
          { text: '안내', weight: 1 },
        ],
      ],
      DOCUMENT_BM25,
    );
    expect(unitsOf(openLexicalIndex(hidden), '월세')).toEqual([]);
  });

  it('puts equal scores in the order of units', () => {
    expect(unitsOf(indexOf('월세', '연금', '월세', '월세'), '월세')).toEqual([0, 2, 3]);
  });

  it('gives no more units than asked for', () => {
    expect(unitsOf(indexOf('월세', '월세', '월세'), '월세', 2)).toEqual([0, 1]);
  });

  it('fills its limit from accepted units', () => {
    expect(unitsOf(indexOf('월세', '월세', '월세'), '월세', 2, (unit) => unit > 0)).toEqual([1, 2]);
  });

  it('scores lower when the question holds a word nobody knows', () => {
    const index = indexOf('월세', '연금');
    const [known] = index.search(asked('월세'), 1);
    const [partly] = index.search(asked('월세 우주'), 1);
    expect(partly?.score).toBeLessThan(known?.score ?? 0);
  });

  it('finds nothing without terms', () => {
    expect(indexOf('월세').search([], 10)).toEqual([]);
  });

  it('finds nothing in an empty index', () => {
    const index = indexOf();
    expect([index.size, unitsOf(index, '월세')]).toEqual([0, []]);
  });

  const text = fc.array(fc.constantFrom('청년', '월세', '기초연금', '지원', '집', '효행수당', '2026'), {
    maxLength: 8,
  });
  const texts = fc.array(
    text.map((words) => words.join(' ')),
    { maxLength: 8 },
  );

  it('scores between 0 and 1, falling', () => {
    fc.assert(
      fc.property(texts, text, (corpus, words) => {
        const scores = indexOf(...corpus)
          .search(asked(words.join(' ')), 100)
          .map(({ score }) => score);
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });

  it('gives of many units the same best few as putting all in order does', () => {
    const words = ['청년', '월세', '기초연금', '지원', '집', '효행수당'];
    const unit = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((own) => own.join(' '));
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 200, maxLength: 400 }),
        text,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (corpus, question, limit, step) => {
          const index = indexOf(...corpus);
          const accepts = (row: number) => row % step === 0;
          const all = index.search(asked(question.join(' ')), corpus.length).filter(({ unit }) => accepts(unit));
          expect(index.search(asked(question.join(' ')), limit, accepts)).toEqual(all.slice(0, limit));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves no trace in the next one', () => {
    fc.assert(
      fc.property(texts, text, text, (corpus, words, others) => {
        const index = indexOf(...corpus);
        const before = index.search(asked(words.join(' ')), 100);
        index.search(asked(others.join(' ')), 3, (unit) => unit % 2 === 0);
        expect(index.search(asked(words.join(' ')), 100)).toEqual(before);
      }),
    );
  });
});

describe('the saved form', () => {
  it('is the same bytes for the same texts', () => {
    expect(savedFrom(['월세', '연금'])).toEqual(savedFrom(['월세', '연금']));
  });

  it('opens from the middle of a larger buffer', () => {
    const saved = savedFrom(['월세']);
    const larger = Buffer.concat([Buffer.alloc(3), saved]);
    expect(unitsOf(openLexicalIndex(larger.subarray(3)), '월세')).toEqual([0]);
  });

  it('is refused when it is something else', () => {
    expect(() => openLexicalIndex(Buffer.from('색인이 아닌 글자들입니다'))).toThrow(RangeError);
  });

  it('is refused when its numbers are cut short', () => {
    const saved = savedFrom(['기초연금', '청년월세']);
    fc.assert(
      fc.property(fc.nat(100), (length) => {
        expect(() => openLexicalIndex(saved.subarray(0, length))).toThrow(RangeError);
      }),
    );
  });

  it('is refused when its end is missing', () => {
    const saved = savedFrom(['기초연금', '청년월세']);
    expect(() => openLexicalIndex(saved.subarray(0, saved.length - 1))).toThrow(RangeError);
  });

  it('is searched where it lies', () => {
    const saved = savedFrom(['월세', '연금']);
    const index = openLexicalIndex(saved);
    const before = unitsOf(index, '월세');
    saved.fill(0, 32); // everything but the header: what was opened is gone
    expect([before, unitsOf(index, '월세')]).toEqual([[0], []]);
  });

  it('knows the terms it was built from and no others', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (held, others) => {
        const index = indexOf(held.join(' '));
        const terms = new Set(termsOf(held.join(' ')));
        for (const term of [...terms, ...termsOf(others.join(' '))]) {
          expect(index.weightOf(term) > 0).toBe(terms.has(term));
        }
      }),
    );
  });

  it('searches beyond the units that two bytes can number', () => {
    const units = Array.from({ length: 65_537 }, (_unused, unit) => [
      { text: unit === 65_536 ? '월세' : '연금', weight: 1 },
    ]);
    expect(unitsOf(openLexicalIndex(buildLexicalIndex(units, PASSAGE_BM25)), '월세')).toEqual([65_536]);
  });

  it('tells the full score of BM25 to within one part in two hundred', () => {
    const texts = fc.array(fc.array(fc.constantFrom('월세', '연금', '수당'), { minLength: 1, maxLength: 9 }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(texts, (corpus) => {
        const found = indexOf(...corpus.map((words) => words.join(' '))).search([{ term: '=월세', weight: 1 }], 100);
        const terms = corpus.map((words) => indexTermsOf(words.join(' ')));
        const mean = terms.reduce((sum, own) => sum + own.length, 0) / terms.length;
        for (const { unit, score } of found) {
          const own = terms[unit] ?? [];
          const frequency = own.filter((term) => term === '=월세').length;
          const norm = PASSAGE_BM25.k1 * (1 - PASSAGE_BM25.b + (PASSAGE_BM25.b * own.length) / mean);
          expect(Math.abs(score - frequency / (frequency + norm))).toBeLessThan(1 / 200);
        }
      }),
    );
  });

  it('opens whatever characters the texts held', () => {
    expect(indexOf('𝐀나 𝐁나').size).toBe(1);
  });
});

describe('a term that is worth next to nothing', () => {
  const index = indexOf(...Array.from({ length: 200 }, (_, at) => (at === 7 ? '보청기 지원' : `지원 ${at}`)));
  const found = (weight: number) =>
    index.search(
      [
        { term: '=보청기', weight: 1 },
        { term: '=지원', weight },
      ],
      300,
    ).length;

  it('is not looked up, for it stands nearly everywhere', () => {
    expect(found(1)).toBe(1);
  });

  it('is looked up where it is all that an index holds', () => {
    expect(unitsOf(indexOf('지원'), '지원')).toEqual([0]);
  });
});

describe('what is said in several ways', () => {
  const index = indexOf('농어촌 주택 개량', '시골 풍경 사진', '시골 농어촌 이야기', '도시 주택 임대');
  const OTHER = [{ said: ['=시골', '시골'], ways: [asked('농어촌').map(({ term }) => ({ term, weight: 0.5 }))] }];
  const scores = (question: string, other = OTHER) =>
    new Map(index.search(asked(question), 10, undefined, other).map(({ unit, score }) => [unit, score]));

  it('finds a unit that holds only another way', () => {
    expect(scores('시골').has(0)).toBe(true);
    expect(scores('시골', []).has(0)).toBe(false);
  });

  it('scores as before where the own way is the best', () => {
    expect(scores('시골').get(1)).toBeCloseTo(scores('시골', []).get(1) ?? 0, 6);
  });

  it('gives nothing more to a unit that holds both', () => {
    expect(scores('시골').get(2)).toBeCloseTo(scores('시골', []).get(2) ?? 0, 6);
  });

  it('leaves the other words of the question as they are', () => {
    expect(scores('시골 주택').get(3)).toBeCloseTo(scores('시골 주택', []).get(3) ?? 0, 6);
  });

  it('leaves nothing behind for the next search', () => {
    scores('시골');
    expect(scores('도시', []).has(0)).toBe(false);
  });

  it('never lowers the score of a unit', () => {
    const words = fc.constantFrom('시골', '농어촌', '주택', '도시', '사진', '이야기');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (said) => {
        const before = scores(said.join(' '), []);
        const after = scores(said.join(' '));
        for (const [unit, score] of before) expect(after.get(unit) ?? 0).toBeGreaterThanOrEqual(score - 1e-6);
      }),
    );
  });
});
