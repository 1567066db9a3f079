/** What a question turns on narrows the sentences that may lead. */
import { describe, expect, it } from 'vitest';
import type { ScoredClaim } from '../../src/answering/claims.js';
import { onMatter } from '../../src/answering/matters.js';

const claim = (text: string, slug = 'benefit'): ScoredClaim => ({
  claim: { id: text, text },
  slug,
  heading: slug,
  score: 1,
  signs: { shared: 0, telling: 0, meant: 0, order: 0, fit: 0, classFit: 0 },
});
const CLAIMS = [
  claim('접종은 무료입니다.'),
  claim('접종은 65세 이상이 받습니다.', 'eligibility'),
  claim('급여는 소득인정액을 뺀 금액을 드립니다.'),
  claim('소득 기준은 중위소득 50% 이하입니다.', 'eligibility'),
  claim('본인부담은 15%입니다.'),
  claim('금액이 줄어들 수 있으니 확인하세요.', 'caution'),
];
const speaking = (question: string) => onMatter(CLAIMS, question).map((one) => one.claim.text);

describe('the matter of a question', () => {
  it.each([
    ['몇 살부터 무료예요', ['접종은 65세 이상이 받습니다.']],
    ['알바하면 깎여요?', ['급여는 소득인정액을 뺀 금액을 드립니다.']],
    ['재가 시설 본인부담 뭐가 더 싸요', ['본인부담은 15%입니다.']],
    ['무료인가요', []],
    ['본인부담상한제가 뭐예요', []],
  ])('%s', (question, texts) => {
    expect(speaking(question)).toEqual(texts);
  });

  it('is how much one may earn, not every sentence with that word', () => {
    expect(speaking('소득 제한 있나요')).toEqual(['소득 기준은 중위소득 50% 이하입니다.']);
  });
});
