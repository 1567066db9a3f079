/** Slack's buttons and windows: quotations, feedback with its reason, sharing, a call for a person, a choice taken. */
import type { AllMiddlewareArgs, App, RespondFn, SlackActionMiddlewareArgs, webApi } from '@slack/bolt';
import type { Audience } from '../../src/knowledge/schema.js';
import { REASONS, WORDS } from '../../src/messaging/wording.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';
import { codeOf, patiently } from './deliver.js';
import { type SlackContext, tellPrivately } from './index.js';
import { parsePress, type SlackPress } from './parse.js';
import { ACTIONS, escapeMrkdwn, readButtonValue, renderAnswer } from './render.js';
import { humanView, messageView, quotesView, reasonView, VIEWS } from './views.js';

type Pressed = SlackActionMiddlewareArgs & AllMiddlewareArgs;

export function registerPresses(app: App, { desk, options, audienceOf, delivery, work }: SlackContext): void {
  /** Acknowledges, then hands on what was pressed, once. */
  const onPress = (
    actionId: string | RegExp,
    handle: (press: SlackPress, client: webApi.WebClient, respond: RespondFn) => Promise<void>,
  ) => {
    app.action(actionId, async ({ ack, body, client, respond }: Pressed) => {
      await ack();
      const press = parsePress(body);
      if (!press || !(await desk.claim(`slack:press:${press.triggerId}`))) return;
      try {
        await handle(press, client, respond);
      } catch (error) {
        desk.log.error({ channel: 'slack', what: press.actionId, reason: codeOf(error) }, 'a press failed');
        await tellPrivately(respond);
      }
    });
  };
  const whisper = (respond: RespondFn, text: string) =>
    patiently(() => respond({ response_type: 'ephemeral', replace_original: false, text: escapeMrkdwn(text) }));

  /** An answer made from staff knowledge opens only where the person may see staff knowledge now. */
  const mayOpen = async (client: webApi.WebClient, press: SlackPress, audience: Audience) =>
    audience === 'public' || (await audienceOf(client, press)) === 'staff';

  const answerOf = async (client: webApi.WebClient, press: SlackPress) => {
    const read = readButtonValue(press.value);
    if (!read) return { refusal: WORDS.gone };
    if (!(await mayOpen(client, press, read.audience))) return { refusal: WORDS.notForYou };
    const answer = await desk.find(read.answerId);
    return answer ? { answer, audience: read.audience } : { refusal: WORDS.gone };
  };

  onPress(ACTIONS.quotes, async (press, client) => {
    const { answer, refusal } = await answerOf(client, press);
    const view = answer ? quotesView(answer) : messageView(WORDS.showQuotes, refusal ?? WORDS.gone);
    await client.views.open({ trigger_id: press.triggerId, view });
  });

  onPress(ACTIONS.helpful, async (press, _client, respond) => {
    const read = readButtonValue(press.value);
    const kept = read !== undefined && (await desk.rate(read.answerId, { helpful: true }));
    await whisper(respond, kept ? WORDS.thanks : WORDS.gone);
  });

  onPress(ACTIONS.notHelpful, async (press, client) => {
    const read = readButtonValue(press.value);
    if (read) await client.views.open({ trigger_id: press.triggerId, view: reasonView(read.answerId) });
  });

  app.view(VIEWS.reason, async ({ ack, view }) => {
    await ack();
    const chosen = view.state.values.reason?.reason?.selected_option?.value;
    const comment = view.state.values.comment?.comment?.value ?? undefined;
    await desk.rate(view.private_metadata, {
      helpful: false,
      reason: REASONS.find((reason) => reason === chosen) ?? 'other',
      ...(comment ? { comment } : {}),
    });
  });

  onPress(ACTIONS.share, async (press, client, respond) => {
    const { answer, audience, refusal } = await answerOf(client, press);
    if (!answer || !audience) return void (await whisper(respond, refusal ?? WORDS.gone));
    for (const { text, blocks } of renderAnswer(answer, { audience }))
      await patiently(() => respond({ response_type: 'in_channel', replace_original: false, text, blocks }));
  });

  onPress(ACTIONS.human, async (press, client, respond) => {
    if (options.dutyChannel === undefined) return void (await whisper(respond, WORDS.dutyMissing));
    const { channel, messageTs, ephemeral, value } = press;
    const metadata = JSON.stringify({ channel, ...(ephemeral ? {} : { ts: messageTs }), answer: value });
    await client.views.open({ trigger_id: press.triggerId, view: humanView(metadata) });
  });

  app.view(VIEWS.human, async ({ ack, view, body, client }) => {
    await ack();
    const { dutyChannel } = options;
    if (dutyChannel === undefined || !(await desk.claim(`slack:view:${view.id}`))) return;
    const { channel, ts, answer } = JSON.parse(view.private_metadata) as {
      channel: string;
      ts?: string;
      answer: string;
    };
    work(
      `slack:duty:${view.id}`,
      'duty',
      async () => {
        const link =
          ts === undefined ? undefined : (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
        const note = escapeMrkdwn(maskPersonalData(view.state.values.note?.note?.value ?? '').text);
        // The answer itself is not repeated: it may hold what the duty channel should not see.
        const text = [
          `<@${body.user.id}>${WORDS.dutyAsks}`,
          note,
          link ? `<${link}|${WORDS.dutyOpen}>` : '',
          answer.split(':')[1],
        ]
          .filter(Boolean)
          .join('\n');
        await client.chat.postMessage({
          channel: dutyChannel,
          text,
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } },
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  action_id: ACTIONS.resolve,
                  value: 'resolve',
                  text: { type: 'plain_text', text: WORDS.resolved },
                },
              ],
            },
          ],
          unfurl_links: false,
        });
        await client.chat.postMessage({ channel: body.user.id, text: WORDS.dutyPosted });
      },
      () => client.chat.postMessage({ channel: body.user.id, text: WORDS.failed }),
    );
  });

  app.action(ACTIONS.resolve, async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message || !body.channel) return;
    const text = `${body.message.text ?? ''}\n✓ <@${body.user.id}>${WORDS.resolvedBy}`;
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text,
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }],
    });
  });

  onPress(ACTIONS.ask, async (press, client, respond) => {
    const { team, channel, user, direct, ephemeral, threadTs, messageTs, value } = press;
    const thread = threadTs ?? messageTs;
    const conversationId = direct
      ? `slack:${team}:${channel}`
      : `slack:${team}:${channel}:${ephemeral || thread === undefined ? user : thread}`;
    work(
      conversationId,
      'choice',
      async () => {
        const audience = await audienceOf(client, press);
        const answer = await desk.ask({ conversationId, text: value, audience, region: options.region });
        const shown = renderAnswer(answer, { audience, question: value, shareable: ephemeral });
        if (ephemeral) await delivery.privately(client, user, respond, shown);
        else await delivery.post(client, channel, thread, shown);
      },
      () => tellPrivately(respond),
    );
  });
}
