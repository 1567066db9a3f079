/** Discord as a channel, with the real SDK against Discord on loopback. */
import { expect, it } from 'vitest';
import { BOT_ID, CHANNEL_ID, GUILD_ID } from '../../fakes/discord.js';
import { discordChannel } from '../../fakes/discord-channel.js';
import { until } from '../../fakes/slack-channel.js';
import { answerWith, citationWith } from '../../fixtures/answers.js';
import * as payloads from '../../fixtures/discord/payloads.js';

const answer = () => answerWith({ citations: [citationWith(1)] });
const EDIT = /PATCH \/webhooks\/\d+\/[^/]+\/messages\/@original/;
const SEND = /POST \/channels\/\d+\/messages$/;
const ACK = /\/callback$/;
const contentsOf = (calls: readonly { body: Record<string, unknown> }[]) =>
  calls.map(({ body }) => String(body.content));

it('registers its commands in Korean and English', async () => {
  const { fake } = await discordChannel({ answer });
  const [registered] = fake.callsTo(/PUT \/applications/);
  const commands = registered?.body as unknown as {
    name: string;
    name_localizations: Record<string, string>;
    options: { name: string; autocomplete?: boolean }[];
  }[];
  expect(commands.map(({ name }) => name)).toEqual(['질문', '복지설정']);
  expect(commands[0]?.name_localizations).toMatchObject({ ko: '질문', 'en-US': 'ask' });
  expect(commands[0]?.options.map(({ name }) => name)).toEqual(['내용', '지역', '나만보기']);
});

it('answers /질문 to the asker alone in a server, with the region given, and calls nobody', async () => {
  const { fake, questions } = await discordChannel({ answer });
  fake.dispatch(
    'INTERACTION_CREATE',
    payloads.question('기초연금은요? @everyone', [{ name: '지역', type: 3, value: '고양시' }]),
  );
  await until(() => fake.callsTo(EDIT).length === 1);
  expect(fake.callsTo(ACK)[0]?.body).toEqual({ type: 5, data: { flags: 64 } });
  expect(fake.callsTo(EDIT)[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(contentsOf(fake.callsTo(EDIT))[0]).toContain('이웃 돌봄 안내서 1');
  expect(contentsOf(fake.callsTo(EDIT))[0]).toContain('\\@everyone');
  expect(questions).toMatchObject([{ text: '기초연금은요? @everyone', region: '경기도 고양시', audience: 'public' }]);
});

it('says so where it does not know the region', async () => {
  const { fake, questions } = await discordChannel({ answer });
  fake.dispatch('INTERACTION_CREATE', payloads.question('기초연금', [{ name: '지역', type: 3, value: '없는시' }]));
  await until(() => fake.callsTo(EDIT).length === 1);
  expect(contentsOf(fake.callsTo(EDIT))[0]).toContain('모르는 지역');
  expect(questions).toHaveLength(0);
});

it('completes what is typed with names of programmes, the typed words first', async () => {
  const { fake } = await discordChannel({ answer });
  fake.dispatch('INTERACTION_CREATE', payloads.typing('연금'));
  await until(() => fake.callsTo(ACK).length === 1);
  const { body = {} } = { ...fake.callsTo(ACK)[0] };
  const { choices } = body.data as { choices: { name: string }[] };
  expect(choices.map(({ name }) => name)).toEqual(['연금', '기초연금', '노령연금']);
});

it('opens a thread for a mention and keeps its conversation there', async () => {
  const { fake, questions } = await discordChannel({ answer });
  const asked = payloads.mention('기초연금은 누가 받나요?');
  fake.dispatch('MESSAGE_CREATE', asked);
  await until(() => fake.callsTo(SEND).length === 1);
  expect(fake.callsTo(/\/threads$/)[0]?.body.name).toBe('기초연금은 누가 받나요?');
  expect(fake.callsTo(SEND)[0]?.path).toBe(`/channels/${asked.id}/messages`);
  const thread = {
    id: asked.id,
    type: 11,
    guild_id: GUILD_ID,
    parent_id: CHANNEL_ID,
    owner_id: BOT_ID,
    name: '질문',
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: '2026-11-24T03:00:00Z',
      locked: false,
    },
  };
  fake.dispatch('THREAD_CREATE', thread);
  fake.dispatch('MESSAGE_CREATE', payloads.mention('서류는요?', { channel_id: asked.id, type: 19 }));
  await until(() => fake.callsTo(SEND).length === 2);
  expect(fake.callsTo(/\/threads$/)).toHaveLength(1);
  expect(questions[1]).toMatchObject({ text: '서류는요?', history: [{ question: '기초연금은 누가 받나요?' }] });
});

it('answers beside the message where it may not open threads', async () => {
  const { fake } = await discordChannel({ answer });
  fake.failures.set(/\/threads$/, { status: 403, body: { code: 50_013, message: 'Missing Permissions' } });
  fake.dispatch('MESSAGE_CREATE', payloads.mention('기초연금?'));
  await until(() => fake.callsTo(SEND).length === 1);
  expect(fake.callsTo(SEND)[0]?.path).toBe(`/channels/${CHANNEL_ID}/messages`);
});

it('answers direct messages, and leaves alone bots and what nobody addressed to it', async () => {
  const { fake, questions } = await discordChannel({ answer });
  fake.dispatch('MESSAGE_CREATE', payloads.message('그냥 하는 말'));
  fake.dispatch(
    'MESSAGE_CREATE',
    payloads.mention('봇', { author: { ...payloads.ASKER, id: '600000000000000002', bot: true } }),
  );
  fake.dispatch('MESSAGE_CREATE', payloads.directMessage('쪽지로 물어요'));
  await until(() => fake.callsTo(SEND).length === 1);
  expect(questions.map(({ text }) => text)).toEqual(['쪽지로 물어요']);
});

it('shows quotations, takes feedback with a reason, asks a choice on', async () => {
  const made = answerWith({ nextActions: [{ kind: 'ask', label: '서류가 궁금해요', value: '서류는요?' }] });
  const { fake, feedback, questions } = await discordChannel({ answer: () => made });
  fake.dispatch('INTERACTION_CREATE', payloads.question('이웃 돌봄 수당'));
  await until(() => fake.callsTo(EDIT).length === 1);
  fake.dispatch('INTERACTION_CREATE', payloads.press(`quotes:${made.id}`));
  fake.dispatch('INTERACTION_CREATE', payloads.press(`helpful:${made.id}`));
  fake.dispatch('INTERACTION_CREATE', payloads.press(`not-helpful:${made.id}`));
  fake.dispatch('INTERACTION_CREATE', payloads.reason(`reason:${made.id}`, 'missing', '010-1234-5678로 연락 주세요'));
  fake.dispatch('INTERACTION_CREATE', payloads.press(`ask:${made.id}:0`));
  await until(() => fake.callsTo(EDIT).length === 5);
  expect(contentsOf(fake.callsTo(EDIT)).join('\n')).toContain('> 이웃 돌봄 수당 1은 월 1만원을 지급합니다.');
  expect(fake.callsTo(ACK).some(({ body }) => body.type === 9)).toBe(true);
  expect(feedback).toMatchObject([{ helpful: true }, { helpful: false, reason: 'missing' }]);
  expect(JSON.stringify(feedback)).not.toContain('1234');
  expect(questions[1]).toMatchObject({ text: '서류는요?', history: [{ question: '이웃 돌봄 수당' }] });
});

it('lets those who run a server decide, and nobody else', async () => {
  const { fake, questions } = await discordChannel({ answer });
  const told = async (payload: Record<string, unknown>) => {
    const before = fake.callsTo(EDIT).length;
    fake.dispatch('INTERACTION_CREATE', payload);
    await until(() => fake.callsTo(EDIT).length === before + 1);
    return contentsOf(fake.callsTo(EDIT)).at(-1) ?? '';
  };
  const value = (type: number, given: unknown) => [{ name: '값', type, value: given }];
  expect(await told(payloads.settings('나만보기', value(5, false)))).toContain('서버를 관리하는 사람만');
  expect(await told(payloads.settings('나만보기', value(5, false), payloads.asAdmin()))).toContain('아니요');
  expect(await told(payloads.settings('지역', value(3, '고양시'), payloads.asAdmin()))).toContain('경기도 고양시');
  await told(payloads.question('모두에게 보이는 질문'));
  expect(fake.callsTo(ACK).at(-1)?.body).toMatchObject({ type: 5, data: { flags: 0 } });
  expect(questions.at(-1)?.region).toBe('경기도 고양시');
  const other = { id: '399', type: 0, name: '다른 곳', permissions: '0' };
  expect(
    await told(payloads.settings('채널', value(7, '399'), payloads.asAdmin(), { channels: { 399: other } })),
  ).toContain('<#399>');
  expect(await told(payloads.question('막힌 질문'))).toContain('다른 채널에서');
  expect(questions).toHaveLength(1);
  expect(await told(payloads.settings('처음으로', [], payloads.asAdmin()))).toContain('모든 채널');
});

it('tells the person when an answer cannot be delivered, and logs why without their words', async () => {
  const { fake, logged } = await discordChannel({ answer });
  fake.failures.set(EDIT, { status: 400, body: { code: 50_035, message: 'Invalid Form Body' } });
  fake.dispatch('INTERACTION_CREATE', payloads.question('비밀스러운 질문'));
  await until(() => fake.callsTo(EDIT).length === 2);
  expect(contentsOf(fake.callsTo(EDIT))[1]).toContain('답을 보내지 못했습니다');
  expect(logged.join('')).toContain('400/50035');
  expect(logged.join('')).not.toContain('비밀스러운');
});

it('waits out a rate limit', async () => {
  const { fake } = await discordChannel({ answer });
  fake.limited.set(EDIT, 2);
  fake.dispatch('INTERACTION_CREATE', payloads.question('기다려요'));
  await until(() => fake.callsTo(EDIT).length === 1);
});

it('resumes after the gateway is cut, and answers what came meanwhile once, also when it is played twice', async () => {
  const { fake, questions } = await discordChannel({ answer });
  for (let cut = 0; cut < 3; cut += 1) {
    fake.cut();
    const asked = payloads.question(`끊긴 사이 ${cut}`);
    fake.dispatch('INTERACTION_CREATE', asked);
    fake.dispatch('INTERACTION_CREATE', asked);
    await until(() => fake.callsTo(EDIT).length === cut + 1);
  }
  expect(questions.map(({ text }) => text)).toEqual(['끊긴 사이 0', '끊긴 사이 1', '끊긴 사이 2']);
  expect(fake.counts).toMatchObject({ identified: 1, resumed: 3 });
});

it('delivers one person’s overlapping questions in the order they were asked', async () => {
  const { fake } = await discordChannel({
    answer: (_question, row) => answerWith({ text: `${row}번째 답입니다.` }),
    delayMs: 20,
  });
  for (let row = 0; row < 5; row += 1) fake.dispatch('INTERACTION_CREATE', payloads.question(`질문 ${row}`));
  await until(() => fake.callsTo(EDIT).length === 5);
  expect(contentsOf(fake.callsTo(EDIT)).map((content) => /(\d)번째/.exec(content)?.[1])).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
  ]);
});
