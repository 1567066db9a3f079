/** The Discord channel as it ships, started against Discord on loopback. */
import { createDiscordChannel, type DiscordOptions } from '../../adapters/discord/index.js';
import { createServerSettings } from '../../src/messaging/settings.js';
import { deskOver, type TestDeskOptions } from './desk.js';
import { startFakeDiscord } from './discord.js';
import { memorySettings } from './settings.js';

export interface DiscordChannelOptions extends TestDeskOptions {
  readonly discord?: Partial<DiscordOptions>;
  /** Discord as another process left it. */
  readonly fake?: Awaited<ReturnType<typeof startFakeDiscord>>;
}

export async function openDiscordChannel({ discord = {}, fake: left, ...deskOptions }: DiscordChannelOptions) {
  const fake = left ?? (await startFakeDiscord());
  const kept = deskOver(deskOptions);
  const channel = createDiscordChannel(
    { token: 'loopback', apiUrl: fake.apiUrl, settings: createServerSettings(memorySettings()), ...discord },
    kept.desk,
  );
  await channel.start();
  return {
    ...kept,
    fake,
    channel,
    async close() {
      await channel.stop();
      await fake.close();
    },
  };
}

export async function discordChannel(options: DiscordChannelOptions) {
  const { onTestFinished } = await import('vitest');
  const opened = await openDiscordChannel(options);
  onTestFinished(opened.close);
  return opened;
}
