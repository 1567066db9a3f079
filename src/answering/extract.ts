/**
 * Extract: retrieved documents → a draft made of their own claims. Needs no model and no network.
 *
 * Out: one programme told in at most eight lines, or a list with a line for each programme, a table of comparison, or
 * an honest "not in the sources" with what is known. Declines (`abstained`, `redirected`, `clarify`) are drafts too.
 */
import type { Candidate, Retrieval } from '../retrieval/retrieve.js';
import { isGroupName } from '../understanding/everything.js';
import type { Understanding } from '../understanding/understand.js';
import { isBesideTheMatter, onTheMatter } from './beside.js';
import { compareDraft } from './compare.js';
import type { ExtractTools } from './compose.js';
import { clarify, nearest, notFound } from './decline.js';
import type { Draft } from './draft.js';
import { inEasyWords } from './easy.js';
import { foreignRegion } from './foreign.js';
import { listDraft } from './lists.js';
import { withMatchedSections } from './long-documents.js';
import { oneProgramme } from './one-programme.js';
import { inOrder } from './order.js';
import { placeDecides, RIVAL_SHARE } from './place-decides.js';
import { tableDraft } from './table-cells.js';
import { togetherDraft } from './together.js';
import { standardsDraft } from './years.js';

export function extract(understanding: Understanding, retrieval: Retrieval, tools: ExtractTools): Draft {
  const draft = extracted(understanding, retrieval, tools);
  return understanding.easy === true ? inEasyWords(draft, tools.wording.easyWords) : draft;
}

function extracted(understanding: Understanding, retrieval: Retrieval, tools: ExtractTools): Draft {
  const candidates = inOrder(withMatchedSections(retrieval.candidates), understanding);
  const top = candidates[0];
  if (hasNoTopic(understanding)) return clarify(understanding, tools.wording);
  const compared = compareDraft(candidates, understanding, tools);
  if (compared) return compared;
  const together = togetherDraft(candidates, understanding, tools);
  if (together) return together;
  const standard = standardsDraft(top, understanding, tools);
  if (standard) return standard;
  const foreign = foreignRegion(understanding, candidates, retrieval.elsewhere, tools);
  if (foreign) return foreign;
  const cell = tableDraft(candidates, understanding, tools);
  if (cell) return cell;
  if (!top) return notFound(understanding, tools);
  if (isBesideTheMatter(top, candidates, understanding, tools.weightOf)) {
    const next = onTheMatter(top, candidates, understanding, tools.weightOf);
    return next
      ? oneProgramme(next, candidates, understanding, tools)
      : notFound(understanding, tools, nearest(candidates, understanding));
  }
  if (understanding.focuses.includes('list') && !isOneProgramme(understanding, candidates)) {
    const list = listDraft(candidates, understanding, tools);
    if (list) return list;
  }
  const place = placeDecides(candidates, understanding, tools.wording);
  if (place) return place;
  return oneProgramme(top, candidates, understanding, tools);
}

function hasNoTopic({ topicWords, named, carried, glossary, except }: Understanding): boolean {
  return topicWords.length === 0 && named.length === 0 && carried.length === 0 && glossary.length === 0 && !except;
}

function isOneProgramme({ named, chosen, ofAll }: Understanding, candidates: readonly Candidate[]): boolean {
  const [first, second] = candidates;
  if (chosen !== undefined) return true;
  // "국가유공자 혜택": what the person is was named, not what they ask for.
  const isOfGroup = named.length > 0 && named.every(({ name }) => isGroupName(name));
  // "백 살 되시면 뭐 줘요": one programme is so much nearer than the rest that it is what is meant.
  if (ofAll === true && !isOfGroup && first && second && second.odds < first.odds * MEANT_SHARE) return true;
  if (named.length === 0 || isOfGroup || !first?.isNamed) return false;
  return !second || second.odds < first.odds * RIVAL_SHARE;
}

/** Share of the best one's odds. */
const MEANT_SHARE = 0.4;
