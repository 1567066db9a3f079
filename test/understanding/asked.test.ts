/** What the patterns say is asked, mended by what is heard. */
import { describe, expect, it } from 'vitest';
import { askedOf } from '../../src/understanding/asked.js';
import { surely } from '../../src/understanding/hearing.js';

describe('what is asked', () => {
  it('is what the patterns say where nothing can be heard', () => {
    expect(askedOf(['amount', 'apply'], undefined, '')).toEqual(['amount', 'apply']);
  });

  it('takes in papers that are surely heard', () => {
    expect(askedOf([], surely('documents'), '그거 하려면 뭐뭐 내면돼')).toEqual(['documents']);
  });

  it('leaves out an amount that was part of a name', () => {
    expect(askedOf(['amount', 'apply'], surely('apply'), '본인부담 상한제 신청')).toEqual(['apply']);
  });

  it('keeps what was said outright', () => {
    expect(askedOf(['amount'], surely('apply'), '얼마예요')).toEqual(['amount']);
  });

  it('is papers where words of a list ask for them', () => {
    expect(askedOf(['list'], surely('documents'), '입원비 지원 뭐뭐 내면돼')).toEqual(['documents']);
  });

  it('leaves a list a list', () => {
    expect(askedOf(['list'], surely('amount'), '전부 알려 주세요')).toEqual(['list']);
  });
});
