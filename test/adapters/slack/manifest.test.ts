/** The manifest that people paste, against what the adapter listens for and Slack's limits. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { SCOPES } from '../../../adapters/slack/check.js';

const manifest = z
  .object({
    features: z.object({
      agent_view: z.object({
        agent_description: z.string().max(300),
        suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).max(4),
      }),
      shortcuts: z.array(z.object({ name: z.string().max(24), type: z.string(), callback_id: z.string() })),
      slash_commands: z.array(z.object({ command: z.string() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../adapters/slack/manifest.json', import.meta.url), 'utf8')));
const sourceOf = (name: string) => readFileSync(new URL(`../../../adapters/slack/${name}`, import.meta.url), 'utf8');
const adapter = sourceOf('index.ts');
/** Messages are taken on before Bolt has listeners called, so their types stand where they are read. */
const messages = sourceOf('parse.ts');

it('asks for every scope that doctor wants', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining([...SCOPES]));
});

it('names only events, commands and shortcuts that the adapter listens for', () => {
  const events = manifest.settings.event_subscriptions.bot_events.map((event) =>
    event.replace('message.im', 'message'),
  );
  for (const event of events)
    expect(adapter.includes(`app.event('${event}'`) || messages.includes(`event.type !== '${event}'`), event).toBe(
      true,
    );
  for (const { command } of manifest.features.slash_commands) expect(adapter).toContain(`app.command('${command}'`);
  for (const { callback_id } of manifest.features.shortcuts) expect(adapter).toContain(`callback_id: '${callback_id}'`);
});
