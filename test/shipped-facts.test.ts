/**
 * Some eighty questions in a citizen's words, asked of the shipped knowledge, and each answer checked against the
 * record files with nothing but plain text: this file shares no reading of records or figures with the program.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_FOLDER } from '../src/compose.js';
import { type Answer, answerSchema } from '../src/core/types.js';
import { openShipped } from './fixtures/shipped.js';

const QUESTIONS: readonly (readonly string[])[] = [
  // Amounts
  ['기초연금 한 달에 얼마 나오나요?'],
  ['부부가 같이 기초연금 타면 얼마예요'],
  ['혼자 사는 어르신 기초연금 소득 기준이 얼마 이하예요'],
  ['아동수당 매달 얼마 줘요'],
  ['부모급여 0세는 얼마인가요'],
  ['첫만남이용권 둘째는 얼마 나와요'],
  ['생계급여 1인 가구 얼마까지 받아요'],
  ['주거급여 서울 말고 경기도는 월세 상한이 얼마예요'],
  ['긴급복지 생계비 네 식구면 얼마예요'],
  ['장애인연금 최대 얼마예요'],
  ['장애수당은 얼마 주나요'],
  ['육아휴직 급여 상한액이 얼마예요'],
  ['출산휴가 급여 한 달에 얼마까지요'],
  ['청년월세 지원 얼마씩 몇 달 나오나요'],
  ['문화누리카드 일 년에 얼마예요'],
  ['에너지바우처 얼마 지원돼요'],
  ['국민취업지원제도 구직촉진수당 얼마예요'],
  ['임신하면 진료비 바우처 얼마 들어와요'],
  ['치매 치료관리비 한 달에 얼마 지원해요'],
  ['한부모 아동양육비 얼마예요'],
  ['근로장려금 최대 얼마 받나요'],
  ['본인부담상한제가 뭐고 얼마 넘으면 돌려주나요'],
  ['생리용품 바우처 한 달 얼마예요'],
  ['평생교육바우처 지원 금액 알려줘'],
  ['교통비 환급 몇 프로 돌려줘요'],
  // Documents, places to apply, deadlines, contacts
  ['기초연금 신청할 때 뭐 가져가요?'],
  ['아이돌봄서비스 어디서 신청해요'],
  ['노인장기요양 등급 신청은 어디에 해요'],
  ['산모신생아 건강관리 언제까지 신청해야 하나요'],
  ['장제급여 신청 서류가 뭐예요'],
  ['실업급여 신청 기한이 있나요'],
  ['국가건강검진 문의 전화번호 알려 주세요'],
  ['재난적 의료비 신청은 퇴원하고 며칠 안에 해야 해요'],
  ['내일배움카드 어디서 만들어요'],
  ['전세임대 누가 신청할 수 있나요'],
  ['희망저축계좌 가입 자격 알려줘'],
  ['청년미래적금 누가 들 수 있어요'],
  ['긴급돌봄 며칠이나 쓸 수 있어요'],
  ['다함께돌봄센터 몇 시까지 해요'],
  ['보육료 지원은 몇 살까지예요'],
  // Situations, without a name
  ['회사에서 잘렸는데 당장 생활비가 없어요'],
  ['아버지가 자꾸 깜빡깜빡하세요 검사받을 데 있나요'],
  ['애 봐 줄 사람이 없어서 일을 못 나가요'],
  ['수술비가 천만 원 넘게 나왔는데 도움받을 수 있나요'],
  ['전기세 할인되는 거 있어요?'],
  ['이혼했는데 애 아빠가 양육비를 안 줘요'],
  ['혼자 사시는 할머니 안부 확인해 주는 거 있나요'],
  ['우울해서 상담받고 싶은데 비용 지원되나요'],
  ['베트남에서 온 아내 한국어 배울 곳'],
  ['고등학생인데 임신했어요 지원받을 수 있나요'],
  // Cities
  ['고양시 출산지원금 셋째는 얼마예요'],
  ['고양 사는데 효행장려 수당 있나요'],
  ['고양시 시민안전보험 뭐 보장해요'],
  ['고양 장애인 콜택시 이용하려면'],
  ['광명시에서 아이 낳으면 뭐 주나요'],
  ['광명 어르신 목욕비 지원 얼마예요'],
  ['광명 입영지원금 얼마인가요'],
  ['광양시 임신축하지원금 얼마예요'],
  ['광양 청년 주택 이자 지원 조건'],
  ['광양 어르신 버스 무료인가요'],
  ['의정부 음악도서관 언제 열었어요'],
  ['의정부 다돌센터 어떤 곳이에요'],
  ['의정부 100세 축하금 얼마예요'],
  ['경기도 산후조리비 얼마 주나요'],
  ['전남 출생기본수당 얼마예요'],
  // Plans and press reports
  ['의정부 복지박물관 지었나요'],
  ['광양 달빛어린이병원 언제 시작해요'],
  ['의정부 모두의 운동장 지금 이용할 수 있나요'],
  // Lists
  ['광양 사는데 임신했어요 뭐 받을 수 있나요'],
  ['고양시 장애인이 받을 수 있는 혜택 전부 알려줘'],
  ['한부모 가정 지원 종류가 뭐가 있어요'],
  ['칠십 넘은 어머니 받을 수 있는 거 다 알려 주세요'],
  // Follow-ups and corrections
  ['기초연금 얼마예요', '그럼 서류는요?'],
  ['기초연금 얼마예요', '어디서 신청해요?', '전화번호는요?'],
  ['고양시 출산지원금 얼마예요', '언제까지 신청해요?'],
  ['고양에서 아이 낳으면 얼마 줘요', '아니 광명이요'],
  ['고양 말고 광양 출산장려금이요'],
  ['안녕하세요', '육아휴직급여 얼마예요'],
  // Outside the knowledge
  ['여권 만드는 데 얼마예요'],
  ['내일 서울 날씨 어때'],
  ['삼성전자 주가 알려줘'],
  ['맛있는 파스타 만드는 법'],
];

/** Each record's title, whole text and sections by heading, cut with plain expressions. */
const RECORDS = new Map(
  readdirSync(join(PACKAGE_FOLDER, 'knowledge'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(PACKAGE_FOLDER, 'knowledge', name), 'utf8').normalize('NFC'))
    .map((text) => {
      const sections = text.split(/^## /m).slice(1);
      return [
        /^id: (.+)$/m.exec(text)?.[1] ?? '',
        {
          title: /^title: (.+)$/m.exec(text)?.[1] ?? '',
          sections: new Map(sections.map((section) => [section.split('\n')[0]?.trim() ?? '', section])),
        },
      ];
    }),
);

const digitRuns = (text: string): string[] => text.replaceAll(',', '').match(/\d+/g) ?? [];

let ask: (turns: readonly string[], region?: string) => Promise<Answer>;
let answers: readonly { readonly question: string; readonly answer: Answer }[];

beforeAll(async () => {
  const shipped = await openShipped();
  ask = shipped.ask;
  const asked: { question: string; answer: Answer }[] = [];
  for (const turns of QUESTIONS) asked.push({ question: turns.join(' / '), answer: await ask(turns) });
  answers = asked;
  return shipped.close;
}, 60_000);

/** What `broken` finds in every answer, with the question before it. */
const brokenIn = (broken: (answer: Answer) => readonly string[]): string[] =>
  answers.flatMap(({ question, answer }) => broken(answer).map((fault) => `${question}: ${fault}`));

describe('over eighty questions', () => {
  it('every digit that a claim says stands in the cited section of the record file, or in its title', () => {
    let seen = 0;
    const unheld = brokenIn(({ statements, citations }) =>
      statements
        .filter(({ citations: numbers }) => numbers.length > 0)
        .flatMap(({ text, citations: numbers }) => {
          const cited = citations.filter(({ n }) => numbers.includes(n));
          const held = cited.flatMap(({ documentId, section }) => {
            const record = RECORDS.get(documentId);
            return digitRuns(`${record?.title ?? ''}\n${record?.sections.get(section) ?? ''}`);
          });
          const said = digitRuns(text);
          seen += said.length;
          return said.filter((digits) => !held.includes(digits)).map((digits) => `${digits} in "${text}"`);
        }),
    );
    expect(seen).toBeGreaterThan(300);
    expect(unheld).toEqual([]);
  });

  it('every quotation stands word for word in the section that it names', () => {
    expect(
      brokenIn(({ citations }) =>
        citations
          .filter(({ documentId, section, quote }) => !RECORDS.get(documentId)?.sections.get(section)?.includes(quote))
          .map(({ documentId, section, quote }) => `${documentId} ${section} "${quote}"`),
      ),
    ).toEqual([]);
  });

  it('every citation bears the title of its record', () => {
    expect(
      brokenIn(({ citations }) =>
        citations
          .filter(({ documentId, title }) => RECORDS.get(documentId)?.title.replace(/^["']|["']$/g, '') !== title)
          .map(({ title }) => title),
      ),
    ).toEqual([]);
  });

  it('every claim of an answer has a citation, and the answer at least one', () => {
    expect(
      brokenIn(({ outcome, statements, citations }) => [
        ...(outcome === 'answered' && citations.length === 0 ? ['nothing is cited'] : []),
        ...statements
          .filter(({ role, citations: numbers }) => role !== 'guidance' && numbers.length === 0)
          .map(({ text }) => text),
      ]),
    ).toEqual([]);
  });

  it('every number of a citation is one that the answer lists, and every one listed is used', () => {
    expect(
      brokenIn(({ statements, citations }) => {
        const used = new Set(statements.flatMap(({ citations: numbers }) => numbers));
        const listed = new Set(citations.map(({ n }) => n));
        return [...used, ...listed].filter((n) => !used.has(n) || !listed.has(n)).map(String);
      }),
    ).toEqual([]);
  });

  it('no record of the staff is cited', () => {
    expect(
      brokenIn(({ citations }) =>
        citations.filter(({ documentId }) => documentId.startsWith('staff-')).map(({ documentId }) => documentId),
      ),
    ).toEqual([]);
  });

  it('every answer has the shape of the contract', () => {
    expect(brokenIn((answer) => (answerSchema.safeParse(answer).success ? [] : ['another shape']))).toEqual([]);
  });

  it('nothing fails', () => {
    expect(brokenIn(({ outcome }) => (outcome === 'failed' ? [outcome] : []))).toEqual([]);
  });
});

describe('the first citation', () => {
  it.each([
    ['기초연금 한 달에 얼마 나오나요?', 'national-basic-pension'],
    ['고양시 출산지원금 셋째는 얼마예요', 'goyang-birth-grant'],
    ['광양시 임신축하지원금 얼마예요', 'gwangyang-pregnancy-grant'],
    ['부모급여 0세는 얼마인가요', 'national-parental-benefit'],
    ['첫만남이용권 둘째는 얼마 나와요', 'national-first-meeting-voucher'],
    ['문화누리카드 일 년에 얼마예요', 'national-culture-nuri-card'],
    ['내일배움카드 어디서 만들어요', 'national-tomorrow-learning-card'],
    ['이혼했는데 애 아빠가 양육비를 안 줘요', 'national-child-support-advance'],
    ['의정부 다돌센터 어떤 곳이에요', 'uijeongbu-dadol-center'],
    ['경기도 산후조리비 얼마 주나요', 'gyeonggi-postpartum-care'],
  ])('for "%s" is of %s', async (question, id) => {
    expect((await ask([question])).citations[0]?.documentId).toBe(id);
  });

  it.each([
    [['기초연금 얼마예요', '그럼 서류는요?'], 'national-basic-pension', '제출 서류'],
    [['고양시 출산지원금 얼마예요', '언제까지 신청해요?'], 'goyang-birth-grant', '신청 기한'],
  ])('for the follow-up %j is of %s, %s', async (turns, id, section) => {
    expect((await ask(turns)).citations[0]).toMatchObject({ documentId: id, section });
  });
});

describe('the answer', () => {
  it('says the amount of the third child in 고양', async () => {
    expect((await ask(['고양시 출산지원금 셋째는 얼마예요'])).text).toContain('셋째 300만원');
  });

  it('says the amount of the basic pension', async () => {
    expect((await ask(['기초연금 얼마예요'])).text).toContain('349,700원');
  });

  it('to a pregnant citizen of 광양 lists what the city gives', async () => {
    const { citations } = await ask(['광양 사는데 임신했어요 뭐 받을 수 있나요']);
    expect(citations.map(({ documentId }) => documentId)).toContain('gwangyang-pregnancy-grant');
  });

  it('to a correction of the place leaves the first place behind', async () => {
    const { citations } = await ask(['고양에서 아이 낳으면 얼마 줘요', '아니 광명이요']);
    expect(citations.filter(({ region }) => region === '경기도 고양시')).toEqual([]);
  });

  it.each(['경기도 고양시', '경기도 광명시', '경기도 의정부시', '전라남도 광양시'])(
    'to citizens of %s cites no other city',
    async (home) => {
      const province = home.split(' ')[0];
      for (const question of [
        '아이 낳으면 뭐 받을 수 있나요',
        '장애인 지원 전부 알려줘',
        '어르신 교통비 지원 있나요',
      ]) {
        const { citations } = await ask([question], home);
        expect(citations.filter(({ region }) => !['전국', province, home].includes(region))).toEqual([]);
      }
    },
  );

  it('about a plan says that it is one', async () => {
    const { notices } = await ask(['의정부 복지박물관 지었나요']);
    expect(notices.map(({ kind }) => kind)).toContain('plan');
  });

  it.each(['여권 만드는 데 얼마예요', '내일 서울 날씨 어때', '삼성전자 주가 알려줘', '맛있는 파스타 만드는 법'])(
    'to "%s" cites nothing',
    async (question) => {
      const { outcome, citations } = await ask([question]);
      expect(citations).toEqual([]);
      expect(['abstained', 'redirected']).toContain(outcome);
    },
  );
});

describe('faults that were mended stay so:', () => {
  it.each([
    ['치매 치료관리비 한 달에 얼마 지원해요', '월 3만원'],
    ['교통비 환급 몇 프로 돌려줘요', '20~53.3%'],
  ])('"%s" is answered, although the record lacks a neighbouring value: %s', async (question, value) => {
    const { outcome, statements } = await ask([question]);
    expect(outcome).toBe('answered');
    expect(statements[0]?.text).toContain(value);
  });

  it('the amount of the province is told although the city adds to it', async () => {
    expect((await ask(['전남 출생기본수당 얼마예요'])).outcome).toBe('answered');
  });

  it('a grant of 광양 that stands in the knowledge is not said to be missing after "고양 말고"', async () => {
    const { citations } = await ask(['고양 말고 광양 출산장려금이요']);
    expect(citations.map(({ documentId }) => documentId)).toContain('gwangyang-birth-congrats');
  });

  it('the table of the region that is refused with "말고" does not come first', async () => {
    const { citations } = await ask(['주거급여 서울 말고 경기도는 월세 상한이 얼마예요']);
    expect(citations[0]?.quote).toContain('2급지(경기·인천)');
  });

  it('the next best record answers where the best one does not speak of what is asked', async () => {
    const { outcome, citations } = await ask(['차상위인데 병원비 지원되나요']);
    expect([outcome, citations[0]?.documentId]).toEqual(['answered', 'national-near-poverty-copay']);
  });

  it('who may apply is told before where to apply', async () => {
    const { citations } = await ask(['전세임대 누가 신청할 수 있나요']);
    expect(citations[0]?.section).toBe('지원 대상');
  });

  it('a list for a mother past seventy holds the basic pension', async () => {
    const { citations } = await ask(['칠십 넘은 어머니 받을 수 있는 거 다 알려 주세요']);
    expect(citations.map(({ documentId }) => documentId)).toContain('national-basic-pension');
  });

  it('a list for a mother past seventy holds nothing for girls', async () => {
    const { citations } = await ask(['칠십 넘은 어머니 받을 수 있는 거 다 알려 주세요']);
    expect(citations.map(({ documentId }) => documentId)).not.toContain('national-sanitary-pad-voucher');
  });

  it('a person of no known place is told the national programme before that of a city', async () => {
    const { citations } = await ask(['산모신생아 건강관리 언제까지 신청해야 하나요']);
    expect(citations[0]?.region).toBe('전국');
  });
});
