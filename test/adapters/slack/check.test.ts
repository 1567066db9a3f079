/** What `bokji doctor` says of Slack and Discord, with their real clients on loopback. */
import { expect, it, onTestFinished } from 'vitest';
import { checkDiscord } from '../../../adapters/discord/check.js';
import { checkSlack } from '../../../adapters/slack/check.js';
import { startFakeDiscord } from '../../fakes/discord.js';
import { startFakeSlack } from '../../fakes/slack.js';
import { freePort } from '../../fixtures/listening.js';

const staff = { workspaces: [], channels: [] };

it('names the workspace and the way questions come in', async () => {
  const fake = await startFakeSlack();
  onTestFinished(fake.close);
  const found = await checkSlack({ botToken: 'xoxb', appToken: 'xapp', staff, apiUrl: fake.apiUrl });
  expect(found).toContain('Socket Mode');
});

it('names the missing scopes, a token that is not taken and a way in that is not set', async () => {
  const fake = await startFakeSlack();
  onTestFinished(fake.close);
  const options = { botToken: 'xoxb', signingSecret: 's', staff, apiUrl: fake.apiUrl };
  fake.scopes.splice(0, fake.scopes.length, 'chat:write');
  await expect(checkSlack(options)).rejects.toThrow(/users:read/);
  fake.failures.set('auth.test', 'invalid_auth');
  await expect(checkSlack(options)).rejects.toThrow(/BOKJI_SLACK_BOT_TOKEN.*invalid_auth/);
  await expect(checkSlack({ ...options, signingSecret: undefined })).rejects.toThrow(/BOKJI_SLACK_APP_TOKEN/);
});

it('names a Discord token that is not taken and an intent that is off', async () => {
  const fake = await startFakeDiscord();
  onTestFinished(fake.close);
  const settings = {
    of: async () => ({ channels: [], ephemeral: true }),
    change: async () => ({ channels: [], ephemeral: true }),
  };
  const options = { token: 't', settings, apiUrl: fake.apiUrl };
  expect(await checkDiscord(options)).toContain('복지길잡이');
  await expect(checkDiscord({ ...options, readsThreads: true })).rejects.toThrow(/Message Content Intent/);
  fake.failures.set(/applications/, { status: 401, body: { code: 0, message: '401: Unauthorized' } });
  await expect(checkDiscord(options)).rejects.toThrow(/BOKJI_DISCORD_TOKEN/);
});

it('says that a platform cannot be reached rather than doubt the token', async () => {
  const nowhere = `http://127.0.0.1:${await freePort()}/api`;
  await expect(checkSlack({ botToken: 'xoxb', appToken: 'xapp', staff, apiUrl: `${nowhere}/` })).rejects.toThrow(
    /Slack에 연결할 수 없습니다/,
  );
  await expect(checkDiscord({ token: 't', apiUrl: nowhere })).rejects.toThrow(/Discord에 연결할 수 없습니다/);
});
