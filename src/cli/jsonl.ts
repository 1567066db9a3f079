/** Batch input: a file of JSON lines through one schema; the fault names its line and field. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { faultTexts } from '../knowledge/issues.js';
import { AUDIENCES } from '../knowledge/schema.js';
import { UsageError } from './arguments.js';

export const askLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  turns: z.array(z.string()).min(1),
  region: z.string().nullish(),
  audience: z.enum(AUDIENCES).nullish(),
});

export const searchLine = z.object({ id: z.union([z.string(), z.number()]).transform(String), query: z.string() });

export async function* readLines<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  const input = path === '-' ? process.stdin : createReadStream(path, 'utf8');
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === '') continue;
      // A file of Windows begins with a mark of its encoding.
      yield schema.parse(JSON.parse(number === 1 ? line.replace(/^\uFEFF/, '') : line), { reportInput: true });
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new UsageError(`파일이 없습니다: ${path}\n  → 경로를 확인하세요.`, { cause });
    }
    if (cause instanceof Error && 'code' in cause && (cause.code === 'EISDIR' || cause.code === 'EACCES')) {
      throw new UsageError(`파일을 읽을 수 없습니다: ${path}\n  → 폴더가 아닌지, 읽을 권한이 있는지 확인하세요.`, {
        cause,
      });
    }
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) {
      throw new UsageError(
        `${path}의 ${number}번째 줄을 읽을 수 없습니다${whyOf(cause)}.\n  → 한 줄에 JSON 객체 하나를, 필요한 항목과 함께 UTF-8로 쓰세요.`,
        { cause },
      );
    }
    throw cause;
  }
}

/** `: [turns] 꼭 있어야 하는 항목이 없습니다`. */
function whyOf(cause: SyntaxError | z.ZodError): string {
  const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
  if (!issue) return ': JSON이 아닙니다';
  const { field, problem } = faultTexts(issue);
  return `: [${field}] ${problem}`;
}
