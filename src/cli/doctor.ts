/** `bokji doctor`: settings, knowledge, data folder, index and a trial question; each line says what to do. */
import { join } from 'node:path';
import { channelChecks } from '../channels.js';
import { assemble, foldersOf, loadKnowledge, openIndex } from '../compose.js';
import { type Config, ConfigError, idleSettings, SETTING_NAMES, unknownSettings } from '../config.js';
import { ensureDataFolder, listVersions } from '../indexing/store.js';
import { PACKAGE_FOLDER } from '../package-folder.js';
import { EAR_TABLE, readEar } from '../safety/crisis/ear.js';
import { HEARING_TABLE, readHearing } from '../understanding/hearing.js';
import type { Flags } from './arguments.js';
import { regionFor } from './ask.js';
import { EXIT, messageOf } from './errors.js';
import { candidateFinding, lockFinding, sourcesFinding } from './index-findings.js';
import { probeEmbedding, probeModel } from './model-probe.js';
import { nearestTo } from './nearest.js';
import { print } from './output.js';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export async function doctor(config: Config, flags: Flags): Promise<number> {
  const folders = foldersOf(config, flags);
  const findings: Finding[] = [];
  const check = async (name: string, probe: () => Promise<string>): Promise<void> => {
    try {
      findings.push({ name, ok: true, detail: await probe() });
    } catch (error) {
      findings.push({ name, ok: false, detail: messageOf(error) });
    }
  };
  await check('Node', async () => requireNode());
  await check('설정', async () => requireHeededSettings());
  await check('지식 폴더', async () => {
    const { folder, faults } = await loadKnowledge(folders.knowledge, folders.data, folders.documents);
    if (faults.length > 0)
      throw new ConfigError(`고칠 것 ${faults.length}건이 있습니다.\n  → bokji knowledge check 로 확인하세요.`);
    return `${folders.knowledge}: 문서 ${folder.documents.length}건`;
  });
  await check('가져올 곳', () => sourcesFinding(folders));
  await check('데이터 폴더', async () => {
    await ensureDataFolder(folders.data);
    return `${folders.data}: 쓸 수 있음, 색인 ${(await listVersions(folders.data)).length}개`;
  });
  await check('색인 잠금', () => lockFinding(folders));
  await check('기다리는 판', () => candidateFinding(folders));
  const { database } = config;
  if (database) await check('데이터베이스', async () => (await import('./shared.js')).checkPostgres(database.url));
  await check('색인과 시험 질문', async () => {
    const { index, refused } = await openIndex(folders);
    const assistant = assemble(index, config);
    regionFor(config, flags, assistant);
    const { engine } = assistant;
    const answer = await engine.answer({
      text: '기초연금은 얼마 받나요?',
      conversationId: 'cli:doctor',
      audience: 'public',
      history: [],
    });
    if (answer.outcome === 'failed')
      throw new ConfigError('시험 질문에 답하지 못했습니다.\n  → bokji index 로 색인을 다시 만드세요.');
    const skipped = refused.length > 0 ? ` (쓸 수 없는 색인 ${refused.length}개를 건너뜀)` : '';
    return `${index.manifest.version}: 문서 ${index.manifest.counts.documents}건, 시험 질문에 ${answer.timings.total?.toFixed(1)} ms 만에 답함${skipped}`;
  });
  for (const { name, check: probe } of channelChecks(config)) await check(name, probe);
  await check('물음을 알아듣는 표', async () => {
    if (!readHearing(join(PACKAGE_FOLDER, 'models', HEARING_TABLE)))
      throw new ConfigError(
        `models/${HEARING_TABLE} 파일이 없거나 깨졌습니다. 무엇을 묻는지 낱말 규칙만으로 알아듣습니다.\n  → 프로그램을 다시 설치하거나 원래 파일로 되돌리세요.`,
      );
    return '읽을 수 있음';
  });
  await check('위험 신호 표', async () => {
    if (!readEar(join(PACKAGE_FOLDER, 'models', EAR_TABLE)))
      throw new ConfigError(
        `models/${EAR_TABLE} 파일이 없거나 깨졌습니다. 위험한 말을 규칙만으로 알아듣습니다.\n  → 프로그램을 다시 설치하거나 원래 파일로 되돌리세요.`,
      );
    return '읽을 수 있음';
  });
  await check('언어 모델', () => probeModel(config));
  await check('임베딩 서버', () => probeEmbedding(config));
  if (config.vectorStore !== undefined)
    await check('벡터 저장소', async () => (await import('./vector-store.js')).probeVectorStore(config));
  if (flags.json) await print(JSON.stringify({ ok: findings.every(({ ok }) => ok), findings }));
  else for (const { name, ok, detail } of findings) await print(`${ok ? '정상' : '문제'}  ${name}: ${detail}`);
  return findings.every(({ ok }) => ok) ? EXIT.ok : EXIT.notConfigured;
}

/** Names that are none, and settings that do nothing because another one is missing. */
function requireHeededSettings(): string {
  const unknown = unknownSettings(process.env).map((name) => {
    const near = nearestTo(name, SETTING_NAMES);
    return near === undefined ? name : `${name} (혹시 ${near})`;
  });
  const idle = idleSettings(process.env).map(({ name, needs }) => `${name} (${needs} 필요)`);
  const faults = [
    ...(unknown.length > 0 ? [`모르는 이름이라 쓰이지 않습니다: ${unknown.join(', ')}`] : []),
    ...(idle.length > 0 ? [`다른 설정이 없어 쓰이지 않습니다: ${idle.join(', ')}`] : []),
  ];
  if (faults.length > 0)
    throw new ConfigError(`${faults.join('\n  ')}\n  → .env.example에서 이름과 함께 쓸 설정을 확인하세요.`);
  return '모두 쓰이고 있음';
}

function requireNode(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new ConfigError(`Node ${process.versions.node}는 너무 오래되었습니다.\n  → Node 20.19 이상을 설치하세요.`);
  return process.versions.node;
}
