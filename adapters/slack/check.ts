/** Whether Slack's tokens work and what they may do. Rejects with what is wrong and where to mend it. */
import { webApi } from '@slack/bolt';
import { ConfigError } from '../../src/config.js';
import { codeOf } from './deliver.js';
import type { SlackOptions } from './index.js';

/** Without these a promise of the guide is broken; `assistant:write` is left out: workspaces without agents lack it. */
export const SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
];

export async function checkSlack({ botToken, appToken, signingSecret, apiUrl }: SlackOptions): Promise<string> {
  const options = {
    retryConfig: { retries: 0 },
    logLevel: webApi.LogLevel.ERROR,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
  if (appToken === undefined && signingSecret === undefined)
    throw new ConfigError(
      'Slack에서 질문을 받을 길이 없습니다.\n  → BOKJI_SLACK_APP_TOKEN(xapp-…)이나 BOKJI_SLACK_SIGNING_SECRET을 적으세요.',
    );
  const test = await new webApi.WebClient(botToken, options).auth.test().catch((error: unknown) => {
    requireReached(error);
    throw new ConfigError(
      `BOKJI_SLACK_BOT_TOKEN이 통하지 않습니다(${codeOf(error)}).\n  → Install App 화면의 xoxb-… 토큰을 다시 복사하세요.`,
      { cause: error },
    );
  });
  const granted = test.response_metadata?.scopes ?? [];
  const missing = SCOPES.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new ConfigError(
      `Slack 권한이 빠졌습니다: ${missing.join(', ')}\n  → OAuth & Permissions에서 더하고 앱을 다시 설치하세요.`,
    );
  if (appToken !== undefined)
    await new webApi.WebClient(appToken, options).apps.connections.open({}).catch((error: unknown) => {
      requireReached(error);
      throw new ConfigError(
        `BOKJI_SLACK_APP_TOKEN이 통하지 않습니다(${codeOf(error)}).\n  → connections:write 권한의 xapp-… 토큰을 다시 만드세요.`,
        { cause: error },
      );
    });
  return `워크스페이스 ${test.team ?? test.team_id}, ${appToken === undefined ? 'HTTP' : 'Socket Mode'}, 권한 ${granted.length}개`;
}

/** A line that is down says nothing of a token. */
function requireReached(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === webApi.ErrorCode.RequestError)
    throw new ConfigError('Slack에 연결할 수 없습니다.\n  → 인터넷 연결과 방화벽, BOKJI_SLACK_API_URL을 확인하세요.', {
      cause: error,
    });
}
