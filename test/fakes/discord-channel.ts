/** The Discord channel as it ships, started against Discord on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscordChannel, type DiscordOptions } from '../../adapters/discord/index.js';
import { createFileSettings } from '../../src/messaging/settings.js';
import { deskOver, type TestDeskOptions } from './desk.js';
import { startFakeDiscord } from './discord.js';

export interface DiscordChannelOptions extends TestDeskOptions {
  readonly discord?: Partial<DiscordOptions>;
}

export async function openDiscordChannel({ discord = {}, ...deskOptions }: DiscordChannelOptions) {
  const fake = await startFakeDiscord();
  const folder = await mkdtemp(join(tmpdir(), 'bokji-discord-'));
  const kept = deskOver(deskOptions);
  const channel = createDiscordChannel(
    { token: 'loopback', apiUrl: fake.apiUrl, settings: createFileSettings(join(folder, 'servers.json')), ...discord },
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function discordChannel(options: DiscordChannelOptions) {
  const { onTestFinished } = await import('vitest');
  const opened = await openDiscordChannel(options);
  onTestFinished(opened.close);
  return opened;
}
