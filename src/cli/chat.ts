/** `bokji chat`: a conversation in the terminal. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { Config } from '../config.js';
import { remember } from '../conversation/memory.js';
import type { Turn } from '../core/types.js';
import { audienceOf, type Flags } from './arguments.js';
import { regionFor } from './ask.js';
import { openAssistant } from './index-access.js';
import { bold, dim, print, say } from './output.js';
import { renderAnswer } from './render.js';

const STAGE_NAMES: Readonly<Record<string, string>> = {
  screen: '질문을 살피고 있습니다',
  understand: '무엇을 물으셨는지 읽고 있습니다',
  retrieve: '자료를 찾고 있습니다',
  draft: '답을 정리하고 있습니다',
  verify: '숫자와 출처를 확인하고 있습니다',
  conclude: '마무리하고 있습니다',
};

export async function chat(config: Config, flags: Flags): Promise<number> {
  const audience = audienceOf(flags.audience);
  const assistant = await openAssistant(config, flags);
  const region = regionFor(config, flags, assistant);
  const { documents } = assistant.index.manifest.counts;
  say(`${bold('복지길잡이')}입니다. 복지 제도 ${documents}건의 자료에서 출처와 함께 답합니다.`);
  say(
    dim(
      '자동으로 찾은 안내이며, 실제 지원 여부는 담당 기관이 정합니다. 끝내려면 “끝”, 처음부터 다시 하려면 “처음”을 입력하세요.',
    ),
  );
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: process.stdin.isTTY === true,
  });
  const conversationId = `cli:${randomUUID()}`;
  let history: readonly Turn[] = [];
  const ask = () => {
    lines.setPrompt(bold('\n질문> '));
    lines.prompt();
  };
  ask();
  for await (const line of lines) {
    const text = line.trim();
    if (/^(끝|종료|exit|quit)$/i.test(text)) break;
    if (text === '처음') {
      history = [];
      say('대화를 지웠습니다.');
    } else if (text !== '') {
      const answer = await assistant.engine.answer(
        { text, conversationId, region, audience, history },
        { onStage: showStage },
      );
      clearStage();
      history = remember(history, text, answer, assistant.gazetteer);
      await print(`\n${renderAnswer(answer)}`);
    }
    ask();
  }
  lines.close();
  say('\n이용해 주셔서 고맙습니다.');
  return 0;
}

function showStage(stage: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${dim(`… ${STAGE_NAMES[stage] ?? stage}`)}`);
}

function clearStage(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
}
