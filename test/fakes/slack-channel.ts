/** The Slack channel as it ships, started against Slack on loopback, over HTTP or Socket Mode. */
import { createSlackChannel, type SlackOptions } from '../../adapters/slack/index.js';
import { deskOver, type TestDeskOptions } from './desk.js';
import { SIGNING_SECRET, startFakeSlack } from './slack.js';

export interface SlackChannelOptions extends TestDeskOptions {
  readonly socketMode?: boolean;
  readonly slack?: Partial<SlackOptions>;
  /** Slack as another process left it. */
  readonly fake?: Awaited<ReturnType<typeof startFakeSlack>>;
}

export async function openSlackChannel({
  socketMode = false,
  slack = {},
  fake: left,
  ...deskOptions
}: SlackChannelOptions) {
  const fake = left ?? (await startFakeSlack());
  fake.users.set('UMEMBER', { id: 'UMEMBER', team_id: 'T1' });
  fake.users.set('UGUEST', { id: 'UGUEST', team_id: 'T1', is_ultra_restricted: true });
  fake.users.set('UOTHER', { id: 'UOTHER', team_id: 'T2', is_stranger: true });
  for (const id of ['CPUBLIC', 'CSTAFF']) fake.channels.set(id, { id, is_ext_shared: false });
  fake.channels.set('CSHARED', { id: 'CSHARED', is_ext_shared: true });
  const kept = deskOver(deskOptions);
  const channel = createSlackChannel(
    {
      botToken: 'xoxb-loopback',
      ...(socketMode
        ? { appToken: 'xapp-loopback' }
        : { signingSecret: SIGNING_SECRET, http: { port: 0, host: '127.0.0.1' } }),
      staff: { workspaces: ['T1'], channels: ['CSTAFF', 'CSHARED', 'dm'] },
      dutyChannel: 'CDUTY',
      apiUrl: fake.apiUrl,
      ...slack,
    },
    kept.desk,
  );
  try {
    await channel.start();
  } catch (error) {
    await fake.close();
    throw error;
  }
  return {
    ...kept,
    fake,
    channel,
    port: channel.address()?.port ?? 0,
    async close() {
      await channel.stop();
      await fake.close();
    },
  };
}

/** For tests: closed when the test is over. */
export async function slackChannel(options: SlackChannelOptions) {
  const { onTestFinished } = await import('vitest');
  const opened = await openSlackChannel(options);
  onTestFinished(opened.close);
  if (options.socketMode) await until(() => opened.fake.connected() > 0);
  return opened;
}

export async function until(holds: () => boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
