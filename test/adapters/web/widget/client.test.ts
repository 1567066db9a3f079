/** The widget's requests over a line that breaks: the question is asked again, and answered once. */
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createClient, type Watch } from '../../../../adapters/web/widget/client.js';
import { randomId } from '../../../../adapters/web/widget/memory.js';
import { cutLineTo } from '../../../fixtures/cut-line.js';
import { startWeb, type WebFixture, webOverShipped } from '../../../fixtures/web.js';

const QUESTION = { question: '기초연금은 얼마 받나요?', conversationId: 'web:a-person-on-a-bad-line' };

let fixture: WebFixture;
let asked = 0;
beforeAll(async () => {
  fixture = await webOverShipped();
}, 60_000);
afterAll(() => fixture.close());
beforeEach(() => {
  asked = 0;
  // The browser's word on whether there is a network at all.
  vi.stubGlobal('navigator', { onLine: true });
  onTestFinished(() => void vi.unstubAllGlobals());
});

/** A server, another beside it, both over one store; every question that reaches the engine is counted. */
async function servers() {
  const { conversations } = fixture.options;
  const counted = {
    ...fixture.options,
    conversations: {
      ...conversations,
      ask: (...words: Parameters<typeof conversations.ask>) => {
        asked += 1;
        return conversations.ask(...words);
      },
    },
  };
  const web = [await startWeb(counted), await startWeb(counted)] as const;
  onTestFinished(async () => {
    for (const one of web) await one.stop();
  });
  return web;
}

function watching() {
  const heard = { statements: [] as string[], restarts: 0 };
  const watch: Watch = {
    onStage: () => undefined,
    onStatement: ({ text }) => heard.statements.push(text),
    onRestart: () => {
      heard.restarts += 1;
    },
    signal: new AbortController().signal,
  };
  return { heard, watch };
}

it.each([
  ['before a word of the answer is there', 0],
  ['after the headers', 420],
  ['in the middle of the answer', 2_500],
])('gives one answer where the line breaks %s', async (_when, lettersBeforeCut) => {
  const [web] = await servers();
  const { line, url, close } = await cutLineTo(web.url);
  onTestFinished(close);
  Object.assign(line, { cuts: 2, lettersBeforeCut });
  const answer = await createClient(url).ask(QUESTION, randomId(), watching().watch);
  expect([answer.outcome, line.cuts, asked]).toEqual(['answered', 0, 1]);
  expect(await fixture.answers.find(answer.id)).toMatchObject({ id: answer.id });
});

it('gets from another server what the first had stored when its line broke', async () => {
  const [first, other] = await servers();
  const { line, url, close } = await cutLineTo(first.url);
  onTestFinished(close);
  const key = randomId();
  line.cuts = Number.POSITIVE_INFINITY;
  vi.stubGlobal('navigator', { onLine: false });
  await expect(createClient(url).ask(QUESTION, key, watching().watch)).rejects.toMatchObject({ kind: 'offline' });
  await expect.poll(() => asked).toBe(1);
  vi.stubGlobal('navigator', { onLine: true });
  // What the button "다시 묻기" does: the same question under the same key, wherever the balancer sends it.
  const answer = await createClient(other.url).ask(QUESTION, key, watching().watch);
  expect([answer.outcome, asked]).toEqual(['answered', 1]);
});

it('asks anew under another key', async () => {
  const [web] = await servers();
  const client = createClient(web.url);
  const [one, two] = [
    await client.ask(QUESTION, randomId(), watching().watch),
    await client.ask(QUESTION, randomId(), watching().watch),
  ];
  expect([one.id === two.id, asked]).toEqual([false, 2]);
});
