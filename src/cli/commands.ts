/**
 * The commands by name: how each is written, the flags it heeds, and what runs it. Help is printed from here, and a
 * command loads only what it needs: the servers' and models' libraries would double the start of `ask`.
 */
import type { Config } from '../config.js';
import type { Flags } from './arguments.js';
import type { FlagName } from './flags.js';

export interface Command {
  /** Ways to write it after `bokji`, and what each does. */
  readonly forms: readonly (readonly [form: string, does: string])[];
  /** Beside those that every command takes. */
  readonly flags: readonly FlagName[];
  run(config: Config, flags: Flags, words: readonly string[]): Promise<number>;
}

export const COMMON_FLAGS: readonly FlagName[] = ['knowledge', 'data', 'json', 'help', 'version'];

export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'ask',
    {
      forms: [
        ['ask "질문"', '한 번 묻고 답을 받습니다'],
        ['ask --batch 파일', '{"id","turns":["…"]} 줄마다 {"id","answers":[…]} 한 줄을 냅니다'],
      ],
      flags: ['region', 'audience', 'engine', 'batch', 'ranking'],
      run: async (config, flags, words) => (await import('./ask.js')).ask(config, flags, words),
    },
  ],
  [
    'serve',
    {
      forms: [['serve', '웹 페이지와 대화창을 엽니다 (명령 없이 시작해도 같습니다)']],
      flags: ['host', 'port', 'region', 'ranking'],
      run: async (config, flags) => (await import('./serve.js')).serve(config, flags),
    },
  ],
  [
    'chat',
    {
      forms: [['chat', '터미널에서 대화합니다']],
      flags: ['region', 'audience', 'ranking'],
      run: async (config, flags) => (await import('./chat.js')).chat(config, flags),
    },
  ],
  [
    'search',
    {
      forms: [
        ['search "말"', '자료 찾기만 합니다 (--explain 으로 점수의 까닭을 봅니다)'],
        ['search --batch 파일', '{"id","query"} 줄마다 {"id","hits":[…]} 한 줄을 냅니다'],
      ],
      flags: ['region', 'audience', 'limit', 'by-document', 'explain', 'ranking', 'batch'],
      run: async (config, flags, words) => (await import('./search.js')).search(config, flags, words),
    },
  ],
  [
    'index',
    {
      forms: [['index', '달라진 것으로 새 색인을 만들고, 답을 견주고, 바꿉니다 (--plan 은 보기만)']],
      flags: ['plan', 'hold', 'watch', 'verify', 'yes', 'allow-faults', 'propose-questions', 'fail-under'],
      run: async (config, flags) => (await import('./index-command.js')).index(config, flags),
    },
  ],
  [
    'versions',
    {
      forms: [['versions', '색인의 판들을 보여 줍니다']],
      flags: [],
      run: async (config, flags) => (await import('./versions.js')).versions(config, flags),
    },
  ],
  [
    'rollback',
    {
      forms: [['rollback [판]', '앞의 판으로 되돌립니다']],
      flags: [],
      run: async (config, flags, words) => (await import('./versions.js')).rollback(config, flags, words),
    },
  ],
  [
    'switch',
    {
      forms: [['switch 판', '검사에서 멈춘 후보나 다른 판으로 바꿉니다']],
      flags: [],
      run: async (config, flags, words) => (await import('./versions.js')).switchCommand(config, flags, words),
    },
  ],
  [
    'knowledge',
    {
      forms: [['knowledge check', '지식 폴더의 잘못을 파일, 줄, 항목과 함께 알려 줍니다']],
      flags: [],
      run: async (config, flags, words) => (await import('./knowledge.js')).knowledge(config, flags, words),
    },
  ],
  [
    'import',
    {
      forms: [['import 자료', '공식 공개 자료를 지식 기록으로 옮깁니다: bokjiro, bokjiro-local, gov24']],
      flags: ['region', 'from', 'into', 'plan', 'fresh', 'yes'],
      run: async (config, flags, words) => (await import('./import.js')).importOfficial(config, flags, words),
    },
  ],
  [
    'fetch',
    {
      forms: [['fetch [이름…]', 'sources.yaml에 적은 누리집, 폴더, Git 저장소에서 자료를 가져옵니다']],
      flags: ['sources', 'into', 'due', 'watch', 'plan', 'yes'],
      run: async (config, flags, words) => (await import('./fetch.js')).fetchSources(config, flags, words),
    },
  ],
  [
    'eval',
    {
      forms: [
        ['eval [파일…]', '물음을 던져 답을 잽니다'],
        ['eval safety [파일…]', '안전 물음을 던져 놓침과 헛울림을 잽니다'],
      ],
      flags: ['engine', 'markdown', 'print', 'compare', 'fail-under', 'ranking'],
      run: async (config, flags, words) => (await import('./eval.js')).evaluate(config, flags, words),
    },
  ],
  [
    'store',
    {
      forms: [
        ['store status', '저장소의 상태를 보여 줍니다'],
        ['store migrate [--to 곳]', '저장소를 새 판에 맞추거나 옮깁니다'],
        ['store restored', 'pg_restore 로 되살린 PostgreSQL을 바로잡습니다 (--from 그 전 데이터베이스 주소)'],
        ['store purge', '기한이 지난 것을 지웁니다 (serve 는 한 시간마다 스스로 합니다)'],
        ['store export|forget', '대화 하나를 내보내거나 지웁니다 (--conversation ID --reason 까닭)'],
        ['store backup|restore 파일', '저장소를 파일로 받아 두거나 되살립니다'],
      ],
      flags: ['to', 'from', 'conversation', 'reason', 'by'],
      run: async (config, flags, words) => (await import('./store.js')).store(config, flags, words),
    },
  ],
  [
    'channel',
    {
      forms: [
        ['channel status', '창구(web, slack, discord)마다 답하는지 멈췄는지 보여 줍니다'],
        ['channel stop|start 이름', '그 창구의 답변을 멈추거나 다시 엽니다 (멈출 때는 --reason 까닭)'],
      ],
      flags: ['reason', 'by'],
      run: async (config, flags, words) => (await import('./channel.js')).channel(config, flags, words),
    },
  ],
  [
    'demo-model',
    {
      forms: [['demo-model', '언어 모델 서버를 흉내 냅니다 (열쇠 없이 해 보기)']],
      flags: ['mode', 'port'],
      run: async (_config, flags) => (await import('./demo-model.js')).demoModel(flags),
    },
  ],
  [
    'doctor',
    {
      forms: [['doctor', '설정과 색인을 살피고 할 일을 알려 줍니다']],
      flags: [],
      run: async (config, flags) => (await import('./doctor.js')).doctor(config, flags),
    },
  ],
]);
