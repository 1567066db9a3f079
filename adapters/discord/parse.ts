/** Discord's messages and typed words → what was asked and where. Pure; knows shapes, not the SDK. */
export interface HeardMessage {
  readonly id: string;
  readonly content: string;
  readonly authorId: string;
  readonly fromBot: boolean;
  readonly system: boolean;
  /** Undefined in a direct message. */
  readonly guildId?: string | undefined;
  readonly channelId: string;
  /** The channel that a thread hangs in; the channel itself otherwise. */
  readonly parentId: string;
  readonly inThread: boolean;
  /** The thread was opened by the assistant. */
  readonly ownThread: boolean;
  /** Named by its mention, or by a reply to something it said; not by @everyone. */
  readonly addressed: boolean;
}

export interface DiscordAsk {
  readonly text: string;
  readonly conversationId: string;
  /** The answer opens a thread on the message. */
  readonly opensThread: boolean;
}

export function askOf(message: HeardMessage): DiscordAsk | undefined {
  if (message.fromBot || message.system) return undefined;
  const direct = message.guildId === undefined;
  if (!direct && !message.addressed && !message.ownThread) return undefined;
  const text = plainWords(message.content);
  if (text === '') return undefined;
  return {
    text,
    opensThread: !direct && !message.inThread,
    conversationId: direct
      ? `discord:dm:${message.authorId}`
      : // A thread carries the id of the message that it was opened on.
        `discord:${message.guildId}:${message.inThread ? message.channelId : message.id}`,
  };
}

/** Where a command or a press belongs that nobody else may follow. */
export function privateConversation(guildId: string | null, channelId: string, userId: string): string {
  return guildId === null ? `discord:dm:${userId}` : `discord:${guildId}:${channelId}:${userId}`;
}

function plainWords(content: string): string {
  return content
    .replace(/<@[!&]?\d+>|@(?:everyone|here)\b/g, ' ')
    .replace(/<a?:(\w+):\d+>/g, ' ')
    .replace(/<#\d+>|<t:\d+(?::\w)?>/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

const CHOICES_MAX = 25;
const CHOICE_LENGTH_MAX = 100;

/** What a person may mean by what is typed so far: the words as they stand, then names that hold one of them. */
export function completions(
  typed: string,
  names: readonly string[],
): readonly { readonly name: string; readonly value: string }[] {
  const bare = (text: string) => text.replace(/\s+/g, '').toLowerCase();
  const own = typed.trim().slice(0, CHOICE_LENGTH_MAX);
  const words = own
    .split(/\s+/)
    .map(bare)
    .filter((word) => word.length > 0);
  const found = names.filter((name) => words.length === 0 || words.some((word) => bare(name).includes(word)));
  const starts = (name: string) => (words.some((word) => bare(name).startsWith(word)) ? 0 : 1);
  const ranked = [...found].sort((a, b) => starts(a) - starts(b) || a.length - b.length);
  const all = [...new Set([...(own === '' ? [] : [own]), ...ranked])];
  return all
    .filter((name) => name.length <= CHOICE_LENGTH_MAX)
    .slice(0, CHOICES_MAX)
    .map((name) => ({ name, value: name }));
}
