/** Whether Discord's token works and the intents asked for are switched on. Rejects with what is wrong. */
import { ApplicationFlags, DiscordAPIError, REST } from 'discord.js';
import { z } from 'zod';
import { ConfigError } from '../../src/config.js';
import { type DiscordOptions, reasonOf } from './index.js';

const application = z.object({ id: z.string(), name: z.string(), flags: z.number().default(0) });

export async function checkDiscord({ token, apiUrl, readsThreads }: Omit<DiscordOptions, 'settings'>): Promise<string> {
  const rest = new REST({ retries: 0, ...(apiUrl === undefined ? {} : { api: apiUrl }) }).setToken(token);
  const found = await rest.get('/applications/@me').catch((error: unknown) => {
    if (!(error instanceof DiscordAPIError))
      throw new ConfigError(
        `Discord에 연결할 수 없습니다(${reasonOf(error)}).\n  → 인터넷 연결과 방화벽, BOKJI_DISCORD_API_URL을 확인하세요.`,
        { cause: error },
      );
    throw new ConfigError(
      `BOKJI_DISCORD_TOKEN이 통하지 않습니다(${reasonOf(error)}).\n  → Bot 화면에서 토큰을 다시 만들어 복사하세요.`,
      { cause: error },
    );
  });
  const { id, name, flags } = application.parse(found);
  const allowed = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  if (readsThreads && (flags & allowed) === 0)
    throw new ConfigError(
      'Message Content Intent가 꺼져 있습니다.\n  → Bot 화면에서 켜거나 BOKJI_DISCORD_READ_THREADS를 비우세요.',
    );
  return `앱 ${name}(${id})`;
}
