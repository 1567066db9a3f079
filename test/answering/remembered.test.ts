import { expect, it } from 'vitest';
import { remembered } from '../../src/answering/remembered.js';

function counted(textsMax: number) {
  const worked: string[] = [];
  const lengthOf = remembered((text) => {
    worked.push(text);
    return text.length;
  }, textsMax);
  return { worked, lengthOf };
}

it('does the work once for a text that comes again', () => {
  const { worked, lengthOf } = counted(10);
  expect([lengthOf('가나'), lengthOf('가나'), lengthOf('')]).toEqual([2, 2, 0]);
  expect(worked).toEqual(['가나', '']);
});

it('remembers what was undefined', () => {
  let worked = 0;
  const nothing = remembered((): undefined => {
    worked += 1;
  }, 10);
  nothing('가');
  nothing('가');
  expect(worked).toBe(1);
});

it('forgets the longest unread above its bound', () => {
  const { worked, lengthOf } = counted(2);
  for (const text of ['가', '나', '가', '다', '가', '나']) lengthOf(text);
  expect(worked).toEqual(['가', '나', '다', '나']);
});
