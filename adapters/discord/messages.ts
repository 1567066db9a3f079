/**
 * Discord's messages: mentions, replies and direct messages → an answer in a thread, beside the message, or in the direct
 * message. Each is written down before work on it begins and taken up again where a process left it.
 */
import { type Client, type Message, MessageType } from 'discord.js';
import { z } from 'zod';
import type { Desk } from '../../src/messaging/desk.js';
import type { InOrder } from '../../src/messaging/in-order.js';
import { createOutbox, type DeliveryKey } from '../../src/messaging/outbox.js';
import { shorten } from '../../src/messaging/split.js';
import { WORDS } from '../../src/messaging/wording.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';
import { type DiscordOptions, QUIET, reasonOf, SILENT } from './index.js';
import { askOf } from './parse.js';
import { type DiscordMessage, plainMessage, renderAnswer } from './render.js';

const THREAD_NAME_LENGTH_MAX = 90;
const THREAD_KEPT_MINUTES = 1_440;

export interface MessagesParts {
  readonly client: Client;
  readonly options: DiscordOptions;
  readonly desk: Desk;
  readonly order: InOrder;
}

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

export function createMessages({ client, options, desk, order }: MessagesParts) {
  const { log } = desk;

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
      ended({ messageId }) {
        heard.delete(messageId);
        places.delete(messageId);
      },
      reasonOf,
    },
    deliveries: desk.deliveries,
    order,
    log,
  });

  async function take(message: Message): Promise<void> {
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
    await outbox.deliver(taken);
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

  return { take, start: outbox.start, stop: outbox.stop };
}
