/**
 * Read a record: the text of a `.md` file with front matter → a `KnowledgeDocument`, or the faults that stand in it.
 *
 * Front matter is split off by hand and parsed with `yaml`, which never evaluates anything.
 */
import { LineCounter, parseDocument } from 'yaml';
import type { Fault } from './faults.js';
import { brokenYaml, plainValue, yamlFaults } from './issues.js';
import { type FrontMatter, frontMatterSchema, type KnowledgeDocument, type Section } from './schema.js';
import { SECTIONS } from './vocabulary.js';

/** Front matter begins after the line of dashes. */
const FRONT_MATTER_LINE = 2;

export type ReadResult = { readonly document: KnowledgeDocument } | { readonly faults: readonly Fault[] };

export function hasFrontMatter(text: string): boolean {
  return /^---\r?\n/.test(text);
}

export function readRecord(file: string, text: string): ReadResult {
  const end = text.indexOf('\n---', 3);
  if (end < 0) {
    return failed(file, 1, '---', '머리말(front matter)이 닫히지 않았습니다', '머리말 끝에 --- 한 줄을 넣으세요');
  }
  const frontText = text.slice(text.indexOf('\n') + 1, end + 1);
  const bodyStart = text.indexOf('\n', end + 1) + 1;
  const front = readFrontMatter(file, frontText);
  if ('faults' in front) return front;
  const bodyLine = text.slice(0, bodyStart).split('\n').length;
  const body = readBody(file, bodyStart === 0 ? '' : text.slice(bodyStart), bodyLine, front.value.id);
  if ('faults' in body) return body;
  return { document: { ...front.value, sections: body.sections, form: 'record' } };
}

type FrontResult = { readonly value: FrontMatter } | { readonly faults: readonly Fault[] };

function readFrontMatter(file: string, text: string): FrontResult {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = brokenYaml(file, yaml, lines, FRONT_MATTER_LINE);
  if (broken) return { faults: [broken] };
  const parsed = frontMatterSchema.safeParse(plainValue(yaml), { reportInput: true });
  if (parsed.success) return { value: parsed.data };
  return { faults: yamlFaults(file, parsed.error.issues, yaml, lines, FRONT_MATTER_LINE) };
}

type BodyResult = { readonly sections: readonly Section[] } | { readonly faults: readonly Fault[] };

function readBody(file: string, body: string, firstLineNumber: number, id: string): BodyResult {
  const faults: Fault[] = [];
  const sections: { slug: string; heading: string; claims: { id: string; text: string }[] }[] = [];
  body.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    const at = firstLineNumber + index;
    if (line === '') return;
    if (line.startsWith('## ')) {
      const heading = line.slice(3).trim();
      const known = SECTIONS.find((section) => section.heading === heading);
      if (!known) {
        const allowed = SECTIONS.map((section) => section.heading).join(', ');
        faults.push({
          file,
          line: at,
          field: '본문',
          problem: `모르는 제목입니다: ${heading}`,
          remedy: `다음 가운데 하나로 쓰세요: ${allowed}`,
        });
      }
      if (sections.some((section) => section.heading === heading)) {
        faults.push({
          file,
          line: at,
          field: '본문',
          problem: `제목이 두 번 나옵니다: ${heading}`,
          remedy: '한 제목 아래로 모으세요',
        });
      }
      sections.push({ slug: known?.slug ?? 'other', heading, claims: [] });
      return;
    }
    const section = sections.at(-1);
    if (!line.startsWith('- ') || !section) {
      faults.push({
        file,
        line: at,
        field: '본문',
        problem: `항목(- )이 아닌 줄입니다: ${line.slice(0, 30)}`,
        remedy: '## 제목 아래에 “- ”로 시작하는 한 문장으로 쓰세요',
      });
      return;
    }
    section.claims.push({
      id: `${id}#${section.slug}.${section.claims.length + 1}`,
      text: line.slice(2).trim().normalize('NFC'),
    });
  });
  if (sections.every((section) => section.claims.length === 0)) {
    faults.push({
      file,
      line: firstLineNumber,
      field: '본문',
      problem: '내용이 없습니다',
      remedy: '## 지원 내용 아래에 한 문장씩 적으세요',
    });
  }
  return faults.length > 0 ? { faults } : { sections: sections.filter((section) => section.claims.length > 0) };
}

function failed(
  file: string,
  line: number,
  field: string,
  problem: string,
  remedy: string,
): { faults: readonly Fault[] } {
  return { faults: [{ file, line, field, problem, remedy }] };
}
