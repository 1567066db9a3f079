/** What a language model or an embeddings server may fail with; adapters put their SDK's errors into these. */
export const MODEL_FAULTS = [
  'unreachable', // no connection, or the name is not known
  'unauthorised', // the key is missing or wrong
  'unknown-model', // the address or the model does not exist there
  'rejected', // the server does not accept the request
  'busy', // too many requests, there or here
  'broken', // the server failed
  'open', // it failed so often that it is left alone for a while
  'timeout',
  'cut', // the reply ended before its end
  'unreadable', // the reply is not what was asked for
  'cancelled', // the person has left
] as const;
export type ModelFaultKind = (typeof MODEL_FAULTS)[number];

export class ModelFault extends Error {
  override name = 'ModelFault';
  readonly kind: ModelFaultKind;

  constructor(kind: ModelFaultKind, options?: ErrorOptions) {
    super(`the model failed: ${kind}`, options);
    this.kind = kind;
  }
}
