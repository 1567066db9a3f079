/**
 * The assistant of a service: opened once, and exchanged whenever another version of the index becomes live. Who has
 * begun a question keeps the engine it began with; the next question finds the new one. A version that cannot be opened
 * changes nothing.
 */
import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Assistant, assemble, foldersOf, openOptions } from '../compose.js';
import type { Config } from '../config.js';
import { followCurrent } from '../indexing/follow.js';
import { currentVersion, type OpenIndex, openVersion } from '../indexing/store.js';
import type { Flags } from './arguments.js';
import { assemblerOf, openAssistant } from './index-access.js';
import { say } from './output.js';

export interface LiveAssistant {
  /** Ask at every use. */
  readonly current: () => Assistant & { readonly index: OpenIndex };
  close(): Promise<void>;
}

/** Whatever is made at the first question is made before people ask. */
const FIRST_QUESTION = '기초연금은 얼마 받나요?';

export async function openLiveAssistant(config: Config, flags: Flags, log: Logger): Promise<LiveAssistant> {
  const folders = foldersOf(config, flags);
  let live = await openAssistant(config, flags);
  const assembled = await assemblerOf(config, flags);
  const following = followCurrent(folders.data, {
    from: await currentVersion(folders.data),
    async onVersion(version) {
      if (version === live.index.manifest.version) return;
      const index = await openVersion(folders.data, version, openOptions(folders));
      // Each step takes tens of milliseconds, for which nobody is answered: those who wait come in between.
      await othersFirst();
      const next = { ...assembled(index), index };
      await othersFirst();
      // The model is not asked: nobody waits for this answer, and it may cost money.
      const { engine } = config.model ? assemble(index, { ...config, model: undefined }) : next;
      await engine.answer({
        text: FIRST_QUESTION,
        conversationId: 'serve:first',
        audience: 'public',
        history: [],
      });
      live = next;
      log.info({ version, documents: index.manifest.counts.documents }, 'index switched');
      say(`색인을 ${version} 판으로 바꾸었습니다. 자료 ${index.manifest.counts.documents}건.`);
    },
    onFault(version, error) {
      log.error({ version, error: error instanceof Error ? error.name : 'unknown' }, 'index not switched');
      say(`색인 ${version} 판을 열 수 없어 쓰던 판으로 계속 답합니다.\n  → bokji doctor 로 상태를 확인하세요.`);
    },
  });
  return { current: () => live, close: () => following.close() };
}
