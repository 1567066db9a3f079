/** The commands as Discord registers them: `/질문` for everyone, `/복지설정` for those who run a server. */
import {
  type ApplicationCommandData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  PermissionFlagsBits,
} from 'discord.js';

export const ASK = { name: '질문', words: '내용', region: '지역', mine: '나만보기' } as const;
export const SETTINGS = {
  name: '복지설정',
  show: '보기',
  channel: '채널',
  region: '지역',
  ephemeral: '나만보기',
  reset: '처음으로',
  value: '값',
  clear: '빼기',
} as const;
const QUESTION_LENGTH_MAX = 1_000;

const english = (name: string) => ({ 'en-US': name, 'en-GB': name });
/** Korean is the default and said again under its own key, so that it is kept where the default changes. */
const named = (ko: string, en: string, tells: string, tellsEnglish: string) => ({
  name: ko,
  nameLocalizations: { ko, ...english(en) },
  description: tells,
  descriptionLocalizations: { ko: tells, ...english(tellsEnglish) },
});

export const COMMANDS: readonly ApplicationCommandData[] = [
  {
    type: ApplicationCommandType.ChatInput,
    ...named(
      ASK.name,
      'ask',
      '복지 제도를 물어봅니다. 출처와 함께 답합니다.',
      'Ask about Korean welfare programmes, answered with sources.',
    ),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named(ASK.words, 'question', '궁금한 것을 적어 주세요.', 'What you want to know.'),
        required: true,
        autocomplete: true,
        maxLength: QUESTION_LENGTH_MAX,
      },
      {
        type: ApplicationCommandOptionType.String,
        ...named(ASK.region, 'region', '사는 곳. 예: 고양시', 'Where you live, such as 고양시.'),
        maxLength: 40,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...named(ASK.mine, 'private', '나에게만 보이게 할까요?', 'Show the answer to me only.'),
      },
    ],
  },
  {
    type: ApplicationCommandType.ChatInput,
    ...named(
      SETTINGS.name,
      'welfare-settings',
      '이 서버에서 복지길잡이를 어떻게 쓸지 정합니다.',
      'How the assistant works in this server.',
    ),
    defaultMemberPermissions: PermissionFlagsBits.ManageGuild,
    dmPermission: false,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named(SETTINGS.show, 'show', '지금 설정을 봅니다.', 'Show the settings.'),
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named(
          SETTINGS.channel,
          'channel',
          '답할 채널을 더하거나 뺍니다. 하나도 없으면 모든 채널입니다.',
          'Add or remove an allowed channel; none means all.',
        ),
        options: [
          {
            type: ApplicationCommandOptionType.Channel,
            ...named(SETTINGS.value, 'value', '채널', 'Channel'),
            required: true,
            channelTypes: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
          },
          {
            type: ApplicationCommandOptionType.Boolean,
            ...named(SETTINGS.clear, 'remove', '목록에서 뺍니다.', 'Remove it.'),
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named(
          SETTINGS.region,
          'region',
          '질문에 지역이 없을 때 쓸 지역입니다.',
          'Region where a question names none.',
        ),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            ...named(SETTINGS.value, 'value', '예: 고양시. 비우면 지웁니다.', 'Such as 고양시; empty clears.'),
            maxLength: 40,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named(
          SETTINGS.ephemeral,
          'private',
          '/질문의 답을 물은 사람에게만 보일지 정합니다.',
          'Whether answers to /질문 are private by default.',
        ),
        options: [
          {
            type: ApplicationCommandOptionType.Boolean,
            ...named(SETTINGS.value, 'value', '나에게만 보이기', 'Private'),
            required: true,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named(SETTINGS.reset, 'reset', '설정을 모두 지웁니다.', 'Clear all settings.'),
      },
    ],
  },
];
