/**
 * `bokji serve`: the assistant, its conversations and every channel that is configured, until a signal ends them.
 *
 * The web must open; a messenger that cannot connect is tried again and again, and stops nobody else. SIGTERM or SIGINT:
 * `/readyz` sends people elsewhere for a while (`BOKJI_LEAVE_SECONDS`), then no channel takes new questions, those under
 * way are finished, and the process ends with 0. What is not finished by
 * the deadline is given up, and a second signal does not wait at all.
 *
 * A database that is away ends nothing, at the start either: see `await-index.ts` and `openServiceStore`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createMetrics } from '../../adapters/metrics/index.js';
import { createTracer } from '../../adapters/opentelemetry/index.js';
import { channelsOf } from '../channels.js';
import { closedEngineOf, foldersOf, PACKAGE_FOLDER, shippedWording, traceWith } from '../compose.js';
import { type Config, unknownSettings } from '../config.js';
import { createConversations } from '../conversation/conversations.js';
import type { Channel } from '../core/ports.js';
import { closable } from '../operations/closable.js';
import { createLog } from '../operations/log.js';
import { observed } from '../operations/observed.js';
import { createReadiness } from '../operations/readiness.js';
import { type Flags, portOf } from './arguments.js';
import { regionFor } from './ask.js';
import { awaitIndex } from './await-index.js';
import { EXIT, messageOf } from './errors.js';
import { openLiveAssistant } from './live-assistant.js';
import { say } from './output.js';
import { openServiceParts } from './serve-store.js';
import type { Shared } from './shared.js';
import { listenForSignal } from './signals.js';

/** What has been opened so far, in order. */
type Opened = (() => Promise<void>)[];

export async function serve(config: Config, flags: Flags): Promise<number> {
  const opened: Opened = [];
  try {
    return await run(withAddress(config, flags), flags, opened);
  } catch (error) {
    // A connection that stays open would hold the process after it has said why it cannot start.
    for (const close of opened.reverse()) await close().catch(() => undefined);
    throw error;
  }
}

/** Where to listen, said on the command line, wins over the settings. */
function withAddress(config: Config, { host, port }: Flags): Config {
  const { web } = config;
  return { ...config, web: { ...web, host: host ?? web.host, port: port === undefined ? web.port : portOf(port) } };
}

async function run(config: Config, flags: Flags, opened: Opened): Promise<number> {
  const clock = () => config.now ?? new Date();
  const log = createLog(config.logLevel);
  traceWith(createTracer(versionOfPackage()));
  // Before the index is opened: where servers share one, its live version is brought here.
  const shared = await sharedOf(config, flags, log);
  const folders = foldersOf(config, flags);
  if (shared) {
    opened.push(() => shared.close());
    if (!(await awaitIndex({ shared, folders, web: config.web, log }))) {
      await shared.close();
      return EXIT.ok;
    }
  }
  const live = await openLiveAssistant(config, flags, log);
  opened.push(() => live.close());
  const assistant = live.current;
  const metrics = createMetrics({
    index: () => ({ ...assistant().index.manifest, documents: assistant().index.manifest.counts.documents }),
    store: () => store.health(),
    channels: () => [
      { name: 'web', connected: true, stopped: switches.isOff('web') },
      ...messengers.map((messenger) => ({
        name: messenger.name,
        connected: messenger.status().state === 'connected',
        stopped: switches.isOff(messenger.name),
      })),
    ],
  });
  const { store, switches, worker } = await openServiceParts({
    config,
    flags,
    dataFolder: folders.data,
    log,
    failed: metrics.storeFailed,
  });
  opened.push(async () => {
    switches.stop();
    await store.close();
  });
  const conversations = createConversations({
    assistant,
    store: store.conversations,
    answers: store.answers,
    withoutMemory: { text: shippedWording().withoutMemory, isNow: () => !store.health().ok },
    log,
  });
  let isLeaving = false;
  const readiness = createReadiness(
    [
      { name: 'index', check: async () => requireThat(assistant().index.documents.length > 0) },
      ...(config.leaveMs > 0 ? [{ name: 'staying', check: async () => requireThat(!isLeaving) }] : []),
      // Answers go on without memory and without messengers; whoever watches is told all the same.
      { name: 'store', optional: true, check: () => store.check() },
      ...(shared
        ? [{ name: 'shared-index', optional: true, check: async () => requireThat(shared.servesLive()) }]
        : []),
      ...['slack', 'discord'].flatMap((name) => {
        const status = () => messengers.find((one) => one.name === name)?.status().state;
        const isConfigured = (name === 'slack' ? config.slack : config.discord) !== undefined;
        const check = async () => requireThat(status() === 'connected');
        return isConfigured ? [{ name, optional: true, check }] : [];
      }),
    ],
    { onChange: ({ name, ok }) => log.warn({ part: name, ok }, ok ? 'a part works again' : 'a part does not work') },
  );
  const { web, messengers } = channelsOf(config, {
    assistant,
    conversations: observed(
      closable(conversations, { isStopped: switches.isOff, closed: () => closedEngineOf(assistant().index, config) }),
      metrics,
    ),
    answers: store.answers,
    events: store.events,
    deliveries: store.deliveries,
    settings: store.settings,
    clock,
    log,
    region: regionFor(config, flags, assistant()),
    dataFolder: folders.data,
    leadership: shared?.leadership,
    hits: shared?.hits,
    metrics,
    readiness,
    onFailure: (_name, error, pauseMs) =>
      say(`${messageOf(error)}\n  ${Math.ceil(pauseMs / 1000)}초 뒤에 다시 연결합니다. 다른 창구는 그대로 답합니다.`),
  });
  // Listened for before anything starts: a signal during the start must not leave half a service behind.
  const signalled = listenForSignal().came;
  await web.start();
  const { documents } = assistant().index.manifest.counts;
  say(`복지길잡이를 시작했습니다. 자료 ${documents}건, 창구: ${web.name}`);
  if (switches.off().length > 0) say(`멈춰 둔 창구: ${switches.off().join(', ')} (bokji channel start 이름)`);
  const unknown = unknownSettings(process.env);
  if (unknown.length > 0) say(`모르는 이름이라 쓰이지 않는 설정: ${unknown.join(', ')} (bokji doctor 로 확인하세요)`);
  say('멈추려면 Ctrl+C를 누르세요.');
  worker.start();
  shared?.offer(() => assistant().index.manifest);
  for (const messenger of messengers)
    void messenger.start().then(() => {
      if (messenger.status().state === 'connected') say(`창구를 열었습니다: ${messenger.name}`);
    });
  await signalled;
  process.once('SIGINT', () => process.exit(EXIT.failure));
  process.once('SIGTERM', () => process.exit(EXIT.failure));
  isLeaving = true;
  if (config.leaveMs > 0) {
    say('새 질문을 다른 서버로 보냅니다.');
    await new Promise((resolve) => setTimeout(resolve, config.leaveMs));
  }
  say('진행 중인 답변을 마치고 멈춥니다.');
  const finished = await withinDeadline(config.shutdownMs, async () => {
    const stopped = await stopAll([web, ...messengers]);
    switches.stop();
    await live.close();
    await worker.stop();
    await shared?.close();
    await store.close();
    return stopped;
  });
  if (!finished) say(`${config.shutdownMs / 1000}초 안에 끝나지 않은 일을 두고 멈춥니다.`);
  // Whatever still holds the process, such as a socket of a reader that never left, ends with it.
  process.exit(finished ? EXIT.ok : EXIT.failure);
}

/** What several servers on one PostgreSQL share; undefined where this one is alone. */
async function sharedOf(config: Config, flags: Flags, log: Logger): Promise<Shared | undefined> {
  if (!config.database) return undefined;
  const { isShared, openShared } = await import('./shared.js');
  return isShared(config) ? openShared(config, foldersOf(config, flags), log) : undefined;
}

function requireThat(holds: boolean): void {
  if (!holds) throw new Error('not so');
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** False where a channel could not be stopped in order. */
async function stopAll(channels: readonly Channel[]): Promise<boolean> {
  const results = await Promise.allSettled(channels.map((channel) => channel.stop()));
  return results.every(({ status }) => status === 'fulfilled');
}

/** False where the deadline came first. */
async function withinDeadline(deadlineMs: number, work: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  const finished = await Promise.race([work(), deadline]);
  clearTimeout(timer);
  return finished;
}
