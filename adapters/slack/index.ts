/**
 * Slack as a channel: connects Bolt's listeners to the desk. Mentions in threads, direct messages, `/복지`, the message
 * shortcut, buttons, windows and the Home; over Socket Mode where an app token is set, else over signed HTTP.
 *
 * A message is written down before it is acknowledged, and acknowledged before work on it begins (`outbox.ts`): what is
 * delivered again does nothing, and what the end of a process leaves is taken up. Presses and commands, which Slack
 * does not deliver again, are claimed by their id.
 */
import type { AddressInfo } from 'node:net';
import { App, type Logger as BoltLogger, LogLevel, type RespondFn, SocketModeReceiver, type webApi } from '@slack/bolt';
import { z } from 'zod';
import { ConfigError } from '../../src/config.js';
import type { AnswerWatch, Channel } from '../../src/core/ports.js';
import type { Desk } from '../../src/messaging/desk.js';
import { createInOrder } from '../../src/messaging/in-order.js';
import { createOutbox, type DeliveryKey } from '../../src/messaging/outbox.js';
import { WORDS } from '../../src/messaging/wording.js';
import { createAudience, type StaffPlaces } from './audience.js';
import { codeOf, createDelivery, patiently } from './deliver.js';
import {
  earlierWords,
  parseCommand,
  parseMessage,
  plainWords,
  type SlackAsk,
  type SlackPlace,
  type SlackWork,
  slackWorkSchema,
} from './parse.js';
import { registerPresses } from './presses.js';
import { createHttpReceiver } from './receiver.js';
import { escapeMrkdwn, renderAnswer, type SlackMessage } from './render.js';
import { draftView, homeView, messageView } from './views.js';

export interface SlackOptions {
  readonly botToken: string;
  /** Socket Mode; without it `signingSecret` and HTTP. */
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly http?: { readonly port: number; readonly host: string };
  readonly staff: StaffPlaces;
  readonly dutyChannel?: string | undefined;
  readonly region?: string | undefined;
  /** Another address of Slack's Web API, for closed networks with a relay. */
  readonly apiUrl?: string | undefined;
}

export interface SlackContext {
  readonly desk: Desk;
  readonly options: SlackOptions;
  readonly audienceOf: (client: webApi.WebClient, place: SlackPlace) => ReturnType<ReturnType<typeof createAudience>>;
  readonly delivery: ReturnType<typeof createDelivery>;
  /** Runs work after its acknowledgement, in order by key; a fault is logged and told. */
  readonly work: (key: string, what: string, todo: () => Promise<void>, tell: () => Promise<unknown>) => void;
}

const THREAD_MESSAGES_READ = 30;
const EARLIER_MAX = 6;

export function createSlackChannel(
  options: SlackOptions,
  desk: Desk,
): Channel & { address(): AddressInfo | undefined } {
  const { log, clock } = desk;
  const clientOptions = options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl };
  const logger = quietLogger(desk);
  const http =
    options.appToken === undefined
      ? createHttpReceiver({
          signingSecret: options.signingSecret ?? '',
          port: options.http?.port ?? 3001,
          host: options.http?.host ?? '0.0.0.0',
          clock,
          log,
        })
      : undefined;
  const receiver =
    http ?? new SocketModeReceiver({ appToken: options.appToken ?? '', logger, installerOptions: { clientOptions } });
  const app = new App({
    token: options.botToken,
    receiver,
    clientOptions,
    logger,
    deferInitialization: true,
  });
  const order = createInOrder();
  const delivery = createDelivery(log);
  const lookUp = createAudience(options.staff, clock, log);

  const work: SlackContext['work'] = (key, what, todo, tell) => {
    order
      .run(key, async () => {
        try {
          await todo();
        } catch (error) {
          log.error({ channel: 'slack', what, reason: codeOf(error) }, 'not delivered');
          await tell();
        }
      })
      .catch((error: unknown) =>
        log.error({ channel: 'slack', what, reason: codeOf(error) }, 'failure could not be told'),
      );
  };
  const context: SlackContext = { desk, options, audienceOf: lookUp, delivery, work };

  const client = app.client;
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
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) =>
    processEvent({
      ...event,
      async ack(response) {
        const begin = await takeOn(event.body);
        await event.ack(response);
        begin?.();
      },
    });

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

  app.event('app_home_opened', async ({ client, event }) => {
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: homeView(await desk.index()) });
    else await suggest(client, event.channel);
  });
  app.event('assistant_thread_started', ({ client, event }) =>
    suggest(client, event.assistant_thread.channel_id, event.assistant_thread.thread_ts),
  );

  const suggest = async (client: webApi.WebClient, channel: string, threadTs?: string): Promise<void> => {
    try {
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: channel,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        title: WORDS.promptsTitle,
        prompts: WORDS.prompts.map((prompt) => ({ ...prompt })),
      });
    } catch (error) {
      log.info({ reason: codeOf(error) }, 'no suggested prompts in this workspace');
    }
  };

  app.command('/복지', async ({ ack, client, body, respond }) => {
    const command = parseCommand(body);
    if (!command || command.text === '')
      return ack({ response_type: 'ephemeral', text: escapeMrkdwn(WORDS.emptyQuestion) });
    await ack({ response_type: 'ephemeral', text: WORDS.searching });
    if (!(await desk.claim(`slack:command:${command.triggerId}`))) return;
    const conversationId = `slack:${command.team}:${command.channel}:${command.user}`;
    work(
      conversationId,
      'command',
      async () => {
        const audience = await lookUp(client, command);
        const answer = await desk.ask({ conversationId, text: command.text, audience, region: options.region });
        const shown = renderAnswer(answer, { audience, question: command.text, shareable: true });
        await delivery.privately(client, command.user, respond, shown);
      },
      () => tellPrivately(respond),
    );
  });

  app.shortcut({ callback_id: 'draft_reply', type: 'message_action' }, async ({ ack, shortcut, client }) => {
    await ack();
    const { trigger_id, message, channel, team, user } = shortcut;
    if (!(await desk.claim(`slack:shortcut:${trigger_id}`))) return;
    const text = plainWords(message.text ?? '');
    const opened = await client.views.open({
      trigger_id,
      view: messageView(WORDS.draftTitle, text === '' ? WORDS.emptyMessage : WORDS.draftWorking),
    });
    const viewId = opened.view?.id;
    if (text === '' || viewId === undefined) return;
    const conversationId = `slack:${team?.id ?? ''}:${channel.id}:draft:${user.id}:${trigger_id}`;
    work(
      conversationId,
      'draft',
      async () => {
        // What leaves the house for a citizen holds public knowledge only, whoever asks for it.
        const answer = await desk.ask({ conversationId, text, audience: 'public', region: options.region });
        await desk.forget(conversationId);
        await client.views.update({ view_id: viewId, view: draftView(answer) });
      },
      () => client.views.update({ view_id: viewId, view: messageView(WORDS.draftTitle, WORDS.failed) }),
    );
  });

  registerPresses(app, context);

  app.error(async (error) => {
    log.error({ channel: 'slack', reason: codeOf(error) }, 'a listener failed');
  });

  return {
    name: 'slack',
    address: () => http?.address(),
    async start() {
      // An empty secret would let anyone sign.
      if (options.appToken === undefined && !options.signingSecret)
        throw new ConfigError(
          'Slack에서 질문을 받을 길이 없습니다.\n  → BOKJI_SLACK_APP_TOKEN(xapp-…)이나 BOKJI_SLACK_SIGNING_SECRET을 적으세요.',
        );
      try {
        await app.init();
        botUser = (await client.auth.test()).user_id ?? '';
        await app.start();
        await outbox.start();
      } catch (error) {
        // What did start must not go on behind a channel that is given up.
        await app.stop().catch(() => undefined);
        throw new ConfigError(
          `Slack에 연결하지 못했습니다(${codeOf(error)}).\n  → bokji doctor 로 토큰과 권한을 확인하세요. 설정 방법은 docs/slack.md에 있습니다.`,
          { cause: error },
        );
      }
    },
    async stop() {
      await app.stop();
      outbox.stop();
      await order.idle();
    },
  };
}

export function tellPrivately(respond: RespondFn): Promise<unknown> {
  return patiently(() => respond({ response_type: 'ephemeral', replace_original: false, text: WORDS.failed }));
}

/** A direct message is one conversation whatever its threads; a thread of a channel is one of its own. */
export function conversationOf(ask: Pick<SlackAsk, 'team' | 'channel' | 'threadTs' | 'direct'>): string {
  return ask.direct ? `slack:${ask.team}:${ask.channel}` : `slack:${ask.team}:${ask.channel}:${ask.threadTs}`;
}

/** Bolt's log without its words at debug, where payloads stand. */
function quietLogger({ log }: Desk): BoltLogger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => log.warn({ channel: 'slack' }, 'the Slack client warns'),
    error: (...messages: unknown[]) =>
      log.error(
        { channel: 'slack', reason: codeOf(messages.find((message) => message instanceof Error)) },
        'the Slack client reports an error',
      ),
    getLevel: () => LogLevel.WARN,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
