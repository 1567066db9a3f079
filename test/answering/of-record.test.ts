import { expect, it } from 'vitest';
import { onceForRecord } from '../../src/answering/of-record.js';
import { documentWith } from '../fixtures/documents.js';

function countedTitles() {
  const worked: string[] = [];
  const titleOf = onceForRecord(({ title }) => {
    worked.push(title);
    return title;
  });
  return { worked, titleOf };
}

it('does the work once for a record', () => {
  const { worked, titleOf } = countedTitles();
  const bus = documentWith({ id: 'bus', title: '마을버스 지원' });
  expect([titleOf(bus), titleOf(bus)]).toEqual(['마을버스 지원', '마을버스 지원']);
  expect(worked).toEqual(['마을버스 지원']);
});

it('does it anew for another record of the same text', () => {
  const { titleOf } = countedTitles();
  const bus = documentWith({ id: 'bus', title: '마을버스 지원' });
  titleOf(bus);
  expect(titleOf({ ...bus, title: '시내버스 지원' })).toBe('시내버스 지원');
});

it('does it anew where the text was read again', () => {
  const { worked, titleOf } = countedTitles();
  const bus = documentWith({ id: 'bus', title: '마을버스 지원' });
  titleOf(bus);
  titleOf({ ...bus, sections: [...bus.sections] });
  expect(worked).toHaveLength(2);
});
