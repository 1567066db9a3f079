/** What a process left behind when it ended is answered by the next one, once. */
import { expect, it } from 'vitest';
import { discordChannel, openDiscordChannel } from '../../fakes/discord-channel.js';
import { until } from '../../fakes/slack-channel.js';
import { answerWith } from '../../fixtures/answers.js';
import * as payloads from '../../fixtures/discord/payloads.js';
import { endingAfter, storeOfProcesses } from '../../fixtures/ending.js';

const answer = () => answerWith({ text: '한 번만 드리는 답입니다.' });

it.each(['take', 'ready', 'sent'] as const)(
  'answers a message once where the process ended after: %s',
  async (last) => {
    const next = await storeOfProcesses();
    const deliveries = endingAfter((await next()).deliveries, last);
    const first = await openDiscordChannel({ answer, deliveries });
    const event = payloads.mention('기초연금');
    first.fake.dispatch('MESSAGE_CREATE', event);
    await deliveries.ended;
    void first.channel.stop();
    const second = await discordChannel({ answer, deliveries: (await next()).deliveries, fake: first.fake });
    const { fake } = second;
    const said = () =>
      new Set(fake.callsTo(/^POST .*\/messages$/).map(({ path, body }) => `${path} ${body.nonce}`)).size;
    await until(() => said() === 1);
    fake.dispatch('MESSAGE_CREATE', event);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(said()).toBe(1);
    expect(fake.callsTo(/^POST .*\/messages$/).every(({ body }) => body.enforce_nonce === true)).toBe(true);
    expect(fake.callsTo(/\/threads$/)).toHaveLength(1);
  },
);
