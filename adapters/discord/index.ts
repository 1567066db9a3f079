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
  type Message,
  MessageFlags,
  MessageType,
  Partials,
} from 'discord.js';
import { z } from 'zod';
import { ConfigError } from '../../src/config.js';
import type { Channel } from '../../src/core/ports.js';
import type { Desk } from '../../src/messaging/desk.js';
import { createInOrder } from '../../src/messaging/in-order.js';
import { createOutbox, type DeliveryKey } from '../../src/messaging/outbox.js';
import type { SettingsStore } from '../../src/messaging/settings.js';
import { shorten } from '../../src/messaging/split.js';
import { WORDS } from '../../src/messaging/wording.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';
import { ASK, COMMANDS, SETTINGS } from './commands.js';
import { askOf, completions, privateConversation } from './parse.js';
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
const THREAD_NAME_LENGTH_MAX = 90;
const THREAD_KEPT_MINUTES = 1_440;

export function createDiscordChannel(options: DiscordOptions, desk: Desk): Channel {
  const { log } = desk;
  const client = new Client({
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

  /** Messages under way and where their answers go. */
  const heard = new Map<string, Message>();
  const places = new Map<string, ReturnType<typeof openPlace>>();
  const outbox = createOutbox<DiscordWork, DiscordMessage>({
    courier: {
      channel: 'discord',
      work: workSchema,
      piece: z.custom<DiscordMessage>((value) => typeof value === 'object' && value !== null && 'content' in value),
      async answer({ messageId, guildId, conversationId, text }) {
        const channel = heard.get(messageId)?.channel;
        if (channel?.isSendable()) await channel.sendTyping().catch(() => undefined);
        const settings = guildId === null ? undefined : await options.settings.of(guildId);
        const region = settings?.region ?? options.region;
        return renderAnswer(await desk.ask({ conversationId, text, audience: 'public', region }));
      },
      async send(work, message, key) {
        const say = await placeFor(work);
        await say(message, nonceOf(work, key));
      },
      // Discord itself knows a message by its nonce for some minutes and does not take it twice.
      wasSent: async () => false,
      async fail(work) {
        const message = await messageOf(work);
        return message.reply({ ...plainMessage(WORDS.failed), allowedMentions: SILENT });
      },
      reasonOf,
    },
    deliveries: desk.deliveries,
    order,
    log,
  });

  client.on(Events.MessageCreate, (message) => guarded('message', () => takeMessage(message)));
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

  async function takeMessage(message: Message): Promise<void> {
    const { channel } = message;
    const thread = channel.isThread() ? channel : undefined;
    const ask = askOf({
      id: message.id,
      content: message.content,
      authorId: message.author.id,
      fromBot: message.author.bot,
      system: message.type !== MessageType.Default && message.type !== MessageType.Reply,
      guildId: message.guildId ?? undefined,
      channelId: message.channelId,
      parentId: thread?.parentId ?? message.channelId,
      inThread: thread !== undefined,
      ownThread: thread !== undefined && thread.ownerId === client.user?.id,
      addressed: client.user !== null && message.mentions.users.has(client.user.id),
    });
    if (!ask) return;
    const eventId = `discord:message:${message.id}`;
    const settings = message.guildId === null ? undefined : await options.settings.of(message.guildId);
    const place = thread?.parentId ?? message.channelId;
    if (settings && settings.channels.length > 0 && !settings.channels.includes(place)) {
      if (await desk.claim(eventId))
        await message.reply({ ...plainMessage(WORDS.notThisChannel), allowedMentions: SILENT });
      return;
    }
    const { conversationId, text, opensThread } = ask;
    const { id: messageId, channelId, guildId } = message;
    const work: DiscordWork = { messageId, channelId, guildId, conversationId, text, opensThread };
    const taken = { eventIds: [eventId] as const, conversationId, work };
    if (!(await outbox.take(taken))) return;
    heard.set(message.id, message);
    try {
      await outbox.deliver(taken);
    } finally {
      heard.delete(message.id);
      places.delete(message.id);
    }
  }

  /** The message itself; fetched where another process heard it. */
  async function messageOf({ messageId, channelId }: DiscordWork): Promise<Message> {
    const kept = heard.get(messageId);
    if (kept) return kept;
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isTextBased()) throw new Error('the channel of the message is gone');
    return channel.messages.fetch(messageId);
  }

  type Place = (content: DiscordMessage, nonce: string) => Promise<unknown>;

  /** Where an answer goes: a new thread on the message, or beside it where no thread can be opened. */
  async function openPlace(work: DiscordWork): Promise<Place> {
    const message = await messageOf(work);
    if (work.opensThread) {
      try {
        const name = shorten(maskPersonalData(work.text).text.replace(/\s+/g, ' '), THREAD_NAME_LENGTH_MAX);
        // A thread carries the id of its message.
        const opened = message.hasThread ? await client.channels.fetch(message.id) : undefined;
        const thread = opened?.isThread()
          ? opened
          : await message.startThread({ name, autoArchiveDuration: THREAD_KEPT_MINUTES });
        return (content, nonce) => thread.send({ ...content, ...QUIET, nonce, enforceNonce: true });
      } catch (error) {
        log.info({ channel: 'discord', reason: reasonOf(error) }, 'no thread here; answered beside the message');
      }
    }
    return (content, nonce) => message.reply({ ...content, ...QUIET, nonce, enforceNonce: true });
  }

  function placeFor(work: DiscordWork): Promise<Place> {
    const opened = places.get(work.messageId) ?? openPlace(work);
    places.set(work.messageId, opened);
    return opened;
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
        await outbox.start();
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
      outbox.stop();
      await order.idle();
      await client.destroy();
    },
  };
}

const QUIET = { allowedMentions: SILENT, flags: MessageFlags.SuppressEmbeds } as const;

/** What is kept of a message until it is answered. */
const workSchema = z.object({
  messageId: z.string(),
  channelId: z.string(),
  guildId: z.string().nullable(),
  conversationId: z.string(),
  text: z.string(),
  opensThread: z.boolean(),
});
type DiscordWork = z.infer<typeof workSchema>;

/** At most 25 letters. */
function nonceOf({ messageId }: DiscordWork, { row }: DeliveryKey): string {
  return `${messageId}:${row}`;
}

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
