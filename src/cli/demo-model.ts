/** `bokji demo-model`: a server that speaks the OpenAI protocol without a model, to try the path with no key. */
import { once } from 'node:events';
import { DEMO_MODES, startDemoModel } from '../../adapters/demo-model/index.js';
import { type Flags, portOf, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print, say } from './output.js';

const PORT = 8899;

export async function demoModel(flags: Flags): Promise<number> {
  const mode = DEMO_MODES.find((name) => name === (flags.mode ?? 'honest'));
  if (!mode)
    throw new UsageError(`모르는 방식입니다: ${flags.mode}\n  → --mode 는 ${DEMO_MODES.join(', ')} 가운데 적으세요.`);
  const port = flags.port === undefined ? PORT : portOf(flags.port);
  let server: Awaited<ReturnType<typeof startDemoModel>>;
  try {
    server = await startDemoModel({ mode, port });
  } catch (cause) {
    throw new UsageError(
      `포트 ${port}를 열 수 없습니다.\n  → 다른 프로그램이 쓰고 있으면 --port 로 다른 수를 적으세요.`,
      { cause },
    );
  }
  await print(`BOKJI_LLM_BASE_URL=${server.baseUrl}\nBOKJI_LLM_MODEL=demo-${mode}`);
  say('위의 두 줄을 .env에 적고 다른 터미널에서 bokji doctor 를 실행하세요. 끝내려면 Ctrl+C를 누르세요.');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
  return EXIT.ok;
}
