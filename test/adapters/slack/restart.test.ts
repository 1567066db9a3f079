/** What a process left behind when it ended is answered by the next one, once. */
import { expect, it } from 'vitest';
import { sendSigned } from '../../fakes/slack.js';
import { openSlackChannel, slackChannel, until } from '../../fakes/slack-channel.js';
import { answerWith } from '../../fixtures/answers.js';
import { endingAfter, storeOfProcesses } from '../../fixtures/ending.js';
import { directMessage, mention } from '../../fixtures/slack/payloads.js';

const answer = () => answerWith({ text: '한 번만 드리는 답입니다.' });
type Event = ReturnType<typeof mention>;

/** A process that ends after `last`, and the next one, which is told of the event again. */
async function acrossAnEnd(event: Event, last: 'take' | 'ready' | 'sent') {
  const next = await storeOfProcesses();
  const deliveries = endingAfter((await next()).deliveries, last);
  const first = await openSlackChannel({ answer, deliveries });
  const delivered = sendSigned(first.port, event).catch(() => undefined);
  await deliveries.ended;
  void first.channel.stop();
  const second = await slackChannel({ answer, deliveries: (await next()).deliveries, fake: first.fake });
  await sendSigned(second.port, event);
  void delivered;
  return second;
}

const saidIn = ({ fake }: { fake: { callsOf(method: string): readonly unknown[] } }) =>
  fake.callsOf('chat.postMessage').length + fake.callsOf('chat.stopStream').length;

it.each(['take', 'ready', 'sent'] as const)(
  'answers a mention once where the process ended after: %s',
  async (last) => {
    const second = await acrossAnEnd(mention('기초연금'), last);
    await until(() => saidIn(second) === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(saidIn(second)).toBe(1);
  },
);

it('gives a direct message its answer as a message where the process ended before the stream did', async () => {
  const second = await acrossAnEnd(directMessage('기초연금'), 'ready');
  await until(() => second.fake.callsOf('chat.postMessage').length === 1);
  expect(saidIn(second)).toBe(1);
});

it('does not repeat a streamed answer that had reached its end', async () => {
  const next = await storeOfProcesses();
  const deliveries = endingAfter((await next()).deliveries, 'finish');
  // Its end is not written down: the process is gone just before.
  const unfinished = { ...deliveries, finish: (id: string) => deliveries.finish(`not:${id}`) };
  const first = await openSlackChannel({ answer, deliveries: unfinished });
  await sendSigned(first.port, directMessage('기초연금'));
  await deliveries.ended;
  void first.channel.stop();
  const second = await slackChannel({ answer, deliveries: (await next()).deliveries, fake: first.fake });
  await until(() => second.fake.callsOf('conversations.replies').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([second.fake.callsOf('chat.stopStream').length, second.fake.callsOf('chat.postMessage').length]).toEqual([
    1, 0,
  ]);
});

it('acknowledges no message before it is written down', async () => {
  const next = await storeOfProcesses();
  const { deliveries } = await next();
  let written = false;
  const slow = {
    ...deliveries,
    async take(taken: Parameters<typeof deliveries.take>[0]) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const won = await deliveries.take(taken);
      written = true;
      return won;
    },
  };
  const { port } = await slackChannel({ answer, deliveries: slow });
  await sendSigned(port, mention('기초연금'));
  expect(written).toBe(true);
});
