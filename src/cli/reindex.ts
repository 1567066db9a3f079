/**
 * Re-index: knowledge folder → plan → a version built beside the live one → its answers compared → switched. Each way
 * it may end has a name; only `switched` changes what is answered. A version that the gate stops, or that is only to be
 * looked at, stays as the one candidate until `bokji switch` takes it or the next one is built.
 */
import type { ModelTools } from '../answering/model/call.js';
import type { Folders } from '../compose/folders.js';
import { buildScanned, lockIndex, type Scanned, scanKnowledge } from '../compose/indexing.js';
import { modelTools } from '../compose/models.js';
import { type Config, ConfigError } from '../config.js';
import type { Threshold } from '../evaluation/measure.js';
import { settle } from '../indexing/build.js';
import { removeUnusedConversions } from '../indexing/conversions.js';
import { noteShared } from '../indexing/earlier.js';
import { writingTo } from '../indexing/files.js';
import type { Manifest } from '../indexing/manifest.js';
import { isUnchanged, type Plan, planOf, removedShare } from '../indexing/plan.js';
import { removeCandidates, removeOldVersions } from '../indexing/retention.js';
import { switchTo } from '../indexing/store.js';
import { removeCounts } from '../indexing/word-counts.js';
import type { Review } from '../review/review.js';
import { mostAskedIn } from './most-asked.js';
import { createProgress } from './output.js';
import type { ReviewInput } from './review.js';
import { questionsFor } from './review-questions.js';
import { sharedIndexOf } from './shared-index.js';

export interface ReindexChoices {
  readonly planOnly: boolean;
  readonly allowFaults: boolean;
  /** Large removals are meant. */
  readonly yes: boolean;
  /** Questions for documents that have none are asked of the language model. */
  readonly propose: boolean;
  /** Build and compare, and leave the switch to `bokji switch`. */
  readonly hold: boolean;
  /** Nothing is taken for untouched: every file is read and hashed. */
  readonly verify: boolean;
  /** What the golden questions must reach. */
  readonly thresholds: readonly Threshold[];
}

interface Read {
  readonly scanned: Scanned;
  readonly plan: Plan;
}

export type Reindexed =
  | (Read & { readonly end: 'faulty' | 'empty' | 'planned' })
  | (Read & { readonly end: 'large-removal'; readonly share: number })
  | (Read & { readonly end: 'unchanged'; readonly manifest: Manifest })
  | (Read & Reviewed & { readonly end: 'stopped' | 'held' })
  | (Read & Reviewed & { readonly end: 'switched'; readonly removed: readonly string[] });

interface Reviewed {
  readonly manifest: Manifest;
  /** Undefined where there was nothing to ask. */
  readonly review: Review | undefined;
  readonly reports: readonly string[];
}

/** From this share of the live documents on, removing them must be said to be meant. */
const LARGE_REMOVAL_SHARE = 0.2;

export async function reindex(folders: Folders, config: Config, choices: ReindexChoices): Promise<Reindexed> {
  // A plan changes nothing, so it may be made while another program writes.
  if (choices.planOnly) return consider(folders, choices);
  const lock = await lockIndex(folders);
  try {
    const proposer = choices.propose ? proposerOf(config) : undefined;
    return await writingTo(folders.data, async () => {
      // What other servers answer by is what this one builds beside.
      const shared = await sharedIndexOf(config);
      await shared?.pullLive(folders);
      const considered = await consider(folders, choices, proposer);
      if (considered.end === 'unchanged') await shared?.publish(folders, considered.manifest);
      const result = considered.end === 'planned' ? await build(folders, config, choices, considered) : considered;
      await considered.scanned.seen.save();
      return result;
    });
  } finally {
    await lock.release();
  }
}

async function consider(
  folders: Folders,
  { planOnly, allowFaults, yes, verify }: ReindexChoices,
  proposer?: ModelTools,
): Promise<Reindexed> {
  const scanned = await scanKnowledge(folders, { onProgress: createProgress(), proposer, verify });
  const { earlier } = scanned;
  const plan = planOf(scanned, earlier);
  const read = { scanned, plan };
  if (scanned.faults.length > 0 && !allowFaults) return { ...read, end: 'faulty' };
  if (scanned.sources.every(({ documents }) => documents.length === 0)) return { ...read, end: 'empty' };
  if (planOnly) return { ...read, end: 'planned' };
  if (earlier && isUnchanged(plan)) return { ...read, end: 'unchanged', manifest: earlier.manifest };
  const share = removedShare(plan);
  if (share > LARGE_REMOVAL_SHARE && !yes) return { ...read, end: 'large-removal', share };
  return { ...read, end: 'planned' };
}

async function build(
  folders: Folders,
  config: Config,
  { hold, thresholds }: ReindexChoices,
  { scanned, plan }: Read,
): Promise<Reindexed> {
  const now = config.now ?? new Date();
  const onProgress = createProgress();
  // Read before the work: a fault in them should not be told after it.
  const questions = await questionsFor(folders, async () => (scanned.earlier ? mostAskedIn(config, folders) : []));
  const built = await buildScanned(folders, scanned, now, onProgress);
  const { manifest } = built;
  const isReviewed = scanned.earlier !== undefined || thresholds.length > 0;
  const made =
    isReviewed && questions.length > 0
      ? await reviewed({ folders, config, scanned, plan, built, questions, thresholds, onProgress })
      : undefined;
  const reports = made?.reports ?? [];
  const end = made && made.review.broken.length > 0 ? 'stopped' : hold ? 'held' : 'switched';
  await settle(folders.data, built, end === 'switched' ? 'versions' : 'candidates');
  const result = { scanned, plan, manifest, review: made?.review, reports };
  await removeCandidates(folders.data, manifest.version);
  const live = end === 'switched' ? undefined : scanned.earlier?.manifest;
  await removeCounts(folders.data, live ? [manifest.version, live.version] : [manifest.version]);
  if (live) noteShared(folders.data, live, scanned.seen);
  if (end !== 'switched') return { ...result, end };
  // Before the own switch: where the database cannot be reached, everyone keeps the version they have.
  await (await sharedIndexOf(config))?.publish(folders, manifest);
  await switchTo(folders.data, manifest.version, 'index', now);
  const removed = await removeOldVersions(folders.data, config.versionsKept);
  noteShared(folders.data, manifest, scanned.seen);
  await removeUnusedConversions(folders.data);
  return { ...result, end, removed };
}

/** What answers is loaded only where questions are asked: most runs of a watched folder find nothing to do. */
async function reviewed(input: ReviewInput): Promise<{ readonly review: Review; readonly reports: readonly string[] }> {
  const { keepReport, review } = await import('./review.js');
  const made = await review(input);
  return { review: made, reports: await keepReport(input.folders.data, made) };
}

function proposerOf(config: Config): ModelTools {
  const tools = modelTools(config);
  if (!tools)
    throw new ConfigError(
      '질문을 제안할 언어 모델이 설정되지 않았습니다.\n  → BOKJI_LLM_BASE_URL과 BOKJI_LLM_MODEL을 .env 파일이나 환경 변수에 적으세요.',
    );
  return tools;
}
