/** The tables of commands and flags, and the help that is printed from them. */
import { describe, expect, it } from 'vitest';
import { parseFlags, requireFlagsOf, UsageError } from '../../src/cli/arguments.js';
import { COMMANDS, COMMON_FLAGS } from '../../src/cli/commands.js';
import { FLAGS } from '../../src/cli/flags.js';
import { help, helpOf } from '../../src/cli/help.js';

/** Lines that a terminal of usual height shows. */
const SCREEN_LINES = 45;
const commands = [...COMMANDS];

describe('help', () => {
  it('tells every command on one screen', () => {
    for (const [name] of commands) expect(help()).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    expect(help().split('\n').length).toBeLessThan(SCREEN_LINES);
  });

  it.each(commands)('of %s tells each of its flags', (_name, command) => {
    for (const flag of [...command.flags, ...COMMON_FLAGS]) expect(helpOf(command)).toContain(`--${flag}`);
  });
});

describe('flags', () => {
  it('are each heeded by some command', () => {
    const heeded = new Set([...COMMON_FLAGS, ...commands.flatMap(([, { flags }]) => flags)]);
    expect([...heeded].sort()).toEqual(Object.keys(FLAGS).sort());
  });

  it('of another command are refused, with what to do', () => {
    const { flags } = parseFlags(['ask', '연금', '--limit', '3']);
    expect(() => requireFlagsOf('ask', ['region'], flags)).toThrow(UsageError);
    expect(() => requireFlagsOf('ask', ['region'], flags)).toThrow(/--limit[\s\S]*bokji ask --help/);
    expect(() => requireFlagsOf('search', ['limit'], flags)).not.toThrow();
  });

  it.each([
    ['--regoin=고양시', /--regoin[\s\S]*혹시 --region 인가요/],
    ['--zzzzzz', /모르는 선택입니다: --zzzzzz\n(?!.*혹시)/],
    ['--region', /값이 빠졌거나.*--region/],
    ['--json=네', /필요 없는 값이 있습니다: --json/],
    ['-1인 가구', /그 앞에 -- 를 적으세요/],
  ])('that are wrong are named with the likely one: %s', (argument, message) => {
    expect(() => parseFlags(['ask', argument])).toThrow(message);
  });
});
