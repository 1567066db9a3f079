/**
 * Answers on their way to Slack: messages in a thread, a streamed answer in a direct message, a private reply. Rate
 * limits are waited out (by Slack's client, and here for reply addresses). Where a workspace lacks the agent features
 * the answer comes as an ordinary message; rejects only when nothing of it could be sent.
 */
import type { RespondFn, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AnswerWatch } from '../../src/core/ports.js';
import type { Answer, Statement } from '../../src/core/types.js';
import { linesOf } from '../../src/messaging/lines.js';
import { WORDS } from '../../src/messaging/wording.js';
import type { SlackWork } from './parse.js';
import {
  escapeMarkdown,
  MESSAGE_LENGTH_MAX,
  type RenderOptions,
  renderAnswer,
  renderTail,
  type SlackMessage,
  streamedLine,
} from './render.js';

type WebClient = webApi.WebClient;

const QUIET = { unfurl_links: false, unfurl_media: false, link_names: false } as const;
/** Slack lets a reply address be used five times. */
const RESPONSES_MAX = 5;
const RESPOND_TRIES_MAX = 6;
/** After a refusal the agent features are tried again this much later: the plan may have changed. */
const AGENT_RETRY_MS = 3_600_000;

/** Looked through for a message that may have gone. */
const MESSAGES_LOOKED_THROUGH = 200;

export interface StreamNaming {
  readonly ofMessage: (row: number) => string;
  /** Of a streamed answer that has reached its end. */
  readonly ofWhole: string;
  /** Called with the answer as messages before the stream ends. */
  readonly ready: (messages: readonly SlackMessage[]) => Promise<void>;
}

const namedSchema = z.object({ event_payload: z.object({ name: z.string() }) });

/** Seen by apps alone. */
function metadataOf(name: string) {
  return { event_type: 'bokji_answer', event_payload: { name } };
}

export function createDelivery(log: Logger) {
  let withoutStatusUntilMs = 0;
  let withoutStreamUntilMs = 0;

  const post = async (
    client: WebClient,
    channel: string,
    threadTs: string | undefined,
    messages: readonly SlackMessage[],
    /** Names each message, so that it can be found again; see `wasPosted`. */
    nameOf?: (row: number) => string,
  ) => {
    for (const [row, { text, blocks }] of messages.entries())
      await client.chat.postMessage({
        channel,
        text,
        blocks,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        ...(nameOf ? { metadata: metadataOf(nameOf(row)) } : {}),
        ...QUIET,
      });
  };

  /** Whether a message of one of these names stands in the thread. Where that cannot be read: no; twice is better than never. */
  const wasPosted = async (client: WebClient, ask: SlackWork, names: readonly string[]): Promise<boolean> => {
    try {
      const { messages = [] } = await client.conversations.replies({
        channel: ask.channel,
        ts: ask.threadTs,
        oldest: ask.ts,
        include_all_metadata: true,
        limit: MESSAGES_LOOKED_THROUGH,
      });
      return messages.some(({ metadata }) => {
        const named = namedSchema.safeParse(metadata);
        return named.success && names.includes(named.data.event_payload.name);
      });
    } catch (error) {
      log.warn({ channel: 'slack', reason: codeOf(error) }, 'thread not read; sent again');
      return false;
    }
  };

  const setStatus = async (client: WebClient, ask: SlackWork): Promise<void> => {
    if (!ask.direct || Date.now() < withoutStatusUntilMs) return;
    try {
      await client.assistant.threads.setStatus({
        channel_id: ask.channel,
        thread_ts: ask.threadTs,
        status: WORDS.searching,
        loading_messages: [...WORDS.searchingSteps],
      });
    } catch (error) {
      withoutStatusUntilMs = Date.now() + AGENT_RETRY_MS;
      log.info({ reason: codeOf(error) }, 'no agent status in this workspace');
    }
  };

  /** Sends statements as they come; `finish` says how many have gone, or undefined where streaming failed. */
  const stream = (client: WebClient, ask: SlackWork) => {
    const streamer = client.chatStream({
      channel: ask.channel,
      thread_ts: ask.threadTs,
      recipient_team_id: ask.userTeam ?? ask.team,
      recipient_user_id: ask.user,
      buffer_size: 1,
    });
    let sent = 0;
    let failed: unknown;
    let tail: Promise<void> = Promise.resolve();
    const append = (markdown: string) => {
      tail = tail.then(async () => {
        if (failed !== undefined) return;
        try {
          await streamer.append({ markdown_text: markdown });
        } catch (error) {
          failed = error;
        }
      });
    };
    return {
      statement({ text, citations }: Statement) {
        sent += 1;
        append(`- ${escapeMarkdown(`${text}${citations.map((n) => `[${n}]`).join('')}`)}\n\n`);
      },
      get sent() {
        return sent;
      },
      append,
      async stop(last: SlackMessage | undefined, name: string): Promise<void> {
        await tail;
        const metadata = metadataOf(name);
        if (failed === undefined) await streamer.stop(last ? { blocks: last.blocks, metadata } : { metadata });
        else throw failed;
      },
    };
  };

  /** A direct message: status, then the statements as they pass verification, then what they rest on. */
  const streamed = async (
    client: WebClient,
    ask: SlackWork,
    options: RenderOptions,
    answering: (watch: AnswerWatch) => Promise<Answer>,
    naming: StreamNaming,
  ): Promise<void> => {
    await setStatus(client, ask);
    /** As messages of its own; also what is sent should the process end before the stream does. */
    const written = async (answer: Answer): Promise<readonly SlackMessage[]> => {
      const messages = renderAnswer(answer, options);
      await naming.ready(messages);
      return messages;
    };
    const asMessages = (messages: readonly SlackMessage[]) =>
      post(client, ask.channel, ask.threadTs, messages, naming.ofMessage);
    if (Date.now() < withoutStreamUntilMs) return asMessages(await written(await answering({})));
    const live = stream(client, ask);
    let over = false;
    const answer = await answering({
      onStatement: (statement) => {
        // A turn later: what comes together with the whole answer is better told in its own layout.
        setTimeout(() => {
          if (!over) live.statement(statement);
        }, 0);
      },
    });
    over = true;
    const messages = await written(answer);
    const lines = linesOf(answer.text).map(streamedLine);
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    const tail = renderTail(answer, options);
    if (live.sent === 0 && (length > MESSAGE_LENGTH_MAX || tail.length > 1)) return asMessages(messages);
    try {
      if (live.sent === 0) for (const line of lines) live.append(line);
      else for (const statement of answer.statements.slice(live.sent)) live.statement(statement);
      await live.stop(tail[0], naming.ofWhole);
      await post(client, ask.channel, ask.threadTs, tail.slice(1));
    } catch (error) {
      withoutStreamUntilMs = Date.now() + AGENT_RETRY_MS;
      log.info({ reason: codeOf(error) }, 'no streaming here; sent as a message');
      await asMessages(messages);
    }
  };

  /** Only for the person who asked. What the reply address no longer takes goes to a direct message. */
  const privately = async (
    client: WebClient,
    user: string,
    respond: RespondFn,
    messages: readonly SlackMessage[],
  ): Promise<void> => {
    for (const [row, { text, blocks }] of messages.entries()) {
      if (row < RESPONSES_MAX - 1)
        await patiently(() => respond({ response_type: 'ephemeral', replace_original: false, text, blocks }));
      else await post(client, user, undefined, [{ text, blocks }]);
    }
  };

  return { post, wasPosted, streamed, privately };
}

/** Waits where a reply address is asked too often; Bolt's `respond` does not. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
      const message = error instanceof Error ? error.message : '';
      const limited = status === 429 || status >= 500 || /\b(?:429|5\d\d)\b/.test(message);
      if (!limited || tries >= RESPOND_TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** (tries - 1)));
    }
  }
}

/** Slack's word for what went wrong, or the error's name: never what people wrote. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('data' in error && typeof error.data === 'object' && error.data !== null && 'error' in error.data)
    return String(error.data.error);
  if ('code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
