/**
 * `bokji`: the commands of `contract.md`. Exit codes: 0 ok, 1 failure, 2 usage, 3 not configured, 4 refused by a
 * check. A person never sees a stack trace; `BOKJI_LOG_LEVEL=debug` shows the cause.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFlags, UsageError } from './cli/arguments.js';
import { EXIT, exitCodeOf, messageOf } from './cli/errors.js';
import { HELP } from './cli/help.js';
import { print, say } from './cli/output.js';
import { readConfig } from './config.js';
import { PACKAGE_FOLDER } from './package-folder.js';

async function run(argv: readonly string[]): Promise<number> {
  const {
    flags,
    words: [command = 'start', ...words],
  } = parseFlags(argv);
  if (flags.version) {
    const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string };
    await print(version);
    return EXIT.ok;
  }
  if (flags.help || command === 'help') {
    await print(HELP);
    return EXIT.ok;
  }
  const config = readConfig(process.env);
  // A command loads only what it needs: the servers' and models' libraries would double the start of `ask`.
  switch (command) {
    case 'ask':
      return (await import('./cli/ask.js')).ask(config, flags, words);
    case 'chat':
      return (await import('./cli/chat.js')).chat(config, flags);
    case 'start':
    case 'serve':
      return (await import('./cli/serve.js')).serve(config, flags);
    case 'search':
      return (await import('./cli/search.js')).search(config, flags, words);
    case 'index':
      return (await import('./cli/index-command.js')).index(config, flags);
    case 'versions':
      return (await import('./cli/versions.js')).versions(config, flags);
    case 'rollback':
      return (await import('./cli/versions.js')).rollback(config, flags, words);
    case 'switch':
      return (await import('./cli/versions.js')).switchCommand(config, flags, words);
    case 'knowledge':
      return (await import('./cli/knowledge.js')).knowledge(config, flags, words);
    case 'fetch':
      return (await import('./cli/fetch.js')).fetchSources(config, flags, words);
    case 'import':
      return (await import('./cli/import.js')).importOfficial(config, flags, words);
    case 'eval':
      return (await import('./cli/eval.js')).evaluate(config, flags, words);
    case 'demo-model':
      return (await import('./cli/demo-model.js')).demoModel(flags);
    case 'store':
      return (await import('./cli/store.js')).store(config, flags, words);
    case 'channel':
      return (await import('./cli/channel.js')).channel(config, flags, words);
    case 'doctor':
      return (await import('./cli/doctor.js')).doctor(config, flags);
    default:
      throw new UsageError(`모르는 명령입니다: ${command}\n  → bokji --help 로 쓸 수 있는 명령을 확인하세요.`);
  }
}

// A reader such as `head` that stops early is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure),
);

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  say(messageOf(error));
  if (process.env.BOKJI_LOG_LEVEL === 'debug' || process.env.BOKJI_LOG_LEVEL === 'trace')
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = exitCodeOf(error);
}
