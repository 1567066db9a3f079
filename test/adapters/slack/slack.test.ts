/** Slack as a channel, with the real SDK against Slack on loopback. */
import { expect, it } from 'vitest';
import { sendSigned } from '../../fakes/slack.js';
import { slackChannel, until } from '../../fakes/slack-channel.js';
import { answerWith, citationWith } from '../../fixtures/answers.js';
import {
  command,
  directMessage,
  homeOpened,
  mention,
  messageShortcut,
  press,
  stampOf,
  submission,
} from '../../fixtures/slack/payloads.js';

const answer = () => answerWith({ citations: [citationWith(1)] });
const bodyOf = (value: unknown) => JSON.stringify(value);

it('answers a mention in its thread, with what people said there before and without pinging anyone', async () => {
  const { fake, port, questions } = await slackChannel({ answer });
  fake.threads.set(`CPUBLIC:${stampOf(0)}`, [
    { ts: stampOf(0), user: 'UCITIZEN', text: '어머니가 기초연금을 받으세요' },
    { ts: stampOf(0), user: 'UBOT', bot_id: 'BBOT', text: '제가 한 말입니다' },
  ]);
  await sendSigned(port, mention('신청은 어디서 해요?', { thread_ts: stampOf(0) }));
  await until(() => fake.callsOf('chat.postMessage').length === 1);
  const [posted] = fake.callsOf('chat.postMessage');
  expect(posted?.args).toMatchObject({ channel: 'CPUBLIC', thread_ts: stampOf(0), unfurl_links: 'false' });
  expect(bodyOf(posted?.args.blocks)).toContain('이웃 돌봄 안내서 1');
  expect(questions).toMatchObject([
    {
      text: '신청은 어디서 해요?',
      audience: 'public',
      history: [{ question: '어머니가 기초연금을 받으세요', topics: [] }],
    },
  ]);
});

it('streams an answer to a direct message, after a status, as it passes verification', async () => {
  const two = answerWith({ citations: [citationWith(1), citationWith(2)] });
  const { fake } = await slackChannel({
    socketMode: true,
    answer: () => two,
    watched: async (watch, { statements }) => {
      for (const statement of statements) {
        watch.onStatement?.(statement);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    },
  });
  await fake.deliver(directMessage('이웃 돌봄 수당은요?'));
  await until(() => fake.callsOf('chat.stopStream').length === 1);
  expect(fake.callsOf('assistant.threads.setStatus')).toHaveLength(1);
  const streamed = bodyOf([...fake.callsOf('chat.startStream'), ...fake.callsOf('chat.appendStream')]);
  for (const { text } of two.statements) expect(streamed).toContain(text);
  expect(fake.callsOf('chat.startStream')[0]?.args).toMatchObject({
    recipient_user_id: 'UMEMBER',
    recipient_team_id: 'T1',
  });
  expect(bodyOf(fake.callsOf('chat.stopStream')[0]?.args.blocks)).toContain('https://www.example.org/care/2');
  expect(fake.callsOf('chat.postMessage')).toHaveLength(0);
});

it('answers with an ordinary message where the workspace has no agent features', async () => {
  const { fake, port } = await slackChannel({ answer });
  fake.failures.set('chat.startStream', 'feature_not_enabled');
  fake.failures.set('assistant.threads.setStatus', 'missing_scope');
  await sendSigned(port, directMessage('기초연금?'));
  await sendSigned(port, directMessage('서류는요?'));
  await until(() => fake.callsOf('chat.postMessage').length === 2);
  expect(fake.callsOf('chat.startStream')).toHaveLength(1);
  expect(bodyOf(fake.callsOf('chat.postMessage')[0]?.args.blocks)).toContain('월 1만원을 지급합니다');
});

it('answers /복지 privately, restates the question, and shares in the channel when told to', async () => {
  const made = answer();
  const { fake, port } = await slackChannel({ answer: () => made });
  const reply = await sendSigned(port, command('기초연금은요 <!channel>?', fake.responseUrl), { form: true });
  expect(JSON.parse(reply.text)).toMatchObject({ response_type: 'ephemeral' });
  await until(() => fake.responses.length === 1);
  expect(fake.responses[0]).toMatchObject({ response_type: 'ephemeral' });
  expect(bodyOf(fake.responses[0])).toContain('질문: 기초연금은요');
  expect(bodyOf(fake.responses[0])).toContain('채널에 공유');
  await sendSigned(port, press('share_answer', `public:${made.id}`, fake.responseUrl), { form: true });
  await until(() => fake.responses.length === 2);
  expect(fake.responses[1]).toMatchObject({ response_type: 'in_channel' });
  expect(bodyOf(fake.responses[1])).not.toContain('채널에 공유');
});

it('tells how to use /복지 where no question was written', async () => {
  const { fake, port, questions } = await slackChannel({ answer });
  const reply = await sendSigned(port, command('', fake.responseUrl), { form: true });
  expect(reply.text).toContain('무엇이 궁금하신지');
  expect(questions).toHaveLength(0);
});

it('drafts a reply to a message from public knowledge only, and sends nothing', async () => {
  const { fake, questions } = await slackChannel({ socketMode: true, answer });
  await fake.deliver(messageShortcut('기초연금 신청하고 싶어요'), 'interactive');
  await until(() => fake.callsOf('views.update').length === 1);
  expect(bodyOf(fake.callsOf('views.update')[0]?.args.view)).toContain('안녕하세요. 문의하신 내용을 안내해 드립니다.');
  expect(questions).toMatchObject([{ text: '기초연금 신청하고 싶어요', audience: 'public' }]);
  expect(fake.callsOf('chat.postMessage')).toHaveLength(0);
});

it('opens quotations, keeps feedback with its reason and a masked comment', async () => {
  const made = answer();
  const { fake, port, feedback, desk } = await slackChannel({ answer: () => made });
  await desk.ask({ conversationId: 'slack:T1:C', text: '질문', audience: 'public' });
  await sendSigned(port, press('show_quotes', `public:${made.id}`, fake.responseUrl), { form: true });
  await sendSigned(port, press('rate_helpful', `public:${made.id}`, fake.responseUrl), { form: true });
  await sendSigned(port, press('rate_not_helpful', `public:${made.id}`, fake.responseUrl), { form: true });
  await until(() => fake.callsOf('views.open').length === 2 && fake.responses.length === 1);
  expect(bodyOf(fake.callsOf('views.open')[0]?.args.view)).toContain(made.citations[0]?.quote);
  const values = {
    reason: { reason: { type: 'radio_buttons', selected_option: { value: 'outdated' } } },
    comment: { comment: { type: 'plain_text_input', value: '제 번호는 010-1234-5678입니다' } },
  };
  const view = submission('rate_reason', made.id, values);
  await sendSigned(port, { payload: bodyOf(view) } as never, { form: true });
  await until(() => feedback.length === 2);
  expect(feedback).toMatchObject([{ helpful: true }, { helpful: false, reason: 'outdated' }]);
  expect(bodyOf(feedback)).not.toContain('1234');
});

it('calls a person in the duty channel without repeating the answer, and notes who resolved it', async () => {
  const made = answer();
  const { fake, port } = await slackChannel({ answer: () => made });
  await sendSigned(port, press('human_help', `staff:${made.id}`, fake.responseUrl), { form: true });
  await until(() => fake.callsOf('views.open').length === 1);
  const view = fake.callsOf('views.open')[0]?.args.view as { private_metadata: string };
  const sent = submission('human_request', view.private_metadata, {
    note: { note: { value: '<!channel> 확인 부탁드립니다' } },
  });
  await sendSigned(port, { payload: bodyOf(sent) } as never, { form: true });
  await until(() => fake.callsOf('chat.postMessage').length === 2);
  const [posted] = fake.callsOf('chat.postMessage');
  expect(posted?.args.channel).toBe('CDUTY');
  expect(posted?.args.text).toContain('<@UMEMBER>님이');
  expect(posted?.args.text).not.toContain('<!channel>');
  expect(bodyOf(posted?.args)).not.toContain('만원');
  await sendSigned(port, press('resolve_help', 'resolve', fake.responseUrl), { form: true });
  await until(() => fake.callsOf('chat.update').length === 1);
  expect(fake.callsOf('chat.update')[0]?.args.text).toContain('해결했습니다');
});

it('shows the index and what changed on the Home, and suggests questions beside messages', async () => {
  const { fake, port } = await slackChannel({ answer });
  await sendSigned(port, homeOpened('home'));
  await sendSigned(port, homeOpened('messages'));
  await until(
    () =>
      fake.callsOf('views.publish').length === 1 && fake.callsOf('assistant.threads.setSuggestedPrompts').length === 1,
  );
  expect(bodyOf(fake.callsOf('views.publish'))).toContain('20261124-abc');
  expect(bodyOf(fake.callsOf('views.publish'))).toContain('마을버스 요금 지원');
  expect(fake.callsOf('assistant.threads.setSuggestedPrompts')[0]?.args.prompts).toHaveLength(4);
});

it('asks a choice as the next words of the same conversation', async () => {
  const { fake, port, questions } = await slackChannel({ answer });
  await sendSigned(port, mention('도와주세요', { ts: stampOf(0) }));
  await until(() => fake.callsOf('chat.postMessage').length === 1);
  await sendSigned(port, press('ask_0', '생활비가 부족해요', fake.responseUrl), { form: true });
  await until(() => fake.callsOf('chat.postMessage').length === 2);
  expect(questions[1]).toMatchObject({ text: '생활비가 부족해요', history: [{ question: '도와주세요' }] });
});

it('ignores bots, edits, its own words and what nobody addressed to it', async () => {
  const { fake, port, questions } = await slackChannel({ answer });
  await sendSigned(port, directMessage('봇', { bot_id: 'B2' }));
  await sendSigned(port, directMessage('고침', { subtype: 'message_changed' }));
  await sendSigned(port, directMessage('나', { user: 'UBOT' }));
  await sendSigned(port, directMessage('채널 글', { channel: 'CPUBLIC', channel_type: 'channel' }));
  await sendSigned(port, mention('끝'));
  await until(() => fake.callsOf('chat.postMessage').length === 1);
  expect(questions.map(({ text }) => text)).toEqual(['끝']);
});

it('tells the person when an answer cannot be delivered, and logs why without their words', async () => {
  const { fake, port, logged } = await slackChannel({ answer });
  fake.failures.set('chat.postMessage', 'channel_is_archived');
  await sendSigned(port, mention('비밀스러운 질문'));
  await until(() => fake.callsOf('chat.postMessage').length === 2);
  expect(fake.callsOf('chat.postMessage')[1]?.args.text).toContain('답을 보내지 못했습니다');
  await until(() => logged.some((line) => line.includes('channel_is_archived')));
  expect(logged.join('')).not.toContain('비밀스러운');
});
