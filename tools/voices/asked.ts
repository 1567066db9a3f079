/**
 * `npx tsx tools/voices/asked.ts > knowledge/asked.tsv`: what the search learns of how people ask, from the voices that
 * may be learnt from.
 */
import { OPEN_VOICES, readVoice } from './read.js';

const lines: { readonly id: string; readonly line: string }[] = [];
for (const voice of OPEN_VOICES) {
  for (const { recordId, text } of readVoice(voice)) lines.push({ id: recordId, line: `${recordId}\t${text}` });
}
// A record's questions stand together; the order of the voices within.
lines.sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id));
process.stdout.write(`# 사람들이 묻는 말: 기록 id, 탭, 물음. 찾을 때만 쓰고 답에는 나오지 않는다. none은 답할 기록이 없는 물음.
# tools/voices/asked.ts가 만든다.
${[...new Set(lines.map(({ line }) => line))].join('\n')}
`);
