/**
 * Discord as a channel: connects discord.js to the desk. `/질문`, mentions and replies that open a thread, direct
 * messages, buttons, and the settings of a server.
 *
 * A message is written down before work on it begins and taken up again where a process left it (`outbox.ts`). A command
 * or a press is acknowledged before work on it begins and claimed by its id, so that what the gateway repeats after a
 * resume does nothing. Only public knowledge is told here. discord.js waits rate limits out, resumes
 * and reconnects by itself.
 */
import {
  type ChatInputCommandInteraction,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  Partials,
} from 'discord.js';
import { ConfigError } from '../../src/config.js';
import type { Channel } from '../../src/core/ports.js';
import type { Desk } from '../../src/messaging/desk.js';
import { createInOrder } from '../../src/messaging/in-order.js';
import type { SettingsStore } from '../../src/messaging/settings.js';
import { WORDS } from '../../src/messaging/wording.js';
import { boundedCaches } from './caches.js';
import { ASK, COMMANDS, SETTINGS } from './commands.js';
import { createMessages } from './messages.js';
import { completions, privateConversation } from './parse.js';
import { takePress, takeReason } from './presses.js';
import { type DiscordMessage, plainMessage, renderAnswer } from './render.js';
import { changeSettings } from './settings-command.js';

export interface DiscordOptions {
  readonly token: string;
  readonly settings: SettingsStore;
  readonly region?: string | undefined;
  /** Reads every message of the assistant's threads; needs the privileged Message Content intent. */
  readonly readsThreads?: boolean;
  /** Another address of Discord's API, for closed networks with a relay. */
  readonly apiUrl?: string | undefined;
  /** Until the first connection stands. */
  readonly startWithinMs?: number;
}

export interface DiscordContext {
  readonly desk: Desk;
  readonly options: DiscordOptions;
  /** Runs work in order by key; a fault is logged and told. */
  readonly work: (key: string, what: string, todo: () => Promise<void>, tell: () => Promise<unknown>) => Promise<void>;
}

export const SILENT = { parse: [], repliedUser: false };

export function createDiscordChannel(options: DiscordOptions, desk: Desk): Channel {
  const { log } = desk;
  const client: Client = new Client({
    ...boundedCaches(() => client.user?.id),
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(options.readsThreads ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    allowedMentions: SILENT,
    ...(options.apiUrl === undefined ? {} : { rest: { api: options.apiUrl } }),
  });
  const order = createInOrder();
  const work: DiscordContext['work'] = (key, what, todo, tell) =>
    order
      .run(key, async () => {
        try {
          await todo();
        } catch (error) {
          log.error({ channel: 'discord', what, reason: reasonOf(error) }, 'not delivered');
          await tell();
        }
      })
      .catch((error: unknown) =>
        log.error({ channel: 'discord', what, reason: reasonOf(error) }, 'failure could not be told'),
      );
  const context: DiscordContext = { desk, options, work };

  const messages = createMessages({ client, options, desk, order });

  client.on(Events.MessageCreate, (message) => guarded('message', () => messages.take(message)));
  client.on(Events.InteractionCreate, (interaction) => guarded('interaction', () => takeInteraction(interaction)));
  client.on(Events.Error, (error) =>
    log.error({ channel: 'discord', reason: reasonOf(error) }, 'the client reports an error'),
  );
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ channel: 'discord', shard, reason: reasonOf(error) }, 'connection fault'),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.error({ channel: 'discord', shard, code }, 'connection ended for good'),
  );
  client.on(Events.ShardResume, (shard, replayed) => log.info({ channel: 'discord', shard, replayed }, 'resumed'));

  /** Listeners may not reject: nobody would catch it. */
  function guarded(what: string, todo: () => Promise<void>): void {
    todo().catch((error: unknown) =>
      log.error({ channel: 'discord', what, reason: reasonOf(error) }, 'a listener failed'),
    );
  }

  async function takeInteraction(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) {
      const typed = String(interaction.options.getFocused());
      await interaction.respond([...completions(typed, desk.programmes())]);
      return;
    }
    if (!interaction.isChatInputCommand() && !interaction.isButton() && !interaction.isModalSubmit()) return;
    if (!(await desk.claim(`discord:interaction:${interaction.id}`))) return;
    if (interaction.isButton()) return takePress(interaction, context);
    if (interaction.isModalSubmit()) return takeReason(interaction, context);
    if (interaction.commandName === SETTINGS.name) return changeSettings(interaction, context);
    if (interaction.commandName === ASK.name) return takeQuestion(interaction);
  }

  async function takeQuestion(interaction: ChatInputCommandInteraction): Promise<void> {
    const { guildId, channelId, user } = interaction;
    const settings = guildId === null ? undefined : await options.settings.of(guildId);
    const place = interaction.channel?.isThread() ? (interaction.channel.parentId ?? channelId) : channelId;
    const refused = settings !== undefined && settings.channels.length > 0 && !settings.channels.includes(place);
    const mine = refused || (interaction.options.getBoolean(ASK.mine) ?? settings?.ephemeral ?? false);
    await interaction.deferReply(mine ? { flags: MessageFlags.Ephemeral } : {});
    const tell = (text: string) => interaction.editReply({ ...plainMessage(text), allowedMentions: SILENT });
    if (refused) return void (await tell(WORDS.notThisChannel));
    const text = interaction.options.getString(ASK.words, true);
    const named = interaction.options.getString(ASK.region) ?? undefined;
    const region = named === undefined ? (settings?.region ?? options.region) : desk.resolveRegion(named);
    if (named !== undefined && region === undefined) return void (await tell(WORDS.unknownRegion));
    const conversationId = privateConversation(guildId, channelId, user.id);
    await work(
      conversationId,
      'command',
      async () => {
        const answer = await desk.ask({ conversationId, text, audience: 'public', region });
        await replyInOrder(interaction, renderAnswer(answer, text), mine);
      },
      () => tell(WORDS.failed),
    );
  }

  return {
    name: 'discord',
    async start() {
      try {
        const ready = new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error('timeout')), options.startWithinMs ?? 30_000);
          client.once(Events.ClientReady, () => {
            clearTimeout(timer);
            resolve();
          });
        });
        await Promise.all([client.login(options.token), ready]);
        await client.application?.commands.set([...COMMANDS]);
        await messages.start();
      } catch (error) {
        await client.destroy();
        throw new ConfigError(
          `Discord에 연결하지 못했습니다(${reasonOf(error)}).\n  → bokji doctor 로 토큰과 설정을 확인하세요. 설정 방법은 docs/discord.md에 있습니다.`,
          { cause: error },
        );
      }
    },
    async stop() {
      client.removeAllListeners(Events.MessageCreate);
      client.removeAllListeners(Events.InteractionCreate);
      messages.stop();
      await order.idle();
      await client.destroy();
    },
  };
}

export const QUIET = { allowedMentions: SILENT, flags: MessageFlags.SuppressEmbeds } as const;

export interface Repliable {
  editReply(content: DiscordMessage & { allowedMentions: typeof SILENT }): Promise<unknown>;
  followUp(
    content: DiscordMessage & {
      allowedMentions: typeof SILENT;
      flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds;
    },
  ): Promise<unknown>;
}

/** The first message takes the place of the acknowledgement, the others follow it and are seen by the same people. */
export async function replyInOrder(
  interaction: Repliable,
  messages: readonly DiscordMessage[],
  mine: boolean,
): Promise<void> {
  for (const [row, message] of messages.entries()) {
    if (row === 0) await interaction.editReply({ ...message, allowedMentions: SILENT });
    else
      await interaction.followUp({
        ...message,
        allowedMentions: SILENT,
        flags: mine ? MessageFlags.Ephemeral : MessageFlags.SuppressEmbeds,
      });
  }
}

/** Discord's number for what went wrong, or the error's name: never what people wrote. */
export function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `${error.status}/${error.code}`;
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
