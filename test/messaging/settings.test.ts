import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createServerSettings, DEFAULT_SETTINGS } from '../../src/messaging/settings.js';
import { memorySettings } from '../fakes/settings.js';
import { folderWith } from '../fixtures/folders.js';

it('keeps what a server decided over a restart, changes made at once included', async () => {
  const kept = memorySettings();
  const store = createServerSettings(kept);
  expect(await store.of('1')).toEqual(DEFAULT_SETTINGS);
  await Promise.all([
    store.change('1', (settings) => ({ ...settings, region: '경기도 고양시' })),
    store.change('1', (settings) => ({ ...settings, channels: ['9'] })),
    store.change('2', (settings) => ({ ...settings, ephemeral: false })),
  ]);
  const again = createServerSettings(kept);
  expect(await again.of('1')).toEqual({ channels: ['9'], ephemeral: true, region: '경기도 고양시' });
  expect(await again.of('2')).toEqual({ channels: [], ephemeral: false });
});

it('takes over what stood in a file, once, and does not undo what was changed since', async () => {
  const folder = await folderWith({ 'servers.json': '{"1": {"channels": ["9"], "ephemeral": true}}' });
  const kept = memorySettings();
  const file = join(folder, 'servers.json');
  expect(await createServerSettings(kept, file).of('1')).toEqual({ channels: ['9'], ephemeral: true });
  await createServerSettings(kept, file).change('1', () => DEFAULT_SETTINGS);
  expect(await createServerSettings(kept, file).of('1')).toEqual(DEFAULT_SETTINGS);
});

it('does not take a damaged file for no settings', async () => {
  const folder = await folderWith({ 'servers.json': '{"1": {"channels": "every"}}' });
  await expect(createServerSettings(memorySettings(), join(folder, 'servers.json')).of('1')).rejects.toThrow();
});
