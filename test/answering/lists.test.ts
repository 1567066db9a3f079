/** Which programmes stand in a list of what there is for somebody. */
import { describe, expect, it } from 'vitest';
import { isForThem } from '../../src/answering/lists.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { situationOf } from '../../src/understanding/situation.js';
import { documentWith } from '../fixtures/documents.js';
import { understandingWith } from '../fixtures/understanding.js';

const afterBirth = documentWith({
  id: 'after-birth',
  title: '산후조리비용',
  lifeStages: ['임신·출산'],
  targetGroups: ['임산부', '장애인'],
});

const isTold = (document: KnowledgeDocument, question: string): boolean =>
  isForThem(document, understandingWith({ query: question, situation: situationOf(question) }));

describe('what is for the time around a birth', () => {
  it('is not told to whoever speaks of a disability alone', () => {
    expect(isTold(afterBirth, '장애인 등록하면 어떤 혜택이 있어요?')).toBe(false);
  });

  it('is told to whoever speaks of a birth', () => {
    expect(isTold(afterBirth, '장애인인데 아기를 낳았어요. 뭘 받을 수 있나요?')).toBe(true);
  });

  it('is told where nothing of the person is known', () => {
    expect(isTold(afterBirth, '받을 수 있는 것 다 알려 주세요')).toBe(true);
  });
});
