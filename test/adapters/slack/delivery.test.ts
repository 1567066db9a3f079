/** Slack's deliveries: taken on once, acknowledged at once, in order, and only when they are Slack's. */
import { expect, it } from 'vitest';
import { refusalOf } from '../../../adapters/slack/receiver.js';
import { sendSigned } from '../../fakes/slack.js';
import { openSlackChannel, slackChannel, until } from '../../fakes/slack-channel.js';
import { answerWith } from '../../fixtures/answers.js';
import { directMessage, mention } from '../../fixtures/slack/payloads.js';

const answer = () => answerWith();
const now = () => Math.floor(Date.now() / 1000);

it('acknowledges before it answers, and answers an event delivered four times once, with or without a retry header', async () => {
  const { fake, port, questions } = await slackChannel({ answer, delayMs: 300 });
  const event = mention('한 번만');
  const replies = await Promise.all(
    [0, 1, 2, 3].map((row) =>
      sendSigned(port, event, { headers: row > 1 ? { 'x-slack-retry-num': String(row) } : {} }),
    ),
  );
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(fake.callsOf('chat.postMessage')).toHaveLength(0);
  await until(() => fake.callsOf('chat.postMessage').length === 1);
  expect(questions).toHaveLength(1);
});

it('answers a first delivery that carries a retry header: the header alone proves nothing', async () => {
  const { fake, port } = await slackChannel({ answer });
  await sendSigned(port, mention('처음 받은 재전송'), {
    headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
  });
  await until(() => fake.callsOf('chat.postMessage').length === 1);
});

it('delivers one person’s overlapping messages in the order they were sent', async () => {
  const { fake, port, questions } = await slackChannel({
    answer: (_question, row) => answerWith({ text: `${row}번째 답입니다.` }),
    slack: {},
    delayMs: 30,
  });
  fake.failures.set('chat.startStream', 'feature_not_enabled');
  for (let row = 0; row < 6; row += 1) await sendSigned(port, directMessage(`질문 ${row}`));
  await until(() => fake.callsOf('chat.postMessage').length === 6);
  expect(questions.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4, 5].map((row) => `질문 ${row}`));
  const delivered = fake
    .callsOf('chat.postMessage')
    .map(({ args }) => /(\d)번째/.exec(JSON.stringify(args.blocks))?.[1]);
  expect(delivered).toEqual(['0', '1', '2', '3', '4', '5']);
});

it('waits out a rate limit', async () => {
  const { fake, port } = await slackChannel({ answer });
  fake.limited.set('chat.postMessage', 1);
  await sendSigned(port, mention('기다려요'));
  await until(() => fake.callsOf('chat.postMessage').length === 1);
});

it('comes back after Socket Mode is cut', async () => {
  const { fake } = await slackChannel({ answer, socketMode: true });
  for (let cut = 0; cut < 2; cut += 1) {
    fake.cutSockets();
    await until(() => fake.connected() === 0);
    await until(() => fake.connected() > 0);
    await fake.deliver(mention(`다시 ${cut}`));
    await until(() => fake.callsOf('chat.postMessage').length === cut + 1);
  }
});

it.each([
  ['another secret', () => ({ secret: 'forged' })],
  ['six minutes ago', () => ({ timestampSeconds: now() - 360 })],
  ['six minutes ahead', () => ({ timestampSeconds: now() + 360 })],
])('refuses a request signed with or at: %s', async (_name, options) => {
  const { port, questions } = await slackChannel({ answer });
  expect((await sendSigned(port, mention('가짜'), options())).status).toBe(401);
  expect((await sendSigned(port, mention('진짜'))).status).toBe(200);
  await until(() => questions.length === 1);
  expect(questions.map(({ text }) => text)).toEqual(['진짜']);
});

it('refuses what lacks a time or a signature, or was changed on the way', () => {
  const time = new Date(1_764_000_000_000);
  const signed = { timestamp: '1764000000', signature: 'v0=0', body: '{}' };
  expect(refusalOf({ ...signed, timestamp: undefined }, 's', time)).toBe('no-timestamp');
  expect(refusalOf({ ...signed, timestamp: 'NaN' }, 's', time)).toBe('no-timestamp');
  expect(refusalOf({ ...signed, signature: undefined }, 's', time)).toBe('bad-signature');
  expect(refusalOf(signed, 's', time)).toBe('bad-signature');
});

it('takes a signed request that is replayed within its five minutes on only once', async () => {
  const { port, fake, questions } = await slackChannel({ answer });
  const event = directMessage('다시 보내기');
  const timestampSeconds = now() - 200;
  await sendSigned(port, event, { timestampSeconds });
  await sendSigned(port, event, { timestampSeconds });
  await until(() => fake.callsOf('chat.stopStream').length === 1);
  expect(questions).toHaveLength(1);
});

it('does not start without an app token or a signing secret: an empty secret would let anyone sign', async () => {
  await expect(openSlackChannel({ answer, slack: { signingSecret: '' } })).rejects.toThrow(
    /BOKJI_SLACK_SIGNING_SECRET/,
  );
});
