/** Reads what the core asks a model: the numbered passages, the question, the task. */
export interface DemoRequest {
  readonly system: string;
  readonly user: string;
  readonly question: string;
  readonly passages: readonly { readonly number: number; readonly head: string; readonly text: string }[];
  readonly failed: readonly number[];
}

export function readRequest(messages: readonly { readonly role: string; readonly content: unknown }[]): DemoRequest {
  const contentOf = (role: string): string =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
      .join('\n');
  const user = contentOf('user');
  const fenced = (name: string): string => new RegExp(`<${name}>\\n([\\s\\S]*?)\\n</${name}>`).exec(user)?.[1] ?? '';
  return {
    system: contentOf('system'),
    user,
    question: fenced('질문'),
    passages: [...fenced('근거').matchAll(/^\[(\d+)\] (.+)\n(.+)$/gm)].map(([, number = '', head = '', text = '']) => ({
      number: Number(number),
      head,
      text,
    })),
    failed: [...fenced('고칠 문장').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number)),
  };
}
