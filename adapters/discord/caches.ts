/**
 * What the client keeps in memory of Discord: little, and for a short time. By itself it keeps two hundred messages of
 * each channel and everyone who ever wrote, for as long as the process runs; the assistant reads none of it again.
 */
import { type ClientOptions, Options } from 'discord.js';

const MESSAGES_OF_A_CHANNEL_MAX = 20;
const USERS_MAX = 1_000;
const MEMBERS_OF_A_SERVER_MAX = 200;
const MESSAGE_KEPT_SECONDS = 600;
const SWEEP_EVERY_SECONDS = 300;

/** `ownId`: the assistant itself is always known, or the client would not know who it is. */
export function boundedCaches(ownId: () => string | undefined): Pick<ClientOptions, 'makeCache' | 'sweepers'> {
  return {
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: MESSAGES_OF_A_CHANNEL_MAX,
      UserManager: { maxSize: USERS_MAX, keepOverLimit: ({ id }) => id === ownId() },
      GuildMemberManager: { maxSize: MEMBERS_OF_A_SERVER_MAX, keepOverLimit: ({ id }) => id === ownId() },
      ThreadMemberManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildInviteManager: 0,
    }),
    sweepers: {
      ...Options.DefaultSweeperSettings,
      messages: { interval: SWEEP_EVERY_SECONDS, lifetime: MESSAGE_KEPT_SECONDS },
    },
  };
}
