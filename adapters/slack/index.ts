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
import { ConfigError } from '../../src/config.js';
import type { Channel } from '../../src/core/ports.js';
import type { Desk } from '../../src/messaging/desk.js';
import { createInOrder } from '../../src/messaging/in-order.js';
import { WORDS } from '../../src/messaging/wording.js';
import { createAudience, type StaffPlaces } from './audience.js';
import { codeOf, createDelivery, patiently } from './deliver.js';
import { createMessages } from './messages.js';
import { parseCommand, plainWords, type SlackPlace } from './parse.js';
import { registerPresses } from './presses.js';
import { createHttpReceiver } from './receiver.js';
import { escapeMrkdwn, renderAnswer } from './render.js';
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
          host: options.http?.host ?? '127.0.0.1',
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

  const { client } = app;
  const messages = createMessages({ client, options, desk, order, delivery, audienceOf: lookUp });
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) =>
    processEvent({
      ...event,
      async ack(response) {
        const begin = await messages.takeOn(event.body);
        await event.ack(response);
        begin?.();
      },
    });

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
        await messages.start();
        await app.start();
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
      messages.stop();
      await order.idle();
    },
  };
}

export function tellPrivately(respond: RespondFn): Promise<unknown> {
  return patiently(() => respond({ response_type: 'ephemeral', replace_original: false, text: WORDS.failed }));
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
