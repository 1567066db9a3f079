/**
 * `bokji`: the commands of `contract.md`. Exit codes: 0 ok, 1 failure, 2 usage, 3 not configured, 4 refused by a
 * check. A person never sees a stack trace; `BOKJI_LOG_LEVEL=debug` shows the cause.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFlags, UsageError } from './cli/arguments.js';
import { ask } from './cli/ask.js';
import { chat } from './cli/chat.js';
import { doctor } from './cli/doctor.js';
import { HELP } from './cli/help.js';
import { index, knowledge } from './cli/knowledge.js';
import { print, say } from './cli/output.js';
import { search } from './cli/search.js';
import { PACKAGE_FOLDER } from './compose.js';
import { ConfigError, readConfig } from './config.js';
import { IndexVersionError } from './indexing/manifest.js';
import { KnowledgeFolderError } from './knowledge/reader.js';

const EXIT = { ok: 0, failure: 1, usage: 2, notConfigured: 3 } as const;

async function run(argv: readonly string[]): Promise<number> {
  const [command = 'start', ...rest] = argv;
  const { flags, words } = parseFlags(command.startsWith('-') ? argv : rest);
  if (flags.version) {
    const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string };
    await print(version);
    return EXIT.ok;
  }
  if (flags.help || command === 'help' || command.startsWith('-')) {
    await print(HELP);
    return EXIT.ok;
  }
  const config = readConfig(process.env);
  switch (command) {
    case 'ask':
      return ask(config, flags, words);
    case 'chat':
    case 'start':
      return chat(config, flags);
    case 'search':
      return search(config, flags, words);
    case 'index':
      return index(config, flags);
    case 'knowledge':
      return knowledge(config, flags, words);
    case 'doctor':
      return doctor(config, flags);
    default:
      throw new UsageError(`모르는 명령입니다: ${command}\n  → bokji --help 로 쓸 수 있는 명령을 확인하세요.`);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof ConfigError || error instanceof KnowledgeFolderError || error instanceof IndexVersionError)
    return EXIT.notConfigured;
  return EXIT.failure;
}

// A reader such as `head` that stops early is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure),
);

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const known = exitCodeOf(error) !== EXIT.failure;
  say(
    known && error instanceof Error
      ? error.message
      : '예상하지 못한 문제가 생겼습니다.\n  → bokji doctor 로 상태를 확인하세요. 자세한 까닭은 BOKJI_LOG_LEVEL=debug 로 볼 수 있습니다.',
  );
  if (process.env.BOKJI_LOG_LEVEL === 'debug' || process.env.BOKJI_LOG_LEVEL === 'trace')
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = exitCodeOf(error);
}
