/**
 * What the core asks of the world. Each port has one to three members; adapters are factories that return plain
 * objects, and several of one port share its behaviour suite (`test/conformance`).
 */
import type { Worry } from '../safety/crisis-reply.js';
import type { Answer, Question, Statement } from './types.js';

/** The one door into the core. Never rejects: a fault comes back as a `failed` answer. */
export interface AnswerEngine {
  answer(question: Question, watch?: AnswerWatch): Promise<Answer>;
}

/** A question on the road, with whoever follows it. */
export interface Asked extends Question {
  readonly watch?: RoadWatch | undefined;
}

/** What the engine follows besides: whatever end the road comes to, a worry stands before it. */
export interface RoadWatch extends AnswerWatch {
  onWorry?(worry: Worry): void;
}

/** What a caller may follow while an answer is made. Every member is optional. */
export interface AnswerWatch {
  /** A stage of the road begins. */
  onStage?(stage: string): void;
  /** A statement that has passed verification; it stands in the final answer word for word, in this order. */
  onStatement?(statement: Statement): void;
  /** The person has left: work for them may stop. The answer may then be a `failed` one that nobody reads. */
  readonly signal?: AbortSignal | undefined;
}

/** A place where people ask: Slack, Discord, the web widget. */
export interface Channel {
  readonly name: string;
  /** Begins listening; each answer goes back to the place its question came from. Rejects when it cannot. */
  start(): Promise<void>;
  /** Takes no new questions, lets those under way finish, then lets go of everything. */
  stop(): Promise<void>;
  /** False where it has started and it cannot be told whether anybody listens there. */
  isServed?(): boolean;
}

/** A unit of an index by its row number, and how well it matches. */
export interface ScoredUnit {
  readonly unit: number;
  /** For a `LexicalIndex` 0–1, the share of the best score the query could reach; for a `VectorIndex` cosine. */
  readonly score: number;
}

export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** Other ways to say what some terms of a query say: of all ways, the own one among them, a unit is given the best. */
export interface OtherWays {
  /** Terms of the query that are said in other ways too. */
  readonly said: readonly string[];
  readonly ways: readonly (readonly WeightedTerm[])[];
}

/** Text of a unit that goes into a word index, and how much its words count. */
export interface WeightedField {
  readonly text: string;
  readonly weight: number;
}

/** Narrows a search to the units it accepts, inside the search rather than after it. */
export type UnitFilter = (unit: number) => boolean;

/** Word search over an index that is searched in the form it was saved in. */
export interface LexicalIndex {
  readonly size: number;
  /** At most `limit` units, best first; ties by unit number, so that runs repeat exactly. */
  search(
    terms: readonly WeightedTerm[],
    limit: number,
    accepts?: UnitFilter,
    otherWays?: readonly OtherWays[],
  ): readonly ScoredUnit[];
  /** The same for several kinds of units at once, each with its own limit: a list for each. */
  searchParts(
    terms: readonly WeightedTerm[],
    parts: readonly { readonly limit: number; readonly accepts?: UnitFilter | undefined }[],
    otherWays?: readonly OtherWays[],
  ): readonly (readonly ScoredUnit[])[];
  /** How telling a term is here: its inverse document frequency, 0 for an unknown term. */
  weightOf(term: string): number;
}

/** Nearest neighbours by cosine. The adapter that opens one also writes its file (`adapters/hnsw`). */
export interface VectorIndex {
  readonly size: number;
  search(vector: Float32Array, limit: number, accepts?: UnitFilter): readonly ScoredUnit[];
}

/** The same across a network, such as a vector store of another program. */
export interface RemoteVectorIndex {
  readonly size: number;
  search(vector: Float32Array, limit: number, accepts?: UnitFilter): Promise<readonly ScoredUnit[]>;
}

/** What a text is embedded as: some models want to be told. */
export type EmbeddedAs = 'passage' | 'query';

/** Text → unit vectors. `id` changes whenever the vectors would. */
export interface QueryEmbedder {
  readonly id: string;
  /** Rejects with a `ModelFault` where a server makes them. */
  embed(texts: readonly string[], as?: EmbeddedAs): Promise<readonly Float32Array[]>;
}

/** The same with the length of its vectors, which building an index needs and asking one does not. */
export interface Embedder extends QueryEmbedder {
  readonly dimension: number;
}

/** What a language model is asked: one task, answered with one JSON object. */
export interface ModelRequest {
  /** Names the JSON object; also what a log calls the request. */
  readonly task: string;
  readonly system: string;
  readonly user: string;
  /** JSON Schema of the reply. A server that cannot enforce it still reads of it in `system`. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Aborted when the time is over or the person has left. */
  readonly signal: AbortSignal;
  /** The reply so far, each time it grows. */
  onText?(text: string): void;
}

export interface ModelReply {
  readonly text: string;
  /** As the server counted them; undefined where it does not say. */
  readonly tokens: { readonly input: number; readonly output: number } | undefined;
}

/** Writes. Rejects with a `ModelFault`; a reply that did not reach its end is a fault, never a short reply. */
export interface LanguageModel {
  readonly id: string;
  write(request: ModelRequest): Promise<ModelReply>;
}

/** Follows the work in spans, for whoever watches the service. Only names and numbers of ours may be told. */
export interface Tracer {
  span<T>(
    name: string,
    work: () => Promise<T>,
    told?: (result: T) => Readonly<Record<string, string | number>>,
  ): Promise<T>;
}

/** The time; injected so that New Year can be tested. */
export type Clock = () => Date;
