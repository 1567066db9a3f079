/** Which sites may call. */
import { expect, it } from 'vitest';
import { createOriginJudge } from '../../../adapters/web/origins.js';

const judge = createOriginJudge(['https://www.city.go.kr', 'https://*.gu.go.kr']);

it('takes listed sites and those below a star, and nothing that only looks like them', () => {
  expect(judge.isListed('https://www.city.go.kr')).toBe(true);
  expect(judge.isListed('https://welfare.gu.go.kr')).toBe(true);
  for (const origin of [
    'http://www.city.go.kr',
    'https://www.city.go.kr.evil.example',
    'https://evilgu.go.kr',
    'https://gu.go.kr',
    'null',
  ])
    expect(judge.isListed(origin)).toBe(false);
});

it('knows its own pages by host and port', () => {
  expect(judge.isOwn('https://bokji.example', 'bokji.example')).toBe(true);
  expect(judge.isOwn('https://bokji.example:8443', 'bokji.example')).toBe(false);
  expect(judge.isOwn('null', 'bokji.example')).toBe(false);
});
