/** `bokji search`: retrieval alone. Hits are passages, or with `--by-document` the best one of each document. */
import type { Config } from '../config.js';
import type { Audience } from '../knowledge/schema.js';
import type { Feature } from '../retrieval/features.js';
import type { Candidate } from '../retrieval/retrieve.js';
import { understand } from '../understanding/understand.js';
import { audienceOf, type Flags, limitOf, UsageError } from './arguments.js';
import { regionFor } from './ask.js';
import { type Explanation, explanationLines, explanationOf } from './explain.js';
import { openAssistant } from './index-access.js';
import { readLines, searchLine } from './jsonl.js';
import { bold, dim, print } from './output.js';

type OpenAssistant = Awaited<ReturnType<typeof openAssistant>>;

interface Hit {
  readonly documentId: string;
  readonly passageId: string;
  readonly score: number;
  readonly title: string;
  readonly section: string;
  readonly parts?: Candidate['trace']['parts'];
}

interface SearchOptions {
  readonly limit: number;
  readonly region: string | undefined;
  readonly audience: Audience;
  readonly byDocument: boolean;
  readonly explain: boolean;
}

export async function search(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const query = words.join(' ');
  if (flags.batch === undefined && query.trim() === '')
    throw new UsageError('찾을 말을 적어 주세요.\n  → 예: bokji search "기초연금"');
  const limit = limitOf(flags.limit);
  const audience = audienceOf(flags.audience);
  const assistant = await openAssistant(config, flags);
  const options: SearchOptions = {
    limit,
    audience,
    region: regionFor(config, flags, assistant),
    byDocument: flags['by-document'] === true,
    explain: flags.explain === true,
  };
  if (flags.batch !== undefined) {
    for await (const line of readLines(flags.batch, searchLine)) {
      const { hits, explanation } = await find(assistant, line.query, options);
      await print(JSON.stringify({ id: line.id, hits, ...(explanation ? { explanation } : {}) }));
    }
    return 0;
  }
  const { hits, explanation } = await find(assistant, query, options);
  if (flags.json) await print(JSON.stringify({ query, hits, ...(explanation ? { explanation } : {}) }));
  if (flags.json) return 0;
  if (explanation) for (const line of explanationLines(explanation)) await print(line);
  if (hits.length === 0) await print('찾은 것이 없습니다.');
  else for (const [rank, hit] of hits.entries()) await print(renderHit(hit, rank + 1));
  return 0;
}

async function find(
  { retriever, tools, index }: OpenAssistant,
  query: string,
  options: SearchOptions,
): Promise<{ readonly hits: readonly Hit[]; readonly explanation?: Explanation }> {
  const understanding = understand(query, [], options.region, tools);
  const retrieval = await retriever.retrieve(understanding, options.audience);
  const hits = retrieval.candidates
    .flatMap((candidate) => hitsOf(candidate, options))
    .sort((a, b) => b.score - a.score || a.passageId.localeCompare(b.passageId))
    .slice(0, options.limit);
  if (!options.explain) return { hits };
  const spaced = tools.space?.(understanding.query) ?? understanding.query;
  return { hits, explanation: explanationOf(understanding, retrieval, index.cards, spaced) };
}

function hitsOf({ document, score, trace }: Candidate, { byDocument, explain }: SearchOptions): Hit[] {
  const { passages } = trace;
  const best = passages[0]?.score ?? 0;
  const [first] = document.sections;
  const own = passages.map(({ passage, score: own }) => ({
    slug: passage.slug,
    heading: passage.heading,
    share: best === 0 ? 1 : own / best,
  }));
  const rows = own.length > 0 ? own : first ? [{ slug: first.slug, heading: first.heading, share: 1 }] : [];
  return (byDocument ? rows.slice(0, 1) : rows.slice(0, 3)).map(({ slug, heading, share }) => ({
    documentId: document.id,
    passageId: `${document.id}#${slug}`,
    score: Math.round(score * share * 1e6) / 1e6,
    title: document.title,
    section: heading,
    ...(explain ? { parts: trace.parts } : {}),
  }));
}

/** What each feature adds to the logarithm of the odds, named for the person who asks why. */
const PART_NAMES: Readonly<Record<Feature, string>> = {
  card: '문서 낱말',
  asked: '물음 낱말',
  passage: '문단 낱말',
  dense: '뜻 벡터',
  titleNamed: '이름',
  aliasNamed: '다른 이름',
  nameInTitle: '이름 일부',
  refused: '말고',
  localHere: '우리 지역',
  localSaid: '말한 지역',
  cityAsked: '시에서 주는 것을 물음',
  localUnasked: '묻지 않은 지역',
  targetGroup: '대상',
  lifeStage: '생애주기',
  theme: '주제',
  listGroup: '목록 대상',
  listStage: '목록 생애주기',
  listTheme: '목록 주제',
  listStageOnly: '목록 생애주기 전용',
  glossaryTheme: '말뜻 주제',
  glossaryStage: '말뜻 생애주기',
  ageInside: '나이 맞음',
  ageOutside: '나이 벗어남',
  notRunning: '시행 아님',
  press: '보도 자료',
  notice: '공지',
  unanswered: '답 없는 물음',
  carriedMain: '앞 대화',
  carriedWeakly: '앞 대화(약함)',
  carriedOther: '앞 대화의 다른 제도',
};

function renderHit({ title, section, passageId, score, parts }: Hit, rank: number): string {
  const head = `${String(rank).padStart(2)}. ${bold(title)} – ${section}  ${dim(`${score.toFixed(3)}  ${passageId}`)}`;
  if (!parts) return head;
  const shares = Object.entries(parts)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([part, value]) => `${PART_NAMES[part as Feature]} ${value > 0 ? '+' : ''}${value.toFixed(2)}`);
  return `${head}\n    ${dim(shares.join('  '))}`;
}
