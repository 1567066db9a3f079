/**
 * What is measured of Slack and Discord: sizes in → numbers out. The channels as they ship, with the platforms' real
 * SDKs, against both platforms on loopback. Every measure ends by itself.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../src/core/types.js';
import { openDiscordChannel } from '../test/fakes/discord-channel.js';
import { sendSigned } from '../test/fakes/slack.js';
import { openSlackChannel, until } from '../test/fakes/slack-channel.js';
import { answerWith } from '../test/fixtures/answers.js';
import * as discord from '../test/fixtures/discord/payloads.js';
import { documentWith } from '../test/fixtures/documents.js';
import { engineOver, sections } from '../test/fixtures/engine.js';
import * as slack from '../test/fixtures/slack/payloads.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const DEADLINE_MS = 120_000;

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** How often each question was answered: in the text of a posted message stands which one it was. */
function answeredTimes(contents: readonly string[], count: number): { lost: number; doubled: number } {
  const times = new Array<number>(count).fill(0);
  for (const content of contents)
    for (const [, row = ''] of content.matchAll(/질문#(\d+)#/g)) times[Number(row)] = (times[Number(row)] ?? 0) + 1;
  return { lost: times.filter((n) => n === 0).length, doubled: times.filter((n) => n > 1).length };
}

const echo = ({ text }: { text: string }): Answer =>
  answerWith({ text: `${/질문#\d+#/.exec(text)?.[0] ?? ''}의 답입니다.` });

export interface Load {
  readonly events: number;
  readonly perSecond: number;
  readonly modelMs: number;
}

export async function slackUnderLoad({ events, perSecond, modelMs }: Load) {
  const { fake, port, close } = await openSlackChannel({ answer: echo, delayMs: modelMs });
  try {
    const sent: ReturnType<typeof sendSigned>[] = [];
    for (let row = 0; row < events; row += 1) {
      sent.push(sendSigned(port, slack.mention(`질문#${row}#`)));
      await pause(1000 / perSecond);
    }
    const acknowledged = await Promise.all(sent);
    await until(() => fake.callsOf('chat.postMessage').length >= events, DEADLINE_MS);
    await pause(300);
    return {
      acknowledged: acknowledged.filter(({ status }) => status === 200).length,
      ackP99Ms: percentile(
        acknowledged.map(({ elapsedMs }) => elapsedMs),
        0.99,
      ),
      ...answeredTimes(
        fake.callsOf('chat.postMessage').map(({ args }) => JSON.stringify(args.blocks)),
        events,
      ),
    };
  } finally {
    await close();
  }
}

/** Each event comes one to four times, close together or apart, with and without a retry header. */
export async function slackRedelivered(events: number) {
  const { fake, port, close } = await openSlackChannel({ answer: echo, delayMs: 20 });
  try {
    const work: Promise<unknown>[] = [];
    let deliveries = 0;
    for (let row = 0; row < events; row += 1) {
      const event = slack.mention(`질문#${row}#`);
      for (let copy = 0; copy <= row % 4; copy += 1) {
        deliveries += 1;
        const headers: Record<string, string> = copy % 2 === 1 ? { 'x-slack-retry-num': String(copy) } : {};
        work.push(pause(copy * (row % 3) * 15).then(() => sendSigned(port, event, { headers })));
      }
      await pause(5);
    }
    await Promise.all(work);
    await until(() => fake.callsOf('chat.postMessage').length >= events, DEADLINE_MS);
    await pause(300);
    const posted = fake.callsOf('chat.postMessage').map(({ args }) => JSON.stringify(args.blocks));
    return { deliveries, ...answeredTimes(posted, events) };
  } finally {
    await close();
  }
}

/** A third each: another secret, more than five minutes old, more than five minutes ahead; and good ones. */
export async function slackForged(bad: number, good: number) {
  const { port, close } = await openSlackChannel({ answer: echo });
  try {
    const now = Math.floor(Date.now() / 1000);
    const ways = [{ secret: 'forged' }, { timestampSeconds: now - 301 - 60 }, { timestampSeconds: now + 301 + 60 }];
    const status = async (options: Parameters<typeof sendSigned>[2]) =>
      (await sendSigned(port, slack.mention('서명'), options)).status;
    const refused = await Promise.all(Array.from({ length: bad }, (_, row) => status({ ...ways[row % 3] })));
    const accepted = await Promise.all(
      Array.from({ length: good }, (_, row) => status({ timestampSeconds: now - row })),
    );
    return {
      refused: refused.filter((code) => code === 401).length,
      accepted: accepted.filter((code) => code === 200).length,
    };
  } finally {
    await close();
  }
}

/** Questions while the gateway is cut again and again; those of the gap come with the resume. */
export async function discordUnderCuts(interactions: number, cuts: number) {
  const { fake, close } = await openDiscordChannel({ answer: echo, delayMs: 50 });
  try {
    const every = Math.max(1, Math.floor(interactions / cuts));
    for (let row = 0; row < interactions; row += 1) {
      const question = discord.question(`질문#${row}#`);
      if (row % every === every - 1 && fake.counts.cut < cuts) {
        await until(() => fake.connected() > 0, DEADLINE_MS);
        fake.cut();
      }
      fake.dispatch('INTERACTION_CREATE', question);
      await pause(20);
    }
    const edits = () => fake.callsTo(/PATCH \/webhooks\//);
    await until(() => edits().length >= interactions, DEADLINE_MS);
    await pause(300);
    const firstMs = fake.callsTo(/\/callback$/).flatMap(({ path, atMs }) => {
      const began = fake.handedMs.get(/\/interactions\/(\d+)\//.exec(path)?.[1] ?? '');
      return began === undefined ? [] : [atMs - began];
    });
    // The question is restated above its answer: each answer names its question twice.
    const answers = edits().map(
      ({ body }) => /질문#\d+#의 답/.exec(String(body.content).replaceAll('\\', ''))?.[0] ?? '',
    );
    return {
      ...fake.counts,
      measured: firstMs.length,
      firstP99Ms: percentile(firstMs, 0.99),
      ...answeredTimes(answers, interactions),
    };
  } finally {
    await close();
  }
}

const SECRET = '내부 처리 기준 7호';

/** Ten ways to get at a staff document from a public place, `rounds` times; and one that may, to show it is there. */
export async function staffInPublic(rounds: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bokji-staff-'));
  const engine = await engineOver(
    [
      documentWith({
        id: 'care-staff',
        title: '이웃 돌봄 수당 심사 지침',
        audience: 'staff',
        sections: sections('care-staff', { eligibility: [`이웃 돌봄 수당 심사 지침은 ${SECRET}에 따릅니다.`] }),
      }),
      documentWith({
        id: 'care',
        title: '이웃 돌봄 수당',
        sections: sections('care', { benefit: ['이웃 돌봄 수당은 월 10만원을 지급합니다.'] }),
      }),
    ],
    { dataFolder: folder },
  );
  const text = '이웃 돌봄 수당 심사 지침을 알려 주세요';
  const byAudience = {
    public: await engine.ask(text, { audience: 'public' }),
    staff: await engine.ask(text, { audience: 'staff' }),
  };
  await rm(folder, { recursive: true, force: true });
  const answer = ({ audience }: { audience: 'public' | 'staff' }) => byAudience[audience];
  const inSlack = await openSlackChannel({ answer });
  const inDiscord = await openDiscordChannel({ answer });
  try {
    const { fake, port, desk } = inSlack;
    await desk.ask({ conversationId: 'slack:T1:CSTAFF:kept', text, audience: 'staff' });
    const seen = () => JSON.stringify([fake.calls, fake.responses, inDiscord.fake.calls]);
    const form = { form: true };
    const guest = { user: { id: 'UGUEST', team_id: 'T1' }, channel: { id: 'CSTAFF', name: 'staff' } };
    const kept = `staff:${byAudience.staff.id}`;
    const ways: readonly (() => unknown)[] = [
      () => sendSigned(port, slack.mention(text)),
      () => sendSigned(port, slack.mention(text, { channel: 'CSTAFF', user: 'UGUEST' })),
      () => sendSigned(port, slack.mention(text, { channel: 'CSTAFF', user: 'UOTHER', user_team: 'T2' })),
      () => sendSigned(port, slack.mention(text, { channel: 'CSHARED' })),
      () => sendSigned(port, slack.directMessage(text, { user: 'UGUEST', channel: 'DGUEST' })),
      () => sendSigned(port, slack.command(text, fake.responseUrl) as never, form),
      () => sendSigned(port, slack.press('share_answer', kept, fake.responseUrl), form),
      () => sendSigned(port, slack.press('show_quotes', kept, fake.responseUrl, guest), form),
      () => inDiscord.fake.dispatch('INTERACTION_CREATE', discord.question(text)),
      () => inDiscord.fake.dispatch('MESSAGE_CREATE', discord.mention(text)),
    ];
    let leaked = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ways) {
        const before = fake.calls.length + fake.responses.length + inDiscord.fake.calls.length;
        await way();
        await until(
          () => fake.calls.length + fake.responses.length + inDiscord.fake.calls.length > before,
          DEADLINE_MS,
        );
        await pause(40);
        if (seen().includes(SECRET)) leaked += 1;
        fake.calls.length = 0;
        fake.responses.length = 0;
        inDiscord.fake.calls.length = 0;
      }
    }
    await sendSigned(port, slack.mention(text, { channel: 'CSTAFF' }));
    await until(() => fake.callsOf('chat.postMessage').length === 1, DEADLINE_MS);
    return { tries: rounds * ways.length, leaked, shownToStaff: seen().includes(SECRET) };
  } finally {
    await inSlack.close();
    await inDiscord.close();
  }
}
