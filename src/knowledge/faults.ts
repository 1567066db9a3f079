/** A fault in the knowledge: where it stands, what is wrong, and what to do about it. Texts are Korean, for admins. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line} [${fault.field}] ${fault.problem}\n    → ${fault.remedy}`;
}
