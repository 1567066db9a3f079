import { describe, expect, it } from 'vitest';
import { readPlain } from '../../src/knowledge/plain.js';

const claimsOf = (text: string): string[] =>
  readPlain('notice', text).sections.flatMap(({ claims }) => claims.map((claim) => claim.text));

describe('a table of Markdown', () => {
  const TABLE =
    '# 난방비 안내\n\n## 가구별 지원액\n(단위: 만원)\n\n| 구분 | 지원액 |\n|---|---:|\n| 1인 가구 | 12 |\n| 2인 가구 | **15** |\n\n신청은 동에서 합니다.';

  it('becomes a claim a row, with the headings and the unit', () => {
    expect(claimsOf(TABLE)).toContain('가구별 지원액 – 2인 가구: 지원액 15만원');
  });

  it('keeps its cells for those who choose one', () => {
    const claims = readPlain('notice', TABLE).sections.flatMap((section) => section.claims);
    expect(claims.find(({ cells }) => cells)?.cells).toEqual({
      keys: ['1인 가구'],
      values: [{ column: '지원액', value: '12만원' }],
    });
  });

  it('ends where its lines end', () => {
    expect(claimsOf(TABLE)).toContain('신청은 동에서 합니다.');
  });

  it('keeps a bar that stands behind a backslash', () => {
    expect(claimsOf('| 구분 | 값 |\n|---|---|\n| 가 | 1\\|2 |')).toEqual(['가: 값 1|2']);
  });
});

it('takes lines between bars without a rule as they are', () => {
  expect(claimsOf('안내\n| 그냥 | 글 |')).toContain('| 그냥 | 글 |');
});
