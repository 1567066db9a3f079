/** Discord's buttons and the window for what was not helpful. */
import {
  type ButtonInteraction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { REASONS, WORDS } from '../../src/messaging/wording.js';
import { type DiscordContext, replyInOrder, SILENT } from './index.js';
import { privateConversation } from './parse.js';
import { PRESSES, plainMessage, pressOf, renderAnswer, renderQuotes } from './render.js';

export async function takePress(
  interaction: ButtonInteraction,
  { desk, options, work }: DiscordContext,
): Promise<void> {
  const { press, answerId, row } = pressOf(interaction.customId);
  if (press === PRESSES.notHelpful) return interaction.showModal(reasonModal(answerId)).then(() => undefined);
  const asked = press === PRESSES.ask;
  const mine = !asked || interaction.message.flags.has(MessageFlags.Ephemeral);
  await interaction.deferReply(mine ? { flags: MessageFlags.Ephemeral } : {});
  const tell = (text: string) => interaction.editReply({ ...plainMessage(text), allowedMentions: SILENT });
  const { guildId, channelId, user, channel } = interaction;
  // In a thread the conversation is the thread's, which carries the id of the message it hangs on.
  const conversationId =
    guildId !== null && !mine && channel?.isThread()
      ? `discord:${guildId}:${channelId}`
      : privateConversation(guildId, channelId, user.id);
  await work(
    asked ? conversationId : `discord:press:${interaction.id}`,
    press,
    async () => {
      const answer = await desk.find(answerId);
      if (!answer) return void (await tell(WORDS.gone));
      if (press === PRESSES.quotes) return replyInOrder(interaction, renderQuotes(answer), true);
      if (press === PRESSES.helpful) {
        const kept = await desk.rate(answerId, { helpful: true });
        return void (await tell(kept ? WORDS.thanks : WORDS.gone));
      }
      const chosen = asked ? answer.nextActions[row] : undefined;
      if (chosen?.kind !== 'ask') return void (await tell(WORDS.gone));
      const settings = guildId === null ? undefined : await options.settings.of(guildId);
      const next = await desk.ask({
        conversationId,
        text: chosen.value,
        audience: 'public',
        region: settings?.region ?? options.region,
      });
      await replyInOrder(interaction, renderAnswer(next, chosen.value), mine);
    },
    () => tell(WORDS.failed),
  );
}

export async function takeReason(interaction: ModalSubmitInteraction, { desk, work }: DiscordContext): Promise<void> {
  const { answerId } = pressOf(interaction.customId);
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const tell = (text: string) => interaction.editReply({ ...plainMessage(text), allowedMentions: SILENT });
  await work(
    `discord:press:${interaction.id}`,
    'reason',
    async () => {
      const [chosen] = interaction.fields.getStringSelectValues('reason');
      const comment = interaction.fields.getTextInputValue('comment').trim();
      const kept = await desk.rate(answerId, {
        helpful: false,
        reason: REASONS.find((reason) => reason === chosen) ?? 'other',
        ...(comment === '' ? {} : { comment }),
      });
      await tell(kept ? WORDS.thanks : WORDS.gone);
    },
    () => tell(WORDS.failed),
  );
}

function reasonModal(answerId: string): ModalBuilder {
  return new ModalBuilder()
    .setCustomId(`${PRESSES.reason}:${answerId}`)
    .setTitle(WORDS.reasonTitle)
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(WORDS.reasonLabel)
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('reason')
            .addOptions(REASONS.map((reason) => ({ label: WORDS.reasons[reason], value: reason }))),
        ),
      new LabelBuilder()
        .setLabel(WORDS.commentLabel)
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('comment')
            .setStyle(TextInputStyle.Paragraph)
            .setRequired(false)
            .setMaxLength(500),
        ),
    );
}
