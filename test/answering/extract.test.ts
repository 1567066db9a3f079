import { describe, expect, it } from 'vitest';
import { extract } from '../../src/answering/extract.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { FEATURES, type Feature } from '../../src/retrieval/features.js';
import type { Candidate } from '../../src/retrieval/retrieve.js';
import type { Understanding } from '../../src/understanding/understand.js';
import { documentWith } from '../fixtures/documents.js';
import { sections, WORDING } from '../fixtures/engine.js';
import { understandingWith } from '../fixtures/understanding.js';

const GOYANG = { name: '경기도 고양시', province: '경기도', city: '고양시' };
const programme = (id: string, region = '전국', benefit = `${id}은 돈을 드립니다.`) =>
  documentWith({ id, region, sections: sections(id, { benefit: [benefit] }) });

const NO_FEATURES = Object.fromEntries(FEATURES.map((feature) => [feature, 0])) as Record<Feature, number>;

const candidate = (document: KnowledgeDocument, score: number, fields: Partial<Candidate> = {}): Candidate => ({
  document,
  score,
  matter: score,
  odds: score,
  isNamed: false,
  trace: { features: NO_FEATURES, parts: {}, passages: [] },
  ...fields,
});

function extracted(understood: Partial<Understanding>, candidates: readonly Candidate[], elsewhere?: Candidate) {
  return extract(
    understandingWith({ topicWords: ['지원'], carried: ['something'], ...understood }),
    { candidates, elsewhere, nothing: { bias: 1, unknownWords: 0, noSign: 0, length: 0 } },
    // No document here knows of passports.
    { wording: WORDING, weightOf: (term) => (/여권|재발|발급/.test(term) ? 0 : 1) },
  );
}

const quotesOf = ({ statements }: ReturnType<typeof extracted>) =>
  statements.flatMap(({ evidence }) => evidence.map(({ quote }) => quote));
const idsOf = ({ statements }: ReturnType<typeof extracted>) =>
  statements.flatMap(({ evidence }) => evidence.map(({ document }) => document.id));

describe('one programme', () => {
  const PENSION = documentWith({
    id: 'pension',
    title: '연금',
    sections: sections('pension', {
      overview: ['연금은 노후를 돕습니다.'],
      eligibility: ['연금은 어르신이 받습니다.', '공무원은 연금에서 제외됩니다.'],
      benefit: ['연금은 매달 30만원을 드립니다.', '부부가 함께 받으면 20%를 뺍니다.', '연금은 25일에 드립니다.'],
      apply: ['연금은 주민센터에서 신청합니다.'],
      contact: ['공단(☎ 1355)에 문의할 수 있습니다.'],
    }),
  });
  const asked = (...focuses: Understanding['focuses']) =>
    extracted({ query: '연금', focuses }, [candidate(PENSION, 0.9, { isNamed: true })]);

  it('is told in words of its record and no others', () => {
    const own = PENSION.sections.flatMap(({ claims }) => claims.map(({ text }) => text));
    const told = asked('amount').statements.map(({ text }) => text);
    expect(told.filter((text) => !own.includes(text))).toEqual([]);
  });

  it('begins with what was asked', () => {
    expect(quotesOf(asked('amount'))[0]).toBe('연금은 매달 30만원을 드립니다.');
  });

  it('brings the limit that stands in the section it cites', () => {
    expect(quotesOf(asked('eligibility'))).toContain('공무원은 연금에서 제외됩니다.');
  });

  it('says where to apply and whom to ask', () => {
    expect(quotesOf(asked('amount'))).toEqual(
      expect.arrayContaining(['연금은 주민센터에서 신청합니다.', '공단(☎ 1355)에 문의할 수 있습니다.']),
    );
  });

  it('says nothing twice', () => {
    const quotes = quotesOf(asked('amount', 'eligibility', 'apply'));
    expect(quotes).toHaveLength(new Set(quotes).size);
  });

  it('is told in at most eight lines', () => {
    const long = programme('long');
    const many = Array.from({ length: 30 }, (_, row) => `다만 ${row}번 경우는 제외됩니다.`);
    const wordy = { ...long, sections: sections('long', { eligibility: many, benefit: many }) };
    const { statements } = extracted({ query: 'long' }, [candidate(wordy, 0.9, { isNamed: true })]);
    expect(statements.length).toBeLessThanOrEqual(8);
  });
});

describe('a value that the record lacks', () => {
  const TOYS = documentWith({
    id: 'toys',
    title: '장난감도서관',
    sections: sections('toys', {
      overview: ['장난감도서관은 장난감을 빌려 드립니다.'],
      caution: ['이 자료에는 연회비가 나와 있지 않습니다.'],
    }),
  });
  const draft = () =>
    extracted({ query: '장난감도서관 연회비 얼마예요', focuses: ['amount'] }, [
      candidate(TOYS, 0.9, { isNamed: true }),
    ]);

  it('abstains', () => {
    expect(draft().outcome).toBe('abstained');
  });

  it('says first what is missing and where to ask', () => {
    expect(draft().statements[0]?.text).toBe(
      '‘장난감도서관’ 자료에 연회비는 나와 있지 않습니다. 보건복지상담센터(☎ 129)에 확인해 주세요.',
    );
  });

  it('then tells what is known', () => {
    expect(quotesOf(draft())).toEqual(['장난감도서관은 장난감을 빌려 드립니다.']);
  });
});

describe('a list', () => {
  const national = Array.from({ length: 9 }, (_, row) => candidate(programme(`national-${row}`), 0.9 - row / 100));
  const local = Array.from({ length: 9 }, (_, row) =>
    candidate(programme(`goyang-${row}`, GOYANG.name), 0.8 - row / 100),
  );
  const mixed = [...national, ...local].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  const listed = (candidates: readonly Candidate[], place: Understanding['place'] = GOYANG) =>
    extracted({ query: '뭐 받을 수 있어요', focuses: ['list'], place }, candidates);

  it('keeps the national apart from the local', () => {
    const regions = listed(mixed).topics.map(({ region }) => region);
    expect(regions).toEqual([...regions].sort((a, b) => Number(a !== '전국') - Number(b !== '전국')));
  });

  it('lets neither crowd the other out', () => {
    const regions = listed(mixed).topics.map(({ region }) => region);
    expect(regions.filter((region) => region === '전국')).toHaveLength(4);
    expect(regions.filter((region) => region === GOYANG.name)).toHaveLength(4);
  });

  it('gives the room of the missing national to the local', () => {
    expect(idsOf(listed(local))).toHaveLength(8);
  });

  it('has a line for each programme', () => {
    const ids = idsOf(listed(mixed));
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('names no local programme to a person of no known place beside the nation’s', () => {
    const told = idsOf(extracted({ query: '뭐', focuses: ['list'] }, mixed));
    expect(told.filter((id) => id.startsWith('goyang'))).toEqual([]);
  });

  it('names one local programme to a person of no known place where there is no other', () => {
    const local = mixed.filter(({ document }) => document.region !== '전국');
    expect(idsOf(extracted({ query: '뭐', focuses: ['list'] }, local))).toHaveLength(1);
  });

  it('leaves out what fits much less', () => {
    expect(idsOf(listed([candidate(programme('first'), 0.9), candidate(programme('far'), 0.05)]))).toEqual(['first']);
  });

  it('says that there may be more', () => {
    expect(listed(mixed).statements[0]?.text).toContain('더 있을 수 있습니다');
  });
});

describe('nothing to answer from', () => {
  it('asks back where there is no topic', () => {
    expect(extracted({ topicWords: [], carried: [] }, []).outcome).toBe('clarify');
  });

  it('abstains where nothing was found', () => {
    expect(extracted({ query: '여권' }, [])).toMatchObject({ outcome: 'abstained', topics: [] });
  });

  it('abstains where what was found hardly fits', () => {
    expect(extracted({ query: '여권' }, [candidate(programme('pension'), 0.01)]).topics).toEqual([]);
  });

  it('abstains where the words of the question are not spoken of', () => {
    const draft = extracted({ query: '여권 재발급', topicWords: ['여권', '재발급'], carried: [] }, [
      candidate(programme('pension'), 0.2),
    ]);
    expect(draft).toMatchObject({ outcome: 'abstained', topics: [] });
  });

  it('abstains where only another city has it', () => {
    const elsewhere = candidate(programme('gwangyang', '전라남도 광양시'), 0.9);
    const draft = extracted({ query: '장난감', place: GOYANG }, [candidate(programme('pension'), 0.2)], elsewhere);
    expect(draft).toMatchObject({ outcome: 'abstained', topics: [] });
    expect(draft.statements[0]?.text).toContain('경기도 고양시');
  });

  it("sends a question for another place's own grant there", () => {
    const place = { name: '부산광역시', province: '부산광역시', contact: { name: '부산시 콜센터', phone: '051-120' } };
    const draft = extracted({ query: '부산시 출산지원금 얼마', place }, [candidate(programme('pension'), 0.9)]);
    expect(draft.outcome).toBe('redirected');
    expect(draft.statements[0]?.text).toContain('부산시 콜센터(☎ 051-120)');
  });
});

describe('what is told beside a programme', () => {
  const named = { isNamed: true };
  const beside = (share: number, main: Partial<Candidate>, other = programme('other')) =>
    idsOf(
      extracted({ carried: [], query: '지원' }, [
        candidate(programme('main'), 0.9, { odds: 10, isNamed: true, ...main }),
        candidate(other, 0.8, { odds: 10 * share }),
      ]),
    ).includes('other');

  it('fits a sixth as well as what was named', () => {
    expect([beside(0.2, named), beside(0.1, named)]).toEqual([true, false]);
  });

  it('is never for a group that nobody told of', () => {
    const disabled = documentWith({
      id: 'other',
      title: '장애인 지원',
      targetGroups: ['장애인'],
      sections: sections('other', { benefit: ['장애인 지원은 돈을 드립니다.'] }),
    });
    expect(beside(0.9, named, disabled)).toBe(false);
  });

  it('is never what the told age is outside of', () => {
    const young = programme('young');
    const features = { ...NO_FEATURES, ageOutside: 1 };
    const told = extracted({ carried: [], query: '지원' }, [
      candidate(programme('main'), 0.9, { odds: 10, isNamed: true }),
      candidate(young, 0.9, { odds: 9, trace: { features, parts: {}, passages: [] } }),
    ]);
    expect(idsOf(told)).not.toContain('young');
  });
});
