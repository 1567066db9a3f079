import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRecord } from '../../src/knowledge/record.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { recordKey, recordText } from '../../src/knowledge/write-record.js';

const words = fc.stringMatching(/^[가-힣a-z0-9:#'"&*!?%@`,.{}[\]|> -]{1,30}$/).map((text) => `말${text.trim()}`);
const document = fc
  .record({ title: words, alias: words, name: words, claims: fc.array(words, { minLength: 1, maxLength: 4 }) })
  .map(
    ({ title, alias, name, claims }): KnowledgeDocument => ({
      id: 'a-record',
      title,
      aliases: [alias],
      kind: 'program',
      region: '전국',
      audience: 'public',
      status: '시행',
      confidence: 'high',
      lifeStages: ['전생애'],
      targetGroups: [],
      themes: ['생활지원'],
      asOf: '2026',
      source: { title, publisher: name, date: '2026-01-02', trust: 'official' },
      contacts: [{ name, phone: '129' }],
      apply: [],
      questions: [],
      sections: [
        {
          slug: 'benefit',
          heading: '지원 내용',
          claims: claims.map((text, at) => ({ id: `a-record#benefit.${at + 1}`, text })),
        },
      ],
      form: 'record',
    }),
  );

it('writes what is read back the same, whatever the words', () => {
  fc.assert(
    fc.property(document, (written) => {
      expect(readRecord('a.md', recordText(written))).toEqual({ document: written });
    }),
  );
});

it('has one key for what is written the same, another for what is not', () => {
  fc.assert(
    fc.property(document, document, (one, other) => {
      expect(recordKey(one) === recordKey(other)).toBe(recordText(one) === recordText(other));
      expect(recordKey({ ...one })).toBe(recordKey(one));
    }),
  );
});
