import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFileSettings, DEFAULT_SETTINGS } from '../../src/messaging/settings.js';
import { folderWith } from '../fixtures/folders.js';

it('keeps what a server decided over a restart, changes made at once included', async () => {
  const path = join(await folderWith(), 'new', 'servers.json');
  const store = createFileSettings(path);
  expect(await store.of('1')).toEqual(DEFAULT_SETTINGS);
  await Promise.all([
    store.change('1', (settings) => ({ ...settings, region: '경기도 고양시' })),
    store.change('1', (settings) => ({ ...settings, channels: ['9'] })),
    store.change('2', (settings) => ({ ...settings, ephemeral: false })),
  ]);
  const again = createFileSettings(path);
  expect(await again.of('1')).toEqual({ channels: ['9'], ephemeral: true, region: '경기도 고양시' });
  expect(await again.of('2')).toEqual({ channels: [], ephemeral: false });
});

it('does not take a damaged file for no settings', async () => {
  const folder = await folderWith({ 'servers.json': '{"1": {"channels": "every"}}' });
  await expect(createFileSettings(join(folder, 'servers.json')).of('1')).rejects.toThrow();
});
