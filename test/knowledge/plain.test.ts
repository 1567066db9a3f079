import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASSAGE_CHARACTERS_MAX, readPlain } from '../../src/knowledge/plain.js';

const claimsOf = (text: string) =>
  readPlain('notice', text).sections.flatMap((section) => section.claims.map((claim) => claim.text));

describe('the title of a plain text', () => {
  it('is its first heading', () => {
    expect(readPlain('notice', '알림\n# 청년월세 안내\n내용입니다.').title).toBe('청년월세 안내');
  });

  it('is its first line where no heading stands', () => {
    expect(readPlain('notice', '\n청년월세 안내\n내용입니다.').title).toBe('청년월세 안내');
  });

  it('is its id where no line stands', () => {
    expect(readPlain('notice', '').title).toBe('notice');
  });

  it('is what the fields say before all else', () => {
    expect(readPlain('notice', '# 청년월세 안내', { title: '월세 지원' }).title).toBe('월세 지원');
  });
});

describe('what a plain text does not say about itself', () => {
  it('is assumed openly', () => {
    expect(readPlain('notice', '내용입니다.', {}, '2026-11-24')).toMatchObject({
      form: 'plain',
      region: '전국',
      audience: 'public',
      confidence: 'medium',
      asOf: '2026-11-24',
      source: { publisher: '올린 자료', date: '2026-11-24', trust: 'uploaded' },
    });
  });

  it('gives way to what its fields say', () => {
    const fields = { region: '경기도 고양시', audience: 'staff', asOf: '2026-08' } as const;
    expect(readPlain('notice', '내용입니다.', fields)).toMatchObject(fields);
  });

  it.each([
    ['law', '기초연금법'],
    ['plannedFor', '2027년 상반기'],
    ['related', ['basic-pension']],
  ])('keeps the field %s of a record too', (field, value) => {
    expect(readPlain('notice', '내용입니다.', { [field]: value })).toMatchObject({ [field]: value });
  });
});

describe('the passages of a plain text', () => {
  it('stand under their headings', () => {
    const { sections } = readPlain('notice', '# 안내\n첫째입니다.\n## 대상\n청년입니다.');
    expect(sections.map(({ slug, heading }) => [slug, heading])).toEqual([
      ['p1', '안내'],
      ['p2', '대상'],
    ]);
  });

  it('hold a claim per line, without its bullet', () => {
    expect(claimsOf('- 청년이 받습니다.\n• 매달 드립니다.\n1. 신청합니다.')).toEqual([
      '청년이 받습니다.',
      '매달 드립니다.',
      '신청합니다.',
    ]);
  });

  it('number their claims under the id of the document', () => {
    const [section] = readPlain('notice', '첫째입니다.\n둘째입니다.').sections;
    expect(section?.claims.map(({ id }) => id)).toEqual(['notice#p1.1', 'notice#p1.2']);
  });

  it('cut a long line after its sentences', () => {
    const sentence = `${'긴 문장 '.repeat(20)}입니다.`;
    expect(claimsOf(`${sentence} ${sentence}`)).toEqual([sentence, sentence]);
  });

  it('are none for an empty text', () => {
    expect(readPlain('notice', ' \n ').sections).toEqual([]);
  });

  const line = fc.stringMatching(/^[가-힣]{1,40}( [가-힣]{1,40}){0,30}[.다]$/);

  it('never grow past the size that retrieves best', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        for (const section of readPlain('notice', lines.join('\n')).sections) {
          const size = section.claims.reduce((sum, claim) => sum + claim.text.length, 0);
          expect(size).toBeLessThanOrEqual(PASSAGE_CHARACTERS_MAX);
        }
      }),
    );
  });

  it('lose no word', () => {
    const unspaced = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        expect(unspaced(claimsOf(lines.join('\n')).join(''))).toBe(unspaced(lines.join('')));
      }),
    );
  });
});

it('gives ids and texts in composed Unicode', () => {
  const document = readPlain('안내'.normalize('NFD'), '청년월세'.normalize('NFD'));
  expect([document.id, document.title]).toEqual(['안내', '청년월세']);
});

describe('a text that begins with its name', () => {
  const claimsIn = (text: string) =>
    readPlain('guide', text).sections.flatMap(({ claims }) => claims.map((claim) => claim.text));

  it('does not claim its name', () => {
    expect(claimsIn('마을버스 요금 지원\n마을버스 요금은 월 2만원까지 드립니다.')).toEqual([
      '마을버스 요금은 월 2만원까지 드립니다.',
    ]);
  });

  it.each([
    '마을버스 요금 지원은 월 2만원입니다.\n동에서 신청합니다.',
    '2026년 마을버스 요금 2만원\n동에서 신청합니다.',
    '마을버스 요금 지원',
  ])('keeps a first line that says something, or all there is: %j', (text) => {
    expect(claimsIn(text)[0]).toBe(text.split('\n')[0]);
  });
});
