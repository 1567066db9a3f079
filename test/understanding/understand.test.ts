import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/core/types.js';
import type { Regions } from '../../src/knowledge/support.js';
import { createGlossary } from '../../src/understanding/glossary.js';
import { createNameFinder } from '../../src/understanding/names.js';
import { createGazetteer } from '../../src/understanding/regions.js';
import { createRepairer } from '../../src/understanding/repair.js';
import { type Understanding, understand } from '../../src/understanding/understand.js';
import { documentWith } from '../fixtures/documents.js';

const REGIONS: Regions = {
  asOf: '2026-11-22',
  provinces: [
    {
      name: '경기도',
      short: ['경기'],
      cities: [
        { name: '고양시', short: ['고양'] },
        { name: '광명시', short: ['광명'] },
      ],
    },
    { name: '전라남도', short: ['전남'], cities: [{ name: '광양시', short: ['광양'] }] },
  ],
};
const TOOLS = {
  gazetteer: createGazetteer(REGIONS),
  glossary: createGlossary([{ say: ['방세 밀'], mean: ['긴급복지'], themes: ['주거'] }]),
  names: createNameFinder([
    documentWith({ id: 'pension', title: '기초연금' }),
    documentWith({ id: 'art', title: '미술도서관' }),
    documentWith({ id: 'music', title: '음악도서관' }),
  ]),
  repair: createRepairer({
    names: ['기초연금', '미술도서관', '음악도서관'],
    words: [],
    isKnown: (word) => !/욘금|rlch|ㄱㅊ/.test(word),
  }),
};
const DOCUMENTS = ['pension', 'art', 'music'];

const read = (text: string, history: readonly Turn[] = [], region?: string) => understand(text, history, region, TOOLS);
const turn = (question: string, topics: readonly string[] = ['pension'], fields: Partial<Turn> = {}): Turn => ({
  question,
  outcome: 'answered',
  topics,
  ...fields,
});
const namedIn = ({ named }: Understanding) => named.map(({ unit }) => DOCUMENTS[unit]);
const weightIn = ({ terms }: Understanding, wanted: string) => terms.find(({ term }) => term === wanted)?.weight ?? 0;

describe('a question that stands alone', () => {
  it('is its own query', () => {
    expect(read('기초연금 얼마예요').query).toBe('기초연금 얼마예요');
  });

  it('carries nothing', () => {
    expect(read('기초연금 얼마예요')).toMatchObject({ carried: [], carry: 'none' });
  });

  it('names its programme', () => {
    expect(namedIn(read('기초연금 얼마예요'))).toEqual(['pension']);
  });

  it('keeps its words of matter and drops its words of asking', () => {
    expect(read('장난감 대여 신청 어디서 해요').topicWords).toEqual(['장난감', '대여']);
  });

  it('brings official words for those of the citizen, at less than their weight', () => {
    const understood = read('방세가 밀렸어요');
    expect(weightIn(understood, '긴급')).toBeGreaterThan(0);
    expect(weightIn(understood, '긴급')).toBeLessThan(weightIn(understood, '방세'));
  });
});

describe('a word that offices write otherwise', () => {
  const { terms, otherWays } = understand('시골 어르신 돌봐 주나요', [], undefined, TOOLS);

  it('keeps its own terms as they are', () => {
    const plain = terms.find(({ term }) => term === '=시골');
    expect(plain?.weight).toBeGreaterThan(0.5);
  });

  it('stands beside the other ways to say it, which weigh less', () => {
    const other = otherWays.find(({ said }) => said.includes('=시골'));
    const [first] = other?.ways[0] ?? [];
    expect(first?.term).toBe('=농어촌');
    expect(first?.weight).toBeLessThan(0.5);
  });
});

describe('the pair of syllables where a word ends and its particle begins', () => {
  it('weighs less than a pair within the word', () => {
    const weightOf = (term: string) =>
      understand('보청기를', [], undefined, TOOLS).terms.find((one) => one.term === term)?.weight ?? 0;
    expect(weightOf('기를')).toBeLessThan(weightOf('보청'));
    expect(weightOf('기를')).toBeGreaterThan(0);
  });
});

describe('a word that nothing knows', () => {
  it.each(['기초욘금 얼마예요', 'rlchdusrma 얼마예요', 'ㄱㅊㅇㄱ 얼마예요'])(
    'names what it was meant for: %s',
    (text) => {
      expect(namedIn(read(text))).toEqual(['pension']);
    },
  );

  it('brings the words it was meant for, and keeps its own', () => {
    const understood = read('기초욘금 얼마예요');
    expect(weightIn(understood, '=기초연금')).toBeGreaterThan(0);
    expect(weightIn(understood, '초욘')).toBe(1);
  });
});

describe('what is refused', () => {
  it('is not named, and is told as refused', () => {
    const understood = read('미술도서관 말고 음악도서관은요');
    expect([namedIn(understood), understood.refused]).toEqual([['music'], [1]]);
  });

  it('lends no words to the search', () => {
    expect(weightIn(read('기초연금 빼고 뭐 있어요'), '=기초연금')).toBe(0);
  });
});

describe('numbers that are told', () => {
  it('bring the words of the records, at less than the weight of what was said', () => {
    const understood = read('네 식구인데 뭐가 있나요');
    expect(weightIn(understood, '가구')).toBeGreaterThan(0);
    expect(weightIn(understood, '가구')).toBeLessThan(weightIn(understood, '식구'));
  });
});

describe('a follow-up', () => {
  it.each(['그럼 서류는요?', '어디서 신청해요', '얼마예요?', '언제까지요', '그건 누가 받아요', '자세히 알려줘'])(
    'takes over the programme that was spoken of: %s',
    (text) => {
      expect(read(text, [turn('기초연금 얼마예요')])).toMatchObject({ carried: ['pension'], carry: 'strong' });
    },
  );

  it('asks the earlier question along with its own', () => {
    expect(read('서류는요?', [turn('기초연금 얼마예요')]).query).toBe('기초연금 얼마예요 서류는요?');
  });

  it('asks for what it says, not for what was asked before', () => {
    expect(read('서류는요?', [turn('기초연금 얼마예요')]).focuses).toEqual(['documents']);
  });

  it('repeats the earlier wish where it says none', () => {
    expect(read('저는요?', [turn('기초연금 얼마예요')]).focuses).toEqual(['amount']);
  });

  it('reaches back over a turn that had no topic', () => {
    const history = [turn('기초연금 얼마예요'), turn('고마워요', [], { outcome: 'greeting' })];
    expect(read('그럼 서류는요?', history).carried).toEqual(['pension']);
  });

  it('follows nothing when it names another programme', () => {
    expect(read('그럼 미술도서관은요?', [turn('기초연금 얼마예요')]).carried).toEqual([]);
  });

  it('follows nothing when nothing was spoken of', () => {
    expect(read('그럼 서류는요?')).toMatchObject({ carried: [], carry: 'none' });
  });

  it('only may be one where it has a matter of its own', () => {
    expect(read('아이 장난감 빌리고 육아 상담도 받고 싶어요', [turn('기초연금 얼마예요')]).carry).toBe('weak');
  });

  it('is none where it tells a story of its own', () => {
    const story = '아이가 셋인데 큰애는 초등학교 다니고 둘째는 어린이집 막내는 집에서 돌보는데 양육 지원이 궁금합니다';
    expect(read(story, [turn('기초연금 얼마예요')]).carry).toBe('none');
  });
});

describe('a story that was told before the question', () => {
  it('belongs to it', () => {
    const history = [turn('한부모예요', [], { outcome: 'clarify' })];
    expect(read('얼마 받아요?', history).query).toBe('한부모예요 얼마 받아요?');
  });

  it('does not when it was a cry for help', () => {
    const history = [turn('죽고 싶어요', [], { outcome: 'crisis' })];
    expect(read('장난감 어디서 빌려요', history).query).toBe('장난감 어디서 빌려요');
  });
});

describe('a place', () => {
  it('said now comes before one said earlier and one that is set', () => {
    const history = [turn('광명 사는데 장난감', [], { region: '경기도 광명시' })];
    expect(read('고양 장난감', history, '전라남도 광양시').place?.name).toBe('경기도 고양시');
  });

  it('said earlier comes before one that is set', () => {
    const history = [turn('광명 사는데 장난감', [], { region: '경기도 광명시' })];
    expect(read('장난감 어디서 빌려요', history, '전라남도 광양시').place?.name).toBe('경기도 광명시');
  });

  it('that is set holds where none was said', () => {
    expect(read('장난감', [], '전라남도 광양시')).toMatchObject({
      place: { name: '전라남도 광양시' },
      placeSaid: false,
    });
  });

  it.each(['고양 말고 광양이요', '고양 아니고 광양이요', '고양이 아니라 광양이에요'])(
    'is the one meant in "%s"',
    (text) => {
      expect(read(text).place?.name).toBe('전라남도 광양시');
    },
  );
});

describe('a correction of the place', () => {
  const history = [turn('고양에서 장난감 빌리려면 얼마예요', ['toys'], { region: '경기도 고양시' })];

  it.each(['아니 광명이요', '아니요, 광명시요', '광명은?'])('asks the same again there: %s', (text) => {
    expect(read(text, history)).toMatchObject({
      place: { name: '경기도 광명시' },
      carried: ['toys'],
      focuses: ['amount'],
    });
  });

  it('is heard in "광명은요?"', () => {
    expect(read('광명은요?', history).place?.name).toBe('경기도 광명시');
  });

  it('asks for the same matter', () => {
    expect(weightIn(read('아니 광명이요', history), '장난')).toBeGreaterThan(0);
  });
});

describe('what stands before 말고', () => {
  it('is not the programme that is named', () => {
    expect(namedIn(read('미술도서관 말고 음악도서관은 어디에 있어요'))).toEqual(['music']);
  });

  it('is not searched for', () => {
    expect(weightIn(read('미술도서관 말고 음악도서관은 어디에 있어요'), '미술')).toBe(0);
  });
});
