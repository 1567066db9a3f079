/** Two machines on one PostgreSQL, by the command line: what one publishes the other answers by, forward and back. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../tools/postgres/cluster.js';
import { startFakeDiscord } from '../fakes/discord.js';
import { SIGNING_SECRET, sendSigned, startFakeSlack } from '../fakes/slack.js';
import { question } from '../fixtures/discord/payloads.js';
import { folderWith } from '../fixtures/folders.js';
import { startMachine } from '../fixtures/machines.js';
import { describeWithPostgres } from '../fixtures/postgres.js';
import { mention } from '../fixtures/slack/payloads.js';
import { until } from '../fixtures/until.js';

const QUESTION = '이사 지원 얼마예요';
const guideOf = (won: number) =>
  `# 이사 지원\n이사 지원은 이사비 ${won}만원을 드립니다.\n이사 지원은 주민센터에서 신청합니다.\n`;

describeWithPostgres('machines that share a PostgreSQL', (postgres) => {
  let url = '';
  let knowledge = '';
  const ended: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    url = await postgres().createDatabase();
    knowledge = await folderWith({ 'moving.md': guideOf(30) });
  });
  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });

  /** A machine with a data folder of its own. */
  const machine = (settings: Readonly<Record<string, string>> = {}) =>
    startMachine({ knowledge, question: QUESTION, settings: { DATABASE_URL: url, ...settings } });

  it('answer by what one of them published, and follow it forward and back without a new start', async () => {
    const [office, city] = [await machine(), await machine()];
    expect((await office.bokji('index')).code).toBe(0);
    const service = await city.serve();
    expect(await service.answer()).toContain('30만원');
    await writeFile(join(knowledge, 'moving.md'), guideOf(40));
    expect((await office.bokji('index')).code).toBe(0);
    await until(async () => (await service.answer()).includes('40만원'));
    // The other machine never built anything, and may go back all the same.
    expect((await city.bokji('rollback')).code).toBe(0);
    await until(async () => (await service.answer()).includes('30만원'));
    const listed = JSON.parse((await office.bokji('versions', '--json')).stdout);
    expect(listed.map(({ state }: { state: string }) => state)).toEqual(['kept', 'live']);
  }, 120_000);

  it('need no first step: the one that starts first publishes what it has built', async () => {
    const [office, city] = [await machine(), await machine()];
    await office.serve();
    await until(async () => JSON.parse((await city.bokji('versions', '--json')).stdout).length === 1);
    await writeFile(join(knowledge, 'moving.md'), guideOf(40));
    // Not built from its own folder: taken from the database.
    expect(await (await city.serve()).answer()).toContain('30만원');
  }, 120_000);

  it('answer on while the database is stopped, and say what to do where it is needed', async () => {
    const office = await machine();
    await office.bokji('index');
    const service = await office.serve();
    await postgres().stop();
    onTestFinished(() => postgres().start());
    expect(await service.answer()).toContain('30만원');
    await until(async () => (await service.ready()).parts.some(({ name, ok }) => name === 'shared-index' && !ok));
    await writeFile(join(knowledge, 'moving.md'), guideOf(40));
    const index = await office.bokji('index');
    expect([index.code, index.stderr]).toEqual([3, expect.stringMatching(/데이터베이스.*\n {2}→ /)]);
    expect(await service.answer()).toContain('30만원');
    const doctor = await office.bokji('doctor');
    expect([doctor.code, doctor.stdout]).toEqual([3, expect.stringContaining('문제  데이터베이스')]);
  }, 120_000);

  it('find the same by vectors in the database as in their own copy', async () => {
    const [embedded, remote] = [await machine(), await machine({ VECTOR_INDEX: 'pgvector' })];
    for (const one of [embedded, remote]) expect((await one.bokji('index')).code).toBe(0);
    const search = ['search', QUESTION, '--ranking', 'dense', '--json'];
    const [here, there] = [await embedded.bokji(...search), await remote.bokji(...search)];
    expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
    expect(JSON.parse(here.stdout)).not.toEqual([]);
  }, 120_000);

  it('hold one connection to Discord, and the other takes it over when that one is killed', async () => {
    const discord = await startFakeDiscord();
    ended.push(() => discord.close());
    const settings = { BOKJI_DISCORD_TOKEN: 'loopback', BOKJI_DISCORD_API_URL: discord.apiUrl };
    const [first, second] = [await machine(settings), await machine(settings)];
    expect((await first.bokji('index')).code).toBe(0);
    const leader = await first.serve();
    await until(() => discord.connected() === 1);
    await second.serve();
    // The other has run for it by the time it answers, and stays away.
    expect([discord.connected(), discord.counts.identified]).toEqual([1, 1]);
    await leader.kill();
    await until(() => discord.counts.identified === 2);
    discord.dispatch('INTERACTION_CREATE', question(QUESTION));
    await until(() =>
      discord.callsTo(/^PATCH .*@original/).some(({ body }) => JSON.stringify(body).includes('30만원')),
    );
    expect(discord.connected()).toBe(1);
  }, 120_000);

  it('hold one socket to Slack, and the other takes it over when that one is killed', {
    timeout: 120_000,
  }, async () => {
    const slack = await startFakeSlack();
    ended.push(() => slack.close());
    const settings = {
      BOKJI_SLACK_BOT_TOKEN: 'xoxb-loopback',
      BOKJI_SLACK_APP_TOKEN: 'xapp-loopback',
      BOKJI_SLACK_API_URL: slack.apiUrl,
    };
    const [first, second] = [await machine(settings), await machine(settings)];
    expect((await first.bokji('index')).code).toBe(0);
    const leader = await first.serve();
    await until(() => slack.connected() === 1);
    await (await second.serve()).says('창구를 열었습니다: slack');
    expect([slack.connected(), slack.callsOf('apps.connections.open').length]).toEqual([1, 1]);
    await leader.kill();
    await until(() => slack.connected() === 1 && slack.callsOf('apps.connections.open').length === 2);
    const answers = () => slack.callsOf('chat.postMessage').filter((call) => JSON.stringify(call).includes('30만원'));
    await slack.deliver(mention(QUESTION));
    await until(() => answers().length === 1);
  });

  it('answer a message of Slack once, whichever of them it is delivered to', { timeout: 120_000 }, async () => {
    const slack = await startFakeSlack();
    ended.push(() => slack.close());
    const ports = [await freePort(), await freePort()];
    const machines = await Promise.all(
      ports.map((port) =>
        machine({
          BOKJI_SLACK_BOT_TOKEN: 'xoxb-loopback',
          BOKJI_SLACK_SIGNING_SECRET: SIGNING_SECRET,
          BOKJI_SLACK_PORT: String(port),
          BOKJI_SLACK_API_URL: slack.apiUrl,
        }),
      ),
    );
    expect((await machines[0]?.bokji('index'))?.code).toBe(0);
    for (const one of machines) await (await one.serve()).says('창구를 열었습니다: slack');
    const events = Array.from({ length: 5 }, (_, row) =>
      mention(QUESTION, { client_msg_id: `m${row}` }, { event_id: `Ev${row}` }),
    );
    // As Slack does where an acknowledgement is late or fails: the same event again, now by another way.
    const deliver = (event: (typeof events)[number], port: number) =>
      until(async () => (await sendSigned(port, event)).status === 200);
    await Promise.all(events.flatMap((event) => ports.map((port) => deliver(event, port))));
    const answers = () => slack.callsOf('chat.postMessage').filter((call) => JSON.stringify(call).includes('30만원'));
    await until(() => answers().length >= events.length);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(answers()).toHaveLength(events.length);
  });
});
