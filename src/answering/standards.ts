/**
 * Standards: the table of income standards by year → a document of that year whose sentences can be cited.
 *
 * In: a question and the clock. Out: the year that is meant and its document, or that the table does not know the
 * year; undefined where the question asks for no figure of the table. Validity is judged in Asia/Seoul.
 */
import type { Clock } from '../core/ports.js';
import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import type { Support } from '../knowledge/support.js';
import { koreanYear, yearAsked } from '../korean/years.js';
import type { Understanding } from '../understanding/understand.js';

type Table = NonNullable<Support['incomeStandards']>;
type YearRow = Table['years'][number];
type Column = 'median' | 'livelihood' | 'medical' | 'housing' | 'education';

export interface StandardsAnswer {
  readonly year: number;
  readonly isNextYear: boolean;
  /** Undefined where the table does not hold the year. */
  readonly document?: KnowledgeDocument | undefined;
  /** The claim that was asked for. */
  readonly claim?: Claim | undefined;
  /** What goes with it: for a household larger than the table tells what each further person adds; the other benefits. */
  readonly more?: readonly Claim[] | undefined;
}

/** `main` is the record that fits best: while it is of the year that is asked, its own words are better. */
export type Standards = (
  understanding: Understanding,
  main: KnowledgeDocument | undefined,
) => StandardsAnswer | undefined;

const COLUMNS: readonly { readonly column: Column; readonly pattern: RegExp; readonly name: string }[] = [
  { column: 'livelihood', pattern: /생계\s*급여/, name: '생계급여 선정기준' },
  { column: 'medical', pattern: /의료\s*급여/, name: '의료급여 선정기준' },
  { column: 'housing', pattern: /주거\s*급여/, name: '주거급여 선정기준' },
  { column: 'education', pattern: /교육\s*급여/, name: '교육급여 선정기준' },
  { column: 'median', pattern: /중위\s*소득/, name: '기준 중위소득' },
];
/** Each of these benefits has amounts of its own beside the standard; the table holds the standard alone. */
const STANDARD_WORDS = /기준|소득|자격|대상|될까|받을 수|해당/;

export function createStandards(table: Table | undefined, clock: Clock): Standards | undefined {
  if (!table) return undefined;
  return ({ query, focuses }, main) => {
    const thisYear = koreanYear(clock());
    const found = COLUMNS.find(({ pattern }) => pattern.test(query));
    if (!found) return recipientStandards(query, yearAsked(query, thisYear) ?? thisYear, thisYear, table);
    const asksFigure =
      focuses.some((focus) => focus === 'amount' || focus === 'eligibility') ||
      (found.column === 'median' && focuses.length === 0);
    if (!asksFigure) return undefined;
    const year = yearAsked(query, thisYear) ?? thisYear;
    if (found.column === 'median') {
      // A share of the median ("중위소득 50%") is another programme's limit, told by its record.
      if (
        /중위\s*소득의?\s*\d/.test(query) ||
        (main && !/중위소득|차상위/.test(main.title) && !/^[^가-힣]*(?:\S+\s){0,4}\S*중위/.test(query))
      )
        return undefined;
    } else {
      if (found.column !== 'livelihood' && !STANDARD_WORDS.test(query)) return undefined;
      if (main && holdsYear(main, year)) return undefined;
    }
    const row = table.years.find((candidate) => candidate.year === year);
    const isNextYear = year > thisYear;
    if (!row) return { year, isNextYear };
    const document = documentOf(row, table);
    const claims = document.sections.flatMap((section) => section.claims);
    const claim = claims[COLUMNS.indexOf(found)];
    const extra = found.column === 'median' && /(?:[89]|1\d)\s*인|여덟|아홉/.test(query) ? claims.slice(-1) : [];
    return { year, isNextYear, document, claim, more: extra };
  };
}

/** "기초생활수급자 되려면 4인 가구 소득이": no benefit is named, and each of the four has its own limit. */
const RECIPIENT =
  /기초\s*(?:생활\s*)?(?:수급|보장)[가-힣]*\s*(?:가|이|로|을)?\s*(?:되|하려|받으려|선정|자격|조건|기준|소득|신청)|수급자\s*(?:가\s*)?(?:되려면|선정|자격|조건|기준)/;
const MEANS = /소득|재산|기준|얼마|조건|자격/;

function recipientStandards(query: string, year: number, thisYear: number, table: Table): StandardsAnswer | undefined {
  if (!RECIPIENT.test(query) || !MEANS.test(query) || /차상위|혜택/.test(query)) return undefined;
  const row = table.years.find((candidate) => candidate.year === year);
  if (!row) return { year, isNextYear: year > thisYear };
  const document = documentOf(row, table);
  const claims = document.sections.flatMap((section) => section.claims);
  const [claim, ...others] = COLUMNS.flatMap(({ column }, at) => (column === 'median' ? [] : (claims[at] ?? [])));
  return { year, isNextYear: year > thisYear, document, claim, more: others };
}

function holdsYear({ validFrom, validUntil }: KnowledgeDocument, year: number): boolean {
  if (validFrom === undefined && validUntil === undefined) return false;
  const from = Number((validFrom ?? '0000').slice(0, 4));
  const until = Number((validUntil ?? (validFrom ? `${from}` : '9999')).slice(0, 4));
  return from <= year && year <= until;
}

function documentOf(row: YearRow, { percent }: Table): KnowledgeDocument {
  const id = `income-standards-${row.year}`;
  const told = COLUMNS.map(({ column, name }) => {
    const share = percent[column];
    const note = share === undefined ? '' : `(기준 중위소득 ${share}% 이하)`;
    const values = row.households.map((household) => `${household.size}인 가구 ${won(household[column])}`);
    return `${row.year}년 ${name}${note}은 한 달에 ${values.join(', ')}입니다.`;
  });
  const more = `${row.year}년 기준 중위소득은 8인 가구부터 1명마다 ${won(row.extraPersonOverSeven)}을 더합니다.`;
  const date = dateIn(row.source) ?? `${row.year - 1}`;
  return {
    id,
    title: `${row.year}년 기준 중위소득과 급여별 선정기준`,
    aliases: [],
    kind: 'policy',
    region: '전국',
    audience: 'public',
    status: '시행',
    confidence: row.confidence,
    lifeStages: ['전생애'],
    targetGroups: ['저소득'],
    themes: ['소득·생계'],
    asOf: date,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    source: {
      title: `${row.year}년 기준 중위소득과 급여별 선정기준(${row.source.split(/[,.]\s|와 대조/)[0]})`,
      publisher: '보건복지부',
      date,
      trust: row.confidence === 'high' ? 'official' : 'staff',
    },
    contacts: [{ name: '보건복지상담센터', phone: '129' }],
    apply: [],
    questions: [],
    sections: [
      {
        slug: 'eligibility',
        heading: '지원 대상',
        claims: [...told, more].map((text, index) => ({ id: `${id}#eligibility.${index + 1}`, text })),
      },
    ],
    form: 'record',
  };
}

function dateIn(source: string): string | undefined {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(source)?.[0];
  const [, year, month = ''] = /(\d{4})년 (\d{1,2})월/.exec(source) ?? [];
  return iso ?? (year ? `${year}-${month.padStart(2, '0')}` : undefined);
}

const won = (amount: number): string => `${amount.toLocaleString('en-US')}원`;
