/**
 * Slack's messages: mentions in threads and direct messages → an answer in the thread, streamed in a direct message. Each
 * is written down before it is acknowledged and taken up again where a process left it.
 */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { AnswerWatch } from '../../src/core/ports.js';
import type { Desk } from '../../src/messaging/desk.js';
import type { InOrder } from '../../src/messaging/in-order.js';
import { createOutbox, type DeliveryKey } from '../../src/messaging/outbox.js';
import { WORDS } from '../../src/messaging/wording.js';
import { codeOf } from './deliver.js';
import type { SlackContext, SlackOptions } from './index.js';
import { earlierWords, parseMessage, type SlackAsk, type SlackWork, slackWorkSchema } from './parse.js';
import { renderAnswer, type SlackMessage } from './render.js';

const THREAD_MESSAGES_READ = 30;
const EARLIER_MAX = 6;

export interface MessagesParts extends Pick<SlackContext, 'desk' | 'options' | 'audienceOf' | 'delivery'> {
  readonly client: webApi.WebClient;
  readonly order: InOrder;
  readonly desk: Desk;
  readonly options: SlackOptions;
}

export function createMessages({ client, options, desk, order, delivery, audienceOf: lookUp }: MessagesParts) {
  const { log } = desk;
  let botUser = '';

  const askedBy = async (ask: SlackWork) => {
    const audience = await lookUp(client, ask);
    const earlier = ask.inThread && !ask.direct ? await threadBefore(ask) : [];
    return { conversationId: conversationOf(ask), text: ask.text, audience, region: options.region, earlier };
  };
  const nameOf = ({ delivery: id, row }: DeliveryKey): string => `${id}:${row}`;
  const wholeOf = (id: string): string => `${id}:whole`;

  const outbox = createOutbox<SlackWork, SlackMessage>({
    courier: {
      channel: 'slack',
      work: slackWorkSchema,
      piece: z.custom<SlackMessage>((value) => typeof value === 'object' && value !== null && 'blocks' in value),
      async answer(ask) {
        const asked = await askedBy(ask);
        return renderAnswer(await desk.ask(asked), { audience: asked.audience });
      },
      send: (ask, message, key) => delivery.post(client, ask.channel, ask.threadTs, [message], () => nameOf(key)),
      wasSent: (ask, key) => delivery.wasPosted(client, ask, [nameOf(key), wholeOf(key.delivery)]),
      fail: ({ channel, threadTs }) => client.chat.postMessage({ channel, thread_ts: threadTs, text: WORDS.failed }),
      reasonOf: codeOf,
    },
    deliveries: desk.deliveries,
    order,
    log,
  });

  /** A message of a person: written down now, answered when the returned function is called. */
  const takeOn = async (body: unknown): Promise<(() => void) | undefined> => {
    const ask = parseMessage(body, botUser);
    if (!ask) return undefined;
    const { eventIds, ...work } = ask;
    const message = { eventIds, conversationId: conversationOf(ask), work };
    if (!(await outbox.take(message))) return undefined;
    return () =>
      void outbox.deliver(
        message,
        ask.direct
          ? async (ready) => {
              const asked = await askedBy(work);
              const naming = {
                ofMessage: (row: number) => nameOf({ delivery: eventIds[0], row }),
                ofWhole: wholeOf(eventIds[0]),
                ready,
              };
              const answering = (watch: AnswerWatch) => desk.ask(asked, watch);
              await delivery.streamed(client, work, { audience: asked.audience }, answering, naming);
            }
          : undefined,
      );
  };
  const threadBefore = async (ask: SlackWork): Promise<readonly string[]> => {
    try {
      const { messages } = await client.conversations.replies({
        channel: ask.channel,
        ts: ask.threadTs,
        latest: ask.ts,
        limit: THREAD_MESSAGES_READ,
      });
      return earlierWords(messages, ask.ts).slice(-EARLIER_MAX);
    } catch (error) {
      log.warn({ channel: 'slack', reason: codeOf(error) }, 'thread not read');
      return [];
    }
  };

  return {
    takeOn,
    async start() {
      botUser = (await client.auth.test()).user_id ?? '';
      await outbox.start();
    },
    stop: outbox.stop,
  };
}

/** A direct message is one conversation whatever its threads; a thread of a channel is one of its own. */
function conversationOf(ask: Pick<SlackAsk, 'team' | 'channel' | 'threadTs' | 'direct'>): string {
  return ask.direct ? `slack:${ask.team}:${ask.channel}` : `slack:${ask.team}:${ask.channel}:${ask.threadTs}`;
}
