/** `/복지설정`: what the people who run a server decide for it. Seen by them alone. */
import { type ChatInputCommandInteraction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { DEFAULT_SETTINGS, type ServerSettings } from '../../src/messaging/settings.js';
import { WORDS } from '../../src/messaging/wording.js';
import { SETTINGS } from './commands.js';
import { type DiscordContext, SILENT } from './index.js';
import { plainMessage } from './render.js';

export async function changeSettings(
  interaction: ChatInputCommandInteraction,
  { desk, options, work }: DiscordContext,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const tell = (text: string) => interaction.editReply({ ...plainMessage(text), allowedMentions: SILENT });
  const { guildId } = interaction;
  // Discord hides the command from others, but a server may open it to a role by mistake.
  if (guildId === null || !interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild))
    return void (await tell(WORDS.settingsForAdmins));
  const change = changeOf(interaction, desk.resolveRegion);
  if (typeof change === 'string') return void (await tell(change));
  await work(
    `discord:settings:${guildId}`,
    'settings',
    async () => {
      const settings = change ? await options.settings.change(guildId, change) : await options.settings.of(guildId);
      // The channels' own names are shown by Discord; nobody is called by it.
      const channels = settings.channels.map((id) => `<#${id}>`).join(' ') || WORDS.settingsAllChannels;
      const lines = [
        `${WORDS.settingsChannels}: ${channels}`,
        `${WORDS.settingsRegion}: ${plainMessage(settings.region ?? WORDS.settingsNoRegion).content}`,
        `${WORDS.settingsEphemeral}: ${settings.ephemeral ? WORDS.yes : WORDS.no}`,
      ];
      await interaction.editReply({ content: lines.join('\n'), allowedMentions: SILENT });
    },
    () => tell(WORDS.failed),
  );
}

/** A change, undefined where settings are only shown, or why it cannot be made. */
function changeOf(
  { options }: ChatInputCommandInteraction,
  resolveRegion: (name: string) => string | undefined,
): ((settings: ServerSettings) => ServerSettings) | string | undefined {
  switch (options.getSubcommand()) {
    case SETTINGS.channel: {
      const { id } = options.getChannel(SETTINGS.value, true);
      const removes = options.getBoolean(SETTINGS.clear) ?? false;
      return (settings) => ({
        ...settings,
        channels: removes
          ? settings.channels.filter((channel) => channel !== id)
          : [...new Set([...settings.channels, id])],
      });
    }
    case SETTINGS.region: {
      const name = options.getString(SETTINGS.value);
      if (name === null || name.trim() === '') return ({ region: _cleared, ...settings }) => settings;
      const region = resolveRegion(name);
      return region === undefined ? WORDS.unknownRegion : (settings) => ({ ...settings, region });
    }
    case SETTINGS.ephemeral: {
      const ephemeral = options.getBoolean(SETTINGS.value, true);
      return (settings) => ({ ...settings, ephemeral });
    }
    case SETTINGS.reset:
      return () => DEFAULT_SETTINGS;
    default:
      return undefined;
  }
}
