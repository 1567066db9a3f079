/**
 * Slack's payloads → what was asked, where and by whom. Pure. Gives undefined for what is not a person's question:
 * bots, edits, joins, empty words, and shapes this does not know.
 */
import { z } from 'zod';

export interface SlackPlace {
  /** The workspace the app is installed in and the event came from. */
  readonly team: string;
  /** The asker's own workspace where Slack tells it; differs in Slack Connect. */
  readonly userTeam?: string | undefined;
  readonly user: string;
  readonly channel: string;
  readonly direct: boolean;
  /** Slack says that the channel is shared with another organisation. */
  readonly shared: boolean;
}

export interface SlackAsk extends SlackPlace {
  /** Ids under which this message may be delivered again. */
  readonly eventIds: readonly [string, ...string[]];
  readonly text: string;
  readonly ts: string;
  /** Where the answer goes: the thread of the message, or the message as a new thread. */
  readonly threadTs: string;
  /** The message stands in a thread that others may have written in. */
  readonly inThread: boolean;
}

/** What is kept of a message until it is answered. */
export const slackWorkSchema = z.object({
  team: z.string(),
  userTeam: z.string().optional(),
  user: z.string(),
  channel: z.string(),
  direct: z.boolean(),
  shared: z.boolean(),
  text: z.string(),
  ts: z.string(),
  threadTs: z.string(),
  inThread: z.boolean(),
});
export type SlackWork = z.infer<typeof slackWorkSchema>;

export interface SlackPress extends SlackPlace {
  readonly actionId: string;
  readonly value: string;
  readonly messageTs?: string | undefined;
  readonly threadTs?: string | undefined;
  /** The pressed message is seen by one person only. */
  readonly ephemeral: boolean;
  readonly triggerId: string;
}

const eventBody = z.object({
  team_id: z.string(),
  event_id: z.string(),
  is_ext_shared_channel: z.boolean().optional(),
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    bot_id: z.string().nullish(),
    hidden: z.boolean().optional(),
    user: z.string(),
    user_team: z.string().optional(),
    source_team: z.string().optional(),
    text: z.string().default(''),
    channel: z.string(),
    channel_type: z.string().optional(),
    ts: z.string(),
    thread_ts: z.string().optional(),
  }),
});

/** A message with a file or one also sent to the channel is a message like any other. */
const SUBTYPES_READ = new Set([undefined, 'file_share', 'thread_broadcast']);

export function parseMessage(body: unknown, botUser: string): SlackAsk | undefined {
  const parsed = eventBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { team_id: team, event_id, is_ext_shared_channel, event } = parsed.data;
  if (event.bot_id || event.hidden || event.user === botUser || !SUBTYPES_READ.has(event.subtype)) return undefined;
  const direct = event.channel_type === 'im' || event.channel.startsWith('D');
  // In a channel only a mention speaks to the assistant.
  if (event.type === 'message' && !direct) return undefined;
  if (event.type !== 'message' && event.type !== 'app_mention') return undefined;
  const text = plainWords(event.text);
  if (text === '') return undefined;
  return {
    eventIds: [`slack:${event_id}`, `slack:${team}:${event.channel}:${event.ts}`],
    team,
    userTeam: event.user_team ?? event.source_team,
    user: event.user,
    channel: event.channel,
    direct,
    shared: is_ext_shared_channel === true,
    text,
    ts: event.ts,
    threadTs: event.thread_ts ?? event.ts,
    inThread: event.thread_ts !== undefined && event.thread_ts !== event.ts,
  };
}

const pressBody = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string() }).optional(),
  container: z
    .object({
      channel_id: z.string().optional(),
      message_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  trigger_id: z.string(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().default('') })).min(1),
});

export function parsePress(body: unknown): SlackPress | undefined {
  const parsed = pressBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { team, user, channel, container, message, trigger_id, actions } = parsed.data;
  const where = channel?.id ?? container?.channel_id;
  const [action] = actions;
  if (where === undefined || !action) return undefined;
  return {
    team: team.id,
    userTeam: user.team_id,
    user: user.id,
    channel: where,
    direct: where.startsWith('D'),
    shared: false,
    actionId: action.action_id,
    value: action.value,
    messageTs: message?.ts ?? container?.message_ts,
    threadTs: message?.thread_ts,
    ephemeral: container?.is_ephemeral === true,
    triggerId: trigger_id,
  };
}

const commandBody = z.object({
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
});

export function parseCommand(
  body: unknown,
): (SlackPlace & { readonly text: string; readonly triggerId: string }) | undefined {
  const parsed = commandBody.safeParse(body);
  if (!parsed.success) return undefined;
  const { team_id, user_id, channel_id, text, trigger_id } = parsed.data;
  return {
    team: team_id,
    user: user_id,
    channel: channel_id,
    direct: channel_id.startsWith('D'),
    shared: false,
    text: plainWords(text),
    triggerId: trigger_id,
  };
}

/** What people of a thread said before a message: no bots, oldest first. */
export function earlierWords(messages: unknown, before: string): readonly string[] {
  const parsed = z
    .array(z.object({ ts: z.string(), text: z.string().default(''), bot_id: z.string().nullish() }))
    .safeParse(messages);
  if (!parsed.success) return [];
  return parsed.data
    .filter(({ ts, bot_id }) => !bot_id && Number(ts) < Number(before))
    .map(({ text }) => plainWords(text))
    .filter((text) => text !== '');
}

/** Slack's own writing of mentions, links and signs → the words a person sees, mentions left out. */
export function plainWords(text: string): string {
  return text
    .replace(/<@[^>]*>|<!(?:here|channel|everyone|subteam[^>]*)>/g, ' ')
    .replace(/<#[^|>]+\|?([^>]*)>/g, '$1')
    .replace(/<([^|>]+)\|([^>]+)>/g, '$2')
    .replace(/<([^>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
