/**
 * The question sets themselves: a case that expects what no record says measures nothing. Read with plain text, not
 * with the program's reading of records.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PACKAGE_FOLDER } from '../../src/compose.js';
import { questionCaseSchema } from '../../src/evaluation/question-set.js';

const SETS = join(PACKAGE_FOLDER, 'test', 'evaluation');
const KNOWLEDGE = join(PACKAGE_FOLDER, 'knowledge');
const CASES = readdirSync(SETS)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) =>
    readFileSync(join(SETS, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => questionCaseSchema.parse(JSON.parse(line))),
  );
const FILES = new Map(
  readdirSync(KNOWLEDGE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [
      name.replace(/^.*\//, '').replace(/\.md$/, ''),
      readFileSync(join(KNOWLEDGE, name), 'utf8').normalize('NFC'),
    ]),
);
/** Figures of years that no record tells stand in the table of income standards alone. */
const TABLE = readFileSync(join(KNOWLEDGE, 'income-standards.yaml'), 'utf8').replace(/(\d{6,})/g, '$1원');

/** The table of income standards is cited as one document for each of its years. */
const YEARS_OF_TABLE = new Set([...TABLE.matchAll(/year: (\d{4})/g)].map(([, year]) => `income-standards-${year}`));

const squeeze = (text: string): string => text.replace(/[\s,]/g, '');
const bare = (text: string): string => text.replace(/[\s?.,!]/g, '');
/** What a record says, without its front matter. */
const bodyOf = (id: string): string => (FILES.get(id) ?? '').split('\n---\n').slice(1).join('\n---\n');

describe('our question sets', () => {
  it('hold four hundred cases and more, over all kinds', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(400);
    expect([...new Set(CASES.map(({ kind }) => kind))].sort()).toEqual(
      [
        ['colloquial', 'condition', 'dated', 'direct', 'facet', 'followup', 'list', 'lookalike', 'numeric', 'plan'],
        ['region', 'removed', 'sloppy', 'staff', 'unanswerable'],
      ].flat(),
    );
  });

  it('give each case an id of its own and ask nothing twice', () => {
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length);
    expect(new Set(CASES.map(({ turns, region }) => `${region} ${turns.map(bare).join('>')}`)).size).toBe(CASES.length);
  });

  it('name documents that are there', () => {
    const named = CASES.flatMap(({ expect: wanted, also_ok, remove }) => [
      ...wanted,
      ...also_ok,
      ...remove.map((fact) => fact.split('#')[0] ?? ''),
    ]);
    expect(named.filter((id) => !FILES.has(id) && !YEARS_OF_TABLE.has(id))).toEqual([]);
  });

  it('expect words that the named records hold', () => {
    const unheld = CASES.flatMap(({ id, expect: wanted, must, conditions }) => {
      const held = squeeze([...wanted.map((name) => FILES.get(name) ?? ''), TABLE].join('\n'));
      return wanted.length === 0
        ? []
        : [...must, ...conditions]
            .filter((ways) => ![ways].flat().some((way) => held.includes(squeeze(way))))
            .map((ways) => `${id}: ${ways}`);
    });
    expect(unheld).toEqual([]);
  });

  it('expect an answer with a document, and a refusal without one', () => {
    const odd = CASES.filter(({ outcome, expect: wanted }) => (outcome === 'answered') !== wanted.length > 0);
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  it('use words of their own: no question is one that a record is searched by', () => {
    const searched = new Set(
      [...FILES.values()].flatMap((text) => {
        const front: { questions?: string[] } = parse(text.split('\n---\n')[0] ?? '');
        return (front.questions ?? []).map(bare);
      }),
    );
    expect(CASES.filter(({ turns }) => turns.some((turn) => searched.has(bare(turn)))).map(({ id }) => id)).toEqual([]);
  });

  it('take out whole what they take out: a forbidden figure stands nowhere else in the record', () => {
    const left = CASES.filter(({ remove }) => remove.length > 0).flatMap(({ id, remove, forbidden }) => {
      const whole = new Set(remove.filter((fact) => !fact.includes('#')));
      const rest = remove
        .map((fact) => fact.split('#')[0] ?? '')
        .filter((name) => !whole.has(name))
        .map((name) => squeeze(withoutSections(bodyOf(name), remove)));
      return forbidden
        .filter((words) => rest.some((text) => text.includes(squeeze(words))))
        .map((words) => `${id}: ${words}`);
    });
    expect(left).toEqual([]);
  });
});

const HEADINGS: Readonly<Record<string, string>> = {
  eligibility: '지원 대상',
  benefit: '지원 내용',
  documents: '제출 서류',
  deadline: '신청 기한',
  caution: '꼭 확인할 점',
};

function withoutSections(body: string, facts: readonly string[]): string {
  const blocks = body.split(/^(?=## )/m);
  return blocks
    .map((block) => {
      const gone = facts.filter((fact) =>
        block.startsWith(`## ${HEADINGS[fact.split('#')[1]?.split('.')[0] ?? '']}\n`),
      );
      if (gone.some((fact) => !/\.\d+$/.test(fact))) return '';
      const numbers = gone.map((fact) => Number(/\.(\d+)$/.exec(fact)?.[1]));
      return block
        .split('\n')
        .filter((_, line) => !numbers.includes(line))
        .join('\n');
    })
    .join('');
}
