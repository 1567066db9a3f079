/**
 * From what zod found wrong to faults that an admin can act on: Korean, with the line in a YAML file.
 */
import type { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './faults.js';

type YamlDocument = ReturnType<typeof parseDocument>;

/** `firstLine` is the line of the file on which the YAML begins. */
export function yamlFaults(
  file: string,
  issues: readonly z.core.$ZodIssue[],
  yaml: YamlDocument,
  lines: LineCounter,
  firstLine: number,
): Fault[] {
  return issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const line = lines.linePos(offsetOf(yaml, path)).line + firstLine - 1;
    return { file, line, ...faultTexts(issue) };
  });
}

/** What is broken about the YAML itself, or undefined. The parser's own English is left out; the line tells where. */
export function brokenYaml(file: string, yaml: YamlDocument, lines: LineCounter, firstLine: number): Fault | undefined {
  const [broken] = yaml.errors;
  return (
    broken && {
      file,
      line: lines.linePos(broken.pos[0]).line + firstLine - 1,
      field: firstLine > 1 ? 'front matter' : 'YAML',
      problem: broken.code === 'DUPLICATE_KEY' ? '같은 항목이 두 번 있습니다' : 'YAML로 읽을 수 없습니다',
      remedy: broken.code === 'DUPLICATE_KEY' ? '하나를 지우세요' : '들여쓰기와 따옴표를 확인하세요',
    }
  );
}

/** Field, problem and remedy of one issue. */
export function faultTexts(issue: z.core.$ZodIssue): Pick<Fault, 'field' | 'problem' | 'remedy'> {
  return { field: issue.path.join('.') || '전체', problem: problemOf(issue), remedy: remedyOf(issue) };
}

/** The parsed values; an alias that points nowhere (`title: *기초연금`) reads as nothing, not as a crash. */
export function plainValue(yaml: YamlDocument): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

function offsetOf(yaml: YamlDocument, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? yaml.contents : yaml.getIn(path.slice(0, length - 1), true);
    const key = keyOffset(parent, path[length - 1]);
    if (key !== undefined) return key;
    const node: unknown = yaml.getIn(path.slice(0, length), true);
    if (isRanged(node)) return node.range[0];
  }
  return isRanged(yaml.contents) ? yaml.contents.range[0] : 0;
}

function keyOffset(parent: unknown, key: PropertyKey | undefined): number | undefined {
  if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items))
    return undefined;
  for (const item of parent.items as readonly unknown[]) {
    if (typeof item !== 'object' || item === null || !('key' in item)) continue;
    const own: unknown = item.key;
    if (isRanged(own) && 'value' in own && own.value === key) return own.range[0];
  }
  return undefined;
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

const TYPES: Readonly<Record<string, string>> = {
  string: '글자',
  number: '숫자',
  int: '정수',
  boolean: 'true나 false',
  array: '목록(- 또는 [ ])',
  object: '항목들의 묶음',
  record: '항목들의 묶음',
};

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `모르는 항목입니다: ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined
        ? '꼭 있어야 하는 항목이 없습니다'
        : `${TYPES[issue.expected] ?? issue.expected} 꼴이어야 합니다`;
    case 'invalid_value':
      return issue.input === undefined
        ? '꼭 있어야 하는 항목이 없습니다'
        : `쓸 수 없는 값입니다(쓸 수 있는 값: ${issue.values.join(', ')})`;
    case 'invalid_union':
      return '쓸 수 있는 꼴 가운데 어느 것도 아닙니다';
    case 'too_small':
      return '값이 너무 짧거나 적습니다';
    case 'too_big':
      return '값이 너무 길거나 큽니다';
    default:
      return /[가-힣]/.test(issue.message) ? issue.message : '값의 꼴이 맞지 않습니다';
  }
}

function remedyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return '철자를 확인하거나 그 줄을 지우세요';
  if (issue.code === 'invalid_type') return '다른 기록의 같은 항목을 보고 채우세요';
  return '그 줄의 값을 고치세요';
}
