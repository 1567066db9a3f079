/**
 * `npm run bench:documents`: forty-one hostile files, each refused or read within its limits, and twenty questions about
 * cells of merged tables in an HWPX and a PDF guide, asked of the shipped knowledge with both beside it. Prints what was
 * measured; ends with 1 where a line is missed.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocumentConverter, DOCUMENT_LIMITS } from '../adapters/documents/index.js';
import { answerSchema } from '../src/core/types.js';
import { CARE_GUIDE, CELL_QUESTIONS, HOME_GUIDE } from '../test/fixtures/documents/guide.js';
import { hostileFiles } from '../test/fixtures/documents/hostile.js';
import { hwpxOf } from '../test/fixtures/documents/hwpx.js';

const RIGHT_MIN = 18;
const MEBIBYTE = 1024 * 1024;
const TITLES = { care: CARE_GUIDE.title, home: HOME_GUIDE.title };
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const isSafe = await hostile();
const right = await cells();
say(`load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
process.exitCode = isSafe && right >= RIGHT_MIN ? 0 : 1;

async function hostile(): Promise<boolean> {
  const files = await hostileFiles();
  const converter = createDocumentConverter({ readers: 1 });
  const before = process.memoryUsage().rss;
  let [misjudged, crashes, slowestMs, peak] = [0, 0, 0, before];
  for (const { name, bytes, may } of files) {
    const start = performance.now();
    const conversion = await converter.convert({ name, bytes });
    const ms = performance.now() - start;
    slowestMs = Math.max(slowestMs, ms);
    peak = Math.max(peak, process.memoryUsage().rss);
    const end = conversion.isRead ? 'read' : conversion.refusal;
    const isJust = may === 'either' || conversion.isRead === (may === 'read');
    if (!isJust) misjudged += 1;
    if (end === 'crashed') crashes += 1;
    say(`  ${isJust ? ' ' : '!'} ${name.padEnd(28)} ${end.padEnd(12)} ${ms.toFixed(0).padStart(6)} ms`);
  }
  converter.stop();
  say(
    `hostile files: ${files.length}, otherwise than allowed ${misjudged}, crashes ${crashes}, slowest ${(slowestMs / 1000).toFixed(1)} s (limit ${DOCUMENT_LIMITS.timeoutMs / 1000} s), the program itself +${((peak - before) / MEBIBYTE).toFixed(0)} MB`,
  );
  return misjudged === 0 && crashes === 0 && slowestMs <= DOCUMENT_LIMITS.timeoutMs + 5_000;
}

async function cells(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bokji-documents-'));
  try {
    const knowledge = join(folder, 'knowledge');
    await cp('knowledge', knowledge, { recursive: true });
    await writeFile(join(knowledge, '2026_새빛_돌봄_안내.hwpx'), await hwpxOf(CARE_GUIDE));
    await cp('test/fixtures/documents/home-guide.pdf', join(knowledge, '한울_주거안심_지침.pdf'));
    const questions = join(folder, 'questions.jsonl');
    await writeFile(
      questions,
      CELL_QUESTIONS.map(({ question }, row) => JSON.stringify({ id: `${row}`, turns: [question] })).join('\n'),
    );
    const folders = ['--knowledge', knowledge, '--data', join(folder, 'data')];
    run(['index', ...folders]);
    const answers = run(['ask', '--batch', questions, ...folders])
      .trim()
      .split('\n');
    let right = 0;
    for (const [row, { question, guide, figure, page }] of CELL_QUESTIONS.entries()) {
      const { answers: [given] = [] } = JSON.parse(answers[row] ?? '{}');
      const answer = answerSchema.parse(given);
      const [lead] = answer.statements;
      const cited = answer.citations.filter(({ n }) => lead?.citations.includes(n));
      const isRight =
        lead?.text.includes(figure) === true &&
        cited.some((citation) => citation.title === TITLES[guide] && citation.page === page);
      if (isRight) right += 1;
      say(
        `  ${isRight ? ' ' : '!'} ${question} → ${lead?.text ?? answer.outcome} (${cited.map((citation) => `p. ${citation.page}`).join(', ')})`,
      );
    }
    say(`cells: ${right} of ${CELL_QUESTIONS.length} with the right figure and page (wanted ${RIGHT_MIN})`);
    return right;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(words: readonly string[]): string {
  const { stdout, status, stderr } = spawnSync(process.execPath, ['bin/bokji.mjs', ...words], {
    encoding: 'utf8',
    maxBuffer: 64 * MEBIBYTE,
  });
  if (status !== 0) throw new Error(`bokji ${words[0]} ended with ${status}: ${stderr}`);
  return stdout;
}
