/**
 * `bokji knowledge check`: what the schema cannot see. Every fault names file, line, field and remedy.
 *
 * In: the documents of a folder with the raw text of their files. Out: faults; none means the folder may be indexed.
 */
import { figuresOf } from '../korean/figures.js';
import { squeeze } from '../korean/normalise.js';
import type { Fault } from './faults.js';
import { isBefore, type KnowledgeDocument } from './schema.js';
import type { Regions } from './support.js';

export interface CheckedDocument {
  readonly document: KnowledgeDocument;
  readonly file: string;
  readonly raw: string;
}

const QUESTIONS_MIN = 5;

export function checkDocuments(documents: readonly CheckedDocument[], regions: Regions | undefined): Fault[] {
  const ids = new Set(documents.flatMap(({ document }) => [document.id, ...(document.mergedFrom ?? [])]));
  const names = regions ? regionNames(regions) : undefined;
  return [
    ...documents.flatMap((checked) => [
      ...checkQuestions(checked),
      ...checkRegion(checked, names),
      ...checkDates(checked),
      ...checkReferences(checked, ids),
      ...checkContacts(checked),
      ...checkHonesty(checked),
      ...checkClaims(checked),
    ]),
    ...duplicateNames(documents),
  ];
}

function checkQuestions(checked: CheckedDocument): Fault[] {
  const { document } = checked;
  const faults: Fault[] = [];
  // Nobody's questions are invented for an imported record.
  if (document.questions.length < QUESTIONS_MIN && !document.imported) {
    faults.push(
      fault(
        checked,
        'questions',
        `질문이 ${document.questions.length}개뿐입니다`,
        `시민이 실제로 묻는 말로 ${QUESTIONS_MIN}개 이상 적으세요`,
      ),
    );
  }
  // The body's 2024-01-01 also holds the year a question names.
  const held = new Set(
    figuresOf(wholeText(document)).flatMap(({ kind, value }) =>
      kind === 'date' ? [value, value.slice(0, 4), value.slice(0, 7)] : [bare(value)],
    ),
  );
  const title = squeeze(document.title);
  const seen = new Set<string>();
  for (const question of document.questions) {
    const key = squeeze(question);
    if (seen.has(key))
      faults.push(fault(checked, 'questions', `같은 질문이 두 번 있습니다: ${question}`, '하나를 지우세요', question));
    seen.add(key);
    if (key === title)
      faults.push(
        fault(
          checked,
          'questions',
          `제목을 그대로 옮긴 질문입니다: ${question}`,
          '이름을 모르는 사람의 말로 바꾸세요',
          question,
        ),
      );
    // Numerals in words are how people speak ("열 달", "예순다섯"); the digits are what must be right.
    for (const figure of figuresOf(question).filter(({ text }) => /\d/.test(text))) {
      if (!held.has(bare(figure.value))) {
        faults.push(
          fault(
            checked,
            'questions',
            `본문에 없는 숫자가 질문에 있습니다: ${figure.text}`,
            '질문에서 숫자를 빼거나 본문의 숫자와 맞추세요',
            question,
          ),
        );
      }
    }
  }
  return faults;
}

function checkRegion(checked: CheckedDocument, names: ReadonlySet<string> | undefined): Fault[] {
  const { region } = checked.document;
  if (region === '전국' || !names || names.has(region)) return [];
  return [
    fault(
      checked,
      'region',
      `regions.yaml에 없는 지역입니다: ${region}`,
      '전국, “경기도”, “경기도 고양시” 꼴의 지금 이름으로 적으세요',
    ),
  ];
}

function checkDates(checked: CheckedDocument): Fault[] {
  const { asOf, validFrom, validUntil, status, plannedFor, source, earlierSource } = checked.document;
  const faults: Fault[] = [];
  if (validFrom && validUntil && isBefore(validUntil, validFrom)) {
    faults.push(
      fault(checked, 'validUntil', '끝나는 날이 시작하는 날보다 앞섭니다', 'validFrom과 validUntil을 바로잡으세요'),
    );
  }
  if (plannedFor && status === '시행') {
    faults.push(
      fault(
        checked,
        'plannedFor',
        '시행 중인 사업에 계획 시점이 적혀 있습니다',
        'status를 계획이나 추진으로 바꾸거나 plannedFor를 지우세요',
      ),
    );
  }
  if (earlierSource && isBefore(source.date, earlierSource.date)) {
    faults.push(
      fault(
        checked,
        'earlierSource',
        '지난 자료의 날짜가 새 자료보다 늦습니다',
        'source와 earlierSource를 바꾸어 적으세요',
      ),
    );
  }
  if (isBefore(source.date, asOf)) {
    faults.push(fault(checked, 'asOf', '기준일이 자료 날짜보다 늦습니다', 'asOf는 자료가 말하는 때로 적으세요'));
  }
  return faults;
}

function checkReferences(checked: CheckedDocument, ids: ReadonlySet<string>): Fault[] {
  return (checked.document.related ?? [])
    .filter((id) => !ids.has(id))
    .map((id) => fault(checked, 'related', `없는 기록을 가리킵니다: ${id}`, 'id를 고치거나 지우세요', id));
}

/** A telephone number of the body must be one of `contacts`, so that the two can never drift apart. */
function checkContacts(checked: CheckedDocument): Fault[] {
  const { document } = checked;
  const section = document.sections.find(({ slug }) => slug === 'contact');
  const known = new Set(document.contacts.map(({ phone }) => `tel:${phone}`));
  return (section?.claims ?? []).flatMap((claim) =>
    figuresOf(claim.text)
      .filter((figure) => figure.kind === 'phone' && !known.has(figure.value))
      .map((figure) =>
        fault(
          checked,
          '문의처',
          `contacts에 없는 전화번호입니다: ${figure.text}`,
          'contacts에도 같은 번호를 적으세요',
          figure.text,
        ),
      ),
  );
}

function checkHonesty(checked: CheckedDocument): Fault[] {
  const { document } = checked;
  const cautions = document.sections.find(({ slug }) => slug === 'caution');
  if (document.confidence === 'low' && !cautions) {
    return [
      fault(
        checked,
        'confidence',
        '확실하지 않은 기록인데 꼭 확인할 점이 없습니다',
        '무엇을 다시 확인해야 하는지 ## 꼭 확인할 점에 적으세요',
      ),
    ];
  }
  if (document.earlierSource && !document.sections.some(({ slug }) => slug === 'press')) {
    return [
      fault(
        checked,
        'earlierSource',
        '지난 자료가 있는데 지난 보도가 없습니다',
        '## 지난 보도에 그 자료의 내용을 날짜와 함께 적으세요',
      ),
    ];
  }
  return [];
}

function checkClaims(checked: CheckedDocument): Fault[] {
  return checked.document.sections.flatMap((section) =>
    section.claims
      .filter((claim) => !/[.!?](?:["'”’」』)]*)$/.test(claim.text))
      .map((claim) =>
        fault(
          checked,
          section.heading,
          `문장이 끝나지 않은 항목입니다: ${claim.text.slice(0, 40)}`,
          '한 문장으로 끝맺고 마침표를 찍으세요',
          claim.text,
        ),
      ),
  );
}

/** Two programmes of one region may not answer to one name. */
function duplicateNames(documents: readonly CheckedDocument[]): Fault[] {
  const owner = new Map<string, string>();
  const faults: Fault[] = [];
  for (const checked of documents) {
    const { document } = checked;
    // Official lists hold one name twice (two departments, two portals); both are shown with their source.
    if (document.imported) continue;
    for (const name of new Set([document.title, ...document.aliases].map(squeeze))) {
      const key = `${document.region}|${name}`;
      const other = owner.get(key);
      if (other !== undefined) {
        const shown = [document.title, ...document.aliases].find((alias) => squeeze(alias) === name) ?? name;
        faults.push(
          fault(
            checked,
            'aliases',
            `${other}도 쓰는 이름입니다: ${shown}`,
            '한쪽의 이름을 더 또렷하게 바꾸거나 지우세요',
            shown,
          ),
        );
      } else owner.set(key, document.id);
    }
  }
  return faults;
}

function regionNames(regions: Regions): Set<string> {
  return new Set(
    regions.provinces.flatMap((province) => [
      province.name,
      ...province.cities.map((city) => `${province.name} ${city.name}`),
    ]),
  );
}

function wholeText(document: KnowledgeDocument): string {
  const claims = document.sections.flatMap((section) => section.claims.map((claim) => claim.text));
  return [document.title, ...document.aliases, ...claims].join('\n');
}

/** Questions may say a figure without its unit ("십만 원 통장", "65 넘으신"). */
const bare = (value: string): string => value.replace(/[^\d.:-]+$/u, '');

function fault(checked: CheckedDocument, field: string, problem: string, remedy: string, find?: string): Fault {
  const at = checked.raw
    .split('\n')
    .findIndex((line) => (find ? line.includes(find) : line.startsWith(`${field}:`) || line === `## ${field}`));
  return { file: checked.file, line: Math.max(at, 0) + 1, field, problem, remedy };
}
