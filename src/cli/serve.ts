/**
 * `bokji serve`: the assistant, its conversations and every channel that is configured, until a signal ends them.
 *
 * SIGTERM or SIGINT: no channel takes new questions, those under way are finished, then the process ends with 0. What
 * is not finished by the deadline is given up, and a second signal does not wait at all.
 */
import { type Logger, pino } from 'pino';
import { channelsOf } from '../channels.js';
import { foldersOf, shippedWording } from '../compose.js';
import type { Config } from '../config.js';
import { createConversations } from '../conversation/conversations.js';
import type { Channel } from '../core/ports.js';
import { createPurge, PURGE, schedulePurge } from '../store/purge.js';
import { createSteadyStore } from '../store/steady.js';
import { createWorker } from '../store/worker.js';
import type { Flags } from './arguments.js';
import { regionOf } from './ask.js';
import { EXIT } from './errors.js';
import { openLiveAssistant } from './live-assistant.js';
import { say } from './output.js';
import type { Shared } from './shared.js';
import { openStore } from './store-access.js';

export async function serve(config: Config, flags: Flags): Promise<number> {
  const clock = () => config.now ?? new Date();
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  // Before the index is opened: where servers share one, its live version is brought here.
  const shared = await sharedOf(config, flags, log);
  const live = await openLiveAssistant(config, flags, log);
  const assistant = live.current;
  const store = createSteadyStore(await openStore(config, flags, 'service'), { log });
  const now = () => new Date();
  const purge = createPurge(store.retention, config.store.days, now, log);
  const worker = createWorker({ jobs: store.jobs, handlers: { [PURGE]: purge }, clock: now, log });
  await schedulePurge(store);
  const channels = channelsOf(config, {
    assistant,
    conversations: createConversations({
      assistant,
      store: store.conversations,
      answers: store.answers,
      withoutMemory: { text: shippedWording().withoutMemory, isNow: () => !store.health().ok },
      log,
    }),
    answers: store.answers,
    events: store.events,
    deliveries: store.deliveries,
    settings: store.settings,
    clock,
    log,
    region: regionOf(flags.region ?? config.region, assistant()),
    dataFolder: foldersOf(config, flags).data,
    leadership: shared?.leadership,
    hits: shared?.hits,
  });
  // Listened for before anything starts: a signal during the start must not leave half a service behind.
  const signalled = nextSignal();
  const started: Channel[] = [];
  try {
    for (const channel of channels) {
      await channel.start();
      started.push(channel);
    }
  } catch (error) {
    await stopAll(started, config.shutdownMs);
    await live.close();
    await shared?.close();
    await store.close();
    throw error;
  }
  worker.start();
  const { documents } = assistant().index.manifest.counts;
  say(`복지길잡이를 시작했습니다. 자료 ${documents}건, 창구: ${started.map(({ name }) => name).join(', ')}`);
  say('멈추려면 Ctrl+C를 누르세요.');
  await signalled;
  say('진행 중인 답변을 마치고 멈춥니다.');
  process.once('SIGINT', () => process.exit(EXIT.failure));
  process.once('SIGTERM', () => process.exit(EXIT.failure));
  const finished = await stopAll(started, config.shutdownMs);
  await live.close();
  await worker.stop();
  await shared?.close();
  await store.close();
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

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** False where the deadline came first. */
async function stopAll(channels: readonly Channel[], deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  const stopped = Promise.allSettled(channels.map((channel) => channel.stop())).then((results) =>
    results.every(({ status }) => status === 'fulfilled'),
  );
  const finished = await Promise.race([stopped, deadline]);
  clearTimeout(timer);
  return finished;
}
