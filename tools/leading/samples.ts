/**
 * Samples for the weights of the first sentence: every question of the open voices with the claims of the record that
 * answers it, their signs, and which of them may come first.
 *
 * - right by hand: `first-sentences.tsv` names the claims that a caseworker would say first;
 * - right by section: for the rest, any claim of a section that can carry the aspect the writer had in mind.
 *
 * Each voice is heard by a table that was trained on the others, as a new person would be.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CARRIED } from '../../src/answering/carries.js';
import type { ScoredClaim } from '../../src/answering/claims.js';
import { type Sign, signsOf, wantedOf } from '../../src/answering/lead-signs.js';
import { rankedClaims } from '../../src/answering/ranked-claims.js';
import { isAdvice } from '../../src/answering/sentence-kinds.js';
import { buildIndex, loadKnowledge, openIndex, PACKAGE_FOLDER, toolsOf } from '../../src/compose.js';
import type { Aspect } from '../../src/understanding/hearing.js';
import { understand } from '../../src/understanding/understand.js';
import { hearingOf } from '../asking/learn.js';
import { CARRYING } from '../voices/carrying.js';
import { OPEN_VOICES, readVoice } from '../voices/read.js';

export interface LeadSample {
  readonly voice: string;
  readonly recordId: string;
  readonly rows: readonly (readonly Sign[])[];
  /** Indexes of the claims that may come first. */
  readonly right: readonly number[];
  readonly byHand: boolean;
}

export async function collectLeads(): Promise<LeadSample[]> {
  const data = await mkdtemp(join(tmpdir(), 'bokji-leading-'));
  const folders = { knowledge: join(PACKAGE_FOLDER, 'knowledge'), data, knowledgeNamed: false };
  await buildIndex(folders, await loadKnowledge(folders.knowledge), new Date(0));
  const { index } = await openIndex(folders);
  const byHand = await labels();
  const documents = new Map(index.documents.map((document) => [document.id, document]));
  const samples: LeadSample[] = [];
  for (const voice of OPEN_VOICES) {
    const hearing = hearingOf(OPEN_VOICES.filter((other) => other !== voice).flatMap(readVoice));
    const tools = { ...toolsOf(index), hear: hearing.hear };
    for (const { recordId, aspect, text } of readVoice(voice)) {
      const document = documents.get(recordId);
      if (!document) continue;
      const place = document.region === '전국' ? undefined : document.region;
      const understanding = understand(text, [], place, tools);
      const asked = understanding.focuses.filter((focus) => focus !== 'list');
      const claims = rankedClaims(document, asked, understanding, {
        weightOf: (term) => index.words.weightOf(term),
      });
      const wanted = wantedOf(understanding.heard, asked, text);
      const named = byHand.get(`${recordId}\t${text}`);
      const right = named
        ? claims.flatMap(({ claim }, at) => (named.has(claim.id) ? [at] : []))
        : rightBySection(claims, aspect, text);
      if (right.length === 0) continue;
      const rows = claims.map((claim) => signsOf(claim, wanted, understanding.query, document));
      samples.push({ voice, recordId, rows, right, byHand: named !== undefined });
    }
  }
  await rm(data, { recursive: true, force: true });
  return samples;
}

/** Of the sections that can carry the aspect the claims that do; all of them where none is seen to. */
function rightBySection(claims: readonly ScoredClaim[], aspect: Aspect, text: string): number[] {
  const within = claims.flatMap(({ slug, claim }, at) =>
    CARRYING[aspect].includes(slug) && !isAdvice(claim.text) ? [{ at, slug, claim }] : [],
  );
  const carries = aspect === 'what' ? undefined : CARRIED[aspect];
  const carrying = within.filter(({ claim, slug }) => carries?.(claim, slug, text) === true);
  return (carrying.length > 0 ? carrying : within).map(({ at }) => at);
}

/** Record and question → the claims that a caseworker would say first. */
async function labels(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const lines = (await readFile(new URL('./first-sentences.tsv', import.meta.url), 'utf8')).split('\n');
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const [, recordId = '', claims = '', text = ''] = line.split('\t');
        return [`${recordId}\t${text}`, new Set(claims.split(',').map((claim) => `${recordId}#${claim}`))];
      }),
  );
}
