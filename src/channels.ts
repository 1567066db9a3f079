/**
 * Which channels are open: settings and services → the list of channels `bokji serve` starts. A composition root: the
 * only place beside `compose.ts` and the command line that knows channel adapters. The libraries of a messenger are more
 * than half of what a server loads, so they are loaded where its token is set.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DiscordOptions } from '../adapters/discord/index.js';
import type { Metrics } from '../adapters/metrics/index.js';
import type { SlackOptions } from '../adapters/slack/index.js';
import { createWebChannel } from '../adapters/web/index.js';
import { type Assistant, PACKAGE_FOLDER } from './compose.js';
import type { Config, DiscordConfig } from './config.js';
import type { Conversations } from './conversation/conversations.js';
import type { HitCounter } from './core/hits.js';
import { ALWAYS_LEADING, createLedChannel, type Leadership } from './core/leadership.js';
import type { Channel, Clock } from './core/ports.js';
import type { AnswerStore, EventLog } from './feedback/store.js';
import { changesOf } from './indexing/changes.js';
import type { OpenIndex } from './indexing/store.js';
import { createDesk, type Desk } from './messaging/desk.js';
import { createServerSettings } from './messaging/settings.js';
import { type PersistentChannel, persistent } from './operations/persistent.js';
import type { Readiness } from './operations/readiness.js';
import type { Deliveries, Settings } from './store/ports.js';

/** What every channel may lean on. */
export interface ChannelServices {
  /** Read at every use, so that a new index version counts from the next question on. */
  readonly assistant: () => Assistant & { readonly index: OpenIndex };
  readonly conversations: Conversations;
  readonly answers: AnswerStore;
  readonly events: EventLog;
  readonly deliveries: Deliveries;
  /** What operators and the people who run a server decided. */
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly dataFolder: string;
  /** The region of everyone who says none, by its full name. */
  readonly region: string | undefined;
  /** Of several servers one holds a gateway; undefined where this one is alone. */
  readonly leadership?: Leadership | undefined;
  /** Counts questions over all servers; undefined where this one is alone. */
  readonly hits?: HitCounter | undefined;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
  /** A messenger could not connect and will be tried again after the pause. */
  readonly onFailure: (name: string, error: unknown, pauseMs: number) => void;
}

export interface OpenChannels {
  readonly web: Channel;
  /** They keep trying: a messenger that cannot connect stops nobody else. */
  readonly messengers: readonly PersistentChannel[];
}

/** Names as people write them on the command line, and as conversations begin with. */
export const CHANNEL_NAMES = ['web', 'slack', 'discord'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

export function channelsOf(config: Config, services: ChannelServices): OpenChannels {
  const { region, log, onFailure } = services;
  const slack = slackOptions(config);
  const discord = config.discord && discordOptions(config.discord, services);
  const desk = slack || discord ? deskOf(services) : undefined;
  const messenger = (name: ChannelName, create: () => Channel) =>
    persistent({ name, create, log, onFailure: (error, pauseMs) => onFailure(name, error, pauseMs) });
  const led = (channel: Channel, role: ChannelName): Channel =>
    createLedChannel(channel, role, services.leadership ?? ALWAYS_LEADING);
  return {
    web: createWebChannel({ ...services, ...config.web, packageFolder: PACKAGE_FOLDER }),
    messengers: [
      ...(slack && desk ? [messenger('slack', () => slackChannel({ ...slack, region }, desk, led))] : []),
      ...(discord && desk
        ? [messenger('discord', () => led(discordChannel({ ...discord, region }, desk), 'discord'))]
        : []),
    ],
  };
}

/** What the messengers are checked for before anything starts: name and probe of each whose token is set. */
export function channelChecks(
  config: Config,
): readonly { readonly name: string; readonly check: () => Promise<string> }[] {
  const slack = slackOptions(config);
  const { discord } = config;
  return [
    ...(slack
      ? [{ name: 'Slack', check: async () => (await import('../adapters/slack/check.js')).checkSlack(slack) }]
      : []),
    ...(discord
      ? [{ name: 'Discord', check: async () => (await import('../adapters/discord/check.js')).checkDiscord(discord) }]
      : []),
  ];
}

/** Over HTTP a question may reach any server; a socket is held by one. */
function slackChannel(
  options: SlackOptions,
  desk: Desk,
  led: (channel: Channel, role: ChannelName) => Channel,
): Channel {
  const slack = loaded('slack', async () =>
    (await import('../adapters/slack/index.js')).createSlackChannel(options, desk),
  );
  return options.appToken === undefined ? slack : led(slack, 'slack');
}

function discordChannel(options: DiscordOptions, desk: Desk): Channel {
  return loaded('discord', async () =>
    (await import('../adapters/discord/index.js')).createDiscordChannel(options, desk),
  );
}

/** Loaded when it starts, and made anew each time: a client that was let go of may not start again. */
function loaded(name: string, create: () => Promise<Channel>): Channel {
  let current: Channel | undefined;
  return {
    name,
    async start() {
      current = await create();
      await current.start();
    },
    stop: async () => current?.stop(),
  };
}

function slackOptions({ slack, web }: Config): SlackOptions | undefined {
  if (!slack) return undefined;
  const { port, staffWorkspaces, staffChannels, ...tokens } = slack;
  return {
    ...tokens,
    http: { port, host: web.host },
    staff: { workspaces: staffWorkspaces, channels: staffChannels },
  };
}

function discordOptions(discord: DiscordConfig, { settings, dataFolder }: ChannelServices): DiscordOptions {
  return { ...discord, settings: createServerSettings(settings, join(dataFolder, 'discord-servers.json')) };
}

function deskOf(services: ChannelServices): Desk {
  const { assistant, conversations, answers, events, deliveries, dataFolder, log } = services;
  return createDesk({
    conversations,
    answers,
    events,
    deliveries,
    log,
    // The time of the world, not a rehearsed one: signatures are judged by it.
    clock: () => new Date(),
    index: async () => {
      const { version, builtAt, counts } = assistant().index.manifest;
      return { version, builtAt, documents: counts.documents, changes: await changesOf(dataFolder, version) };
    },
    programmes: () =>
      assistant()
        .index.documents.filter(({ audience }) => audience === 'public')
        .flatMap(({ title, aliases }) => [title, ...aliases]),
    resolveRegion: (name) => assistant().gazetteer.resolve(name)?.name,
  });
}
