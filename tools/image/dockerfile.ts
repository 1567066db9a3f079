/** A Dockerfile → its stages with their steps, as far as ours uses the language. */
export interface Step {
  readonly instruction: string;
  /** What follows it, its lines joined. */
  readonly text: string;
}

export interface Stage {
  readonly name: string;
  readonly steps: readonly Step[];
}

const INSTRUCTIONS = [
  'FROM',
  'RUN',
  'COPY',
  'WORKDIR',
  'ENV',
  'USER',
  'VOLUME',
  'EXPOSE',
  'HEALTHCHECK',
  'STOPSIGNAL',
  'ENTRYPOINT',
  'CMD',
];

export function readDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; steps: Step[] }[] = [];
  const joined = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\s*\\\n\s*/g, ' ');
  for (const line of joined.split('\n').filter((one) => one.trim() !== '')) {
    const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (!INSTRUCTIONS.includes(instruction)) throw new Error(`the rehearsal does not know this step: ${line}`);
    if (instruction === 'FROM') {
      const [, name = ''] = /\bAS (\w+)$/.exec(rest) ?? [];
      stages.push({ name, steps: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error(`a step before the first FROM: ${line}`);
    stage.steps.push({ instruction, text: rest });
  }
  return stages;
}

/** `NAME=value NAME=value` as ENV writes it. */
export function variablesOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}

/** The words of a step in its JSON form, such as ENTRYPOINT. */
export function wordsOf(text: string): readonly string[] {
  const [list] = /\[.*\]$/.exec(text) ?? [];
  if (list === undefined) throw new Error(`not in the JSON form: ${text}`);
  return JSON.parse(list) as readonly string[];
}

/** Whether a path of the repository goes into the build: `.dockerignore`, as far as ours uses it. */
export function isInContext(path: string, ignored: readonly string[]): boolean {
  let included = true;
  for (const line of ignored.map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('#'))) {
    const isException = line.startsWith('!');
    const pattern = isException ? line.slice(1) : line;
    // Without a slash at its front `*` stands within one part of the path, at the top.
    const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
    if (new RegExp(`^${source}(?:/|$)`).test(path)) included = isException;
  }
  return included;
}
