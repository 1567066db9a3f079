/** An answer as events over a real line: in order, once, and picked up where the line broke. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStreams, type StreamEvent } from '../../../adapters/web/streams.js';
import type { AnswerWatch } from '../../../src/core/ports.js';
import { type Answer, answerSchema } from '../../../src/core/types.js';
import { startWeb, type WebFixture, webOverShipped } from '../../fixtures/web.js';

let fixture: WebFixture;
let web: Awaited<ReturnType<typeof startWeb>>;
beforeAll(async () => {
  fixture = await webOverShipped();
  web = await startWeb(fixture.options);
});
afterAll(async () => {
  await web.stop();
  fixture.close();
});

const conversationId = 'web:a-conversation-of-streams';
async function eventsOf(lastEventId?: string) {
  const response = await fetch(`${web.url}/v1/answers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
    body: JSON.stringify({ question: '기초연금이 뭐예요?', conversationId }),
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  return (await response.text()).split('\n\n').flatMap((block) => {
    const match = /^id: (.+)\nevent: (.+)\ndata: (.+)$/.exec(block);
    return match ? [{ id: match[1] ?? '', name: match[2] ?? '', data: JSON.parse(match[3] ?? '') }] : [];
  });
}

it('sends stages, statements and at last the answer that holds them', async () => {
  const events = await eventsOf();
  const answer = answerSchema.parse(events.at(-1)?.data);
  expect(events.at(-1)?.name).toBe('answer');
  expect(events.filter(({ name }) => name === 'stage').map(({ data }) => data.name)).toContain('verify');
  const told = events.filter(({ name }) => name === 'statement').map(({ data }) => data.statement.text);
  expect(answer.statements.map(({ text }) => text)).toEqual(expect.arrayContaining(told));
});

it('gives the rest of the same answer to whoever names the last event seen', async () => {
  const events = await eventsOf();
  const asked = fixture.answers.feedback.length;
  const rest = await eventsOf(events[1]?.id);
  expect(rest).toEqual(events.slice(2));
  expect(fixture.answers.feedback.length).toBe(asked);
});

it('asks anew where the server no longer knows the stream', async () => {
  const events = await eventsOf('00000000-0000-4000-8000-000000000000:3');
  expect(events[0]?.id.endsWith(':1')).toBe(true);
  expect(events.at(-1)?.name).toBe('answer');
});

it('does not give a stream to another conversation', () => {
  const streams = createStreams({ keptMs: 1_000, abandonedMs: 1_000, streamsMax: 10 });
  const streamId = streams.begin('web:one', () => new Promise<Answer>(() => undefined));
  const follower = { send: () => undefined, end: () => undefined };
  expect(streams.follow(streamId, 'web:other', 0, follower)).toBe(false);
  expect(streams.follow(streamId, 'web:one', 0, follower)).toBe(true);
});

it('tells of a fault as an event and of an abandoned answer by its signal', async () => {
  const streams = createStreams({ keptMs: 1_000, abandonedMs: 0, streamsMax: 10 });
  const seen: StreamEvent[] = [];
  await new Promise<void>((end) => {
    const failing = streams.begin('web:one', () => Promise.reject(new Error('inner words')));
    streams.follow(failing, 'web:one', 0, { send: (event) => seen.push(event), end });
  });
  expect(seen).toMatchObject([{ name: 'error', data: { status: 500 } }]);
  expect(JSON.stringify(seen)).not.toContain('inner words');

  const watches: AnswerWatch[] = [];
  const left = streams.begin('web:one', (watch) => {
    watches.push(watch);
    return new Promise<Answer>(() => undefined);
  });
  const follower = { send: () => undefined, end: () => undefined };
  streams.follow(left, 'web:one', 0, follower);
  streams.leave(left, follower);
  await expect.poll(() => watches[0]?.signal?.aborted).toBe(true);
});
