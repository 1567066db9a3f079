/** What a `.env` of the folder gives, whoever wrote it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnvFile } from '../src/env-file.js';
import { folderWith } from './fixtures/folders.js';

it('gives its variables', async () => {
  const folder = await folderWith({ '.env': '# 설정\nBOKJI_REGION="경기도 고양시"\nBOKJI_PORT=8080\nBOKJI_DATA=\n' });
  expect(readEnvFile(folder)).toEqual({ BOKJI_REGION: '경기도 고양시', BOKJI_PORT: '8080', BOKJI_DATA: '' });
});

it('reads one saved by Windows, with its mark and its line ends', async () => {
  const folder = await folderWith({ '.env': '\uFEFFBOKJI_PORT=8080\r\nBOKJI_REGION=고양시\r\n' });
  expect(readEnvFile(folder)).toEqual({ BOKJI_PORT: '8080', BOKJI_REGION: '고양시' });
});

it('gives nothing where there is none, or a folder of that name', async () => {
  const folder = await folderWith({});
  expect(readEnvFile(folder)).toEqual({});
  await mkdir(join(folder, '.env'));
  expect(readEnvFile(folder)).toEqual({});
});
