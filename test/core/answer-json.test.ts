import { expect, it } from 'vitest';
import { answerJson } from '../../src/core/answer-json.js';
import { answerWith } from '../fixtures/answers.js';

it('writes every field of an answer', () => {
  const answer = answerWith({ text: '기초연금은 “월 34만원”까지 드립니다.' });
  expect(JSON.parse(answerJson(answer))).toEqual(answer);
});

it('writes an answer that differs in one field anew', () => {
  const answer = answerWith({ text: '기초연금' });
  answerJson(answer);
  expect(JSON.parse(answerJson({ ...answer, id: 'ans_other' })).id).toBe('ans_other');
});
