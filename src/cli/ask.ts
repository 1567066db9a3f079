/** `bokji ask`: one answer, or with `--batch` a line of answers for every line of turns, in one process. */
import { type Assistant, crisisReplyTo } from '../compose.js';
import { type Config, ConfigError } from '../config.js';
import { remember } from '../conversation/memory.js';
import type { Answer, Turn } from '../core/types.js';
import type { Audience } from '../knowledge/schema.js';
import { audienceOf, type Flags, UsageError } from './arguments.js';
import { withEngine } from './engine-choice.js';
import { openAssistant } from './index-access.js';
import { askLine, readLines } from './jsonl.js';
import { print } from './output.js';
import { renderAnswer } from './render.js';

export async function ask(settings: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const config = withEngine(settings, flags.engine);
  const audience = audienceOf(flags.audience);
  const text = words.join(' ');
  if (flags.batch === undefined && text.trim() === '') {
    throw new UsageError('질문이 비었습니다.\n  → 예: bokji ask "칠순 아버지 기초연금 얼마 받을 수 있어요?"');
  }
  let assistant: Awaited<ReturnType<typeof openAssistant>>;
  try {
    assistant = await openAssistant(config, flags);
  } catch (error) {
    // Danger is answered whatever the state of the index.
    const urgent = flags.batch === undefined ? await crisisReplyTo(text) : undefined;
    if (urgent === undefined) throw error;
    await print(urgent);
    return 0;
  }
  const setRegion = regionFor(config, flags, assistant);
  if (flags.batch === undefined) {
    const [answer] = await converse(assistant, [text], setRegion, audience, 'cli:ask');
    if (!answer) return 1;
    await print(flags.json ? JSON.stringify(answer) : renderAnswer(answer));
    return answer.outcome === 'failed' ? 1 : 0;
  }
  for await (const line of readLines(flags.batch, askLine)) {
    const region = line.region ? regionOf(line.region, assistant, line.id) : setRegion;
    const answers = await converse(assistant, line.turns, region, line.audience ?? audience, `cli:${line.id}`);
    await print(JSON.stringify({ id: line.id, answers }));
  }
  return 0;
}

/** Of everyone who asks: from the flag, else from the settings. */
export function regionFor(config: Config, flags: Flags, assistant: Assistant): string | undefined {
  if (flags.region !== undefined || config.region === undefined) return regionOf(flags.region, assistant);
  if (assistant.gazetteer.resolve(config.region)) return regionOf(config.region, assistant);
  throw new ConfigError(
    `설정 BOKJI_REGION의 지역을 모릅니다: ${config.region}\n  → “고양시”, “경기도 고양시”처럼 시·도나 시·군·구의 이름을 적으세요.`,
  );
}

export function regionOf(name: string | undefined, { gazetteer }: Assistant, lineId?: string): string | undefined {
  if (name === undefined) return undefined;
  const place = gazetteer.resolve(name);
  if (!place)
    throw new UsageError(
      `${lineId === undefined ? '' : `${lineId}: `}모르는 지역입니다: ${name}\n  → “고양시”, “경기도 고양시”처럼 시·도나 시·군·구의 이름을 적어 주세요.`,
    );
  return place.name;
}

async function converse(
  { engine, gazetteer }: Assistant,
  turns: readonly string[],
  region: string | undefined,
  audience: Audience,
  conversationId: string,
): Promise<Answer[]> {
  let history: readonly Turn[] = [];
  const answers: Answer[] = [];
  for (const text of turns) {
    const answer = await engine.answer({ text, conversationId, region, audience, history });
    history = remember(history, text, answer, gazetteer);
    answers.push(answer);
  }
  return answers;
}
