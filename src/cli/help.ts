/** What `bokji --help` and `bokji <command> --help` print, from the tables of commands and flags. */
import { COMMANDS, COMMON_FLAGS, type Command } from './commands.js';
import { FLAGS, type FlagName } from './flags.js';

const INDENT = '  ';
const GAP = 2;

export function help(): string {
  return [
    '복지길잡이 – 복지 질문에 출처와 함께 답합니다',
    '쓰는 법: bokji <명령> [선택]',
    table([...COMMANDS.values()].flatMap(({ forms }) => forms)),
    `모든 명령에 쓰는 선택:\n${flagTable(COMMON_FLAGS)}`,
    '명령마다의 선택: bokji <명령> --help      설정(환경 변수와 .env): .env.example',
    '종료 코드: 0 정상, 1 실패, 2 쓰는 법이 틀림, 3 준비되지 않음, 4 검사에서 멈춤',
  ].join('\n\n');
}

export function helpOf({ forms, flags }: Command): string {
  return [
    `쓰는 법:\n${table(forms.map(([form, does]) => [`bokji ${form}`, does]))}`,
    ...(flags.length > 0 ? [`선택:\n${flagTable(flags)}`] : []),
    `모든 명령에 쓰는 선택:\n${flagTable(COMMON_FLAGS)}`,
  ].join('\n\n');
}

function flagTable(names: readonly FlagName[]): string {
  return table(
    names.map((name) => {
      const flag = FLAGS[name];
      const short = 'short' in flag ? `-${flag.short}, ` : '';
      return [`${short}--${name}${'value' in flag ? ` ${flag.value}` : ''}`, flag.does];
    }),
  );
}

/** Two columns; a Hangul letter is as wide as two others. */
function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => widthOf(left))) + GAP;
  return rows.map(([left, right]) => `${INDENT}${left}${' '.repeat(width - widthOf(left))}${right}`).join('\n');
}

const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (/[가-힣]/.test(letter) ? 2 : 1), 0);
