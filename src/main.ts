/**
 * `bokji`: the commands of `contract.md`. Exit codes: 0 ok, 1 failure, 2 usage, 3 not configured, 4 refused by a
 * check. A person never sees a stack trace; `BOKJI_LOG_LEVEL=debug` shows the cause.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFlags, requireFlagsOf, UsageError } from './cli/arguments.js';
import { COMMANDS, COMMON_FLAGS } from './cli/commands.js';
import { EXIT, exitCodeOf, messageOf } from './cli/errors.js';
import { help, helpOf } from './cli/help.js';
import { nearestTo } from './cli/nearest.js';
import { print, say } from './cli/output.js';
import { readConfig } from './config.js';
import { readEnvFile } from './env-file.js';
import { PACKAGE_FOLDER } from './package-folder.js';

async function run(argv: readonly string[]): Promise<number> {
  const { flags, words: all } = parseFlags(argv);
  const [given, ...words] = all[0] === 'help' ? all.slice(1) : all;
  if (flags.version) {
    const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string };
    await print(version);
    return EXIT.ok;
  }
  const asksForHelp = flags.help === true || all[0] === 'help';
  if (asksForHelp && given === undefined) {
    await print(help());
    return EXIT.ok;
  }
  const name = given === undefined || given === 'start' ? 'serve' : given;
  const command = COMMANDS.get(name);
  if (!command) throw unknownCommand(name);
  if (asksForHelp) {
    await print(helpOf(command));
    return EXIT.ok;
  }
  requireFlagsOf(name, [...COMMON_FLAGS, ...command.flags], flags);
  return command.run(readConfig(process.env), flags, words);
}

function unknownCommand(name: string): UsageError {
  const near = nearestTo(name, [...COMMANDS.keys()]);
  return new UsageError(
    `모르는 명령입니다: ${name}\n  → ${near === undefined ? '' : `혹시 bokji ${near} 인가요? `}bokji --help 로 쓸 수 있는 명령을 확인하세요.`,
  );
}

// A reader such as `head` that stops early is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure),
);

try {
  // What the environment holds wins over the file. Libraries read their own variables from the process too.
  Object.assign(process.env, { ...readEnvFile(process.cwd()), ...process.env });
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  say(messageOf(error));
  if (process.env.BOKJI_LOG_LEVEL === 'debug' || process.env.BOKJI_LOG_LEVEL === 'trace')
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = exitCodeOf(error);
}
