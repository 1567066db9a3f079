/** What the settings of `config.ts` become: each part of the program gets its own. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** A language model that is asked; undefined unless its two variables are set. */
export interface ModelConfig {
  readonly provider: string;
  /** Undefined where a provider other than `openai` knows its own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** All the time an answer may take with the model. */
  readonly answerMs: number;
  readonly concurrency: number;
  readonly price: { readonly input: number; readonly output: number; readonly currency: string } | undefined;
}

/** A server that makes vectors; undefined unless its two variables are set. */
export interface EmbeddingConfig {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** What nearness by vector is worth in the ranking (`src/retrieval/weights.ts`). */
  readonly weight: number;
  /** How long a question waits for its vector before words alone search. */
  readonly questionMs: number;
  /** Words that some models want before what they embed. */
  readonly prefixes: { readonly query: string; readonly passage: string };
}

export interface Config {
  readonly knowledgeFolder: string | undefined;
  readonly dataFolder: string | undefined;
  /** Versions of the index that are kept to go back to, the live one among them. */
  readonly versionsKept: number;
  readonly region: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly documents: DocumentConfig;
  /** A fixed clock, for rehearsing New Year. */
  readonly now: Date | undefined;
  readonly model: ModelConfig | undefined;
  readonly embedding: EmbeddingConfig | undefined;
  /** Path of a module that opens a vector store of LangChain; undefined: vectors are searched elsewhere. */
  readonly vectorStore: string | undefined;
  readonly web: WebConfig;
  readonly store: StoreConfig;
  /** How long questions under way may take to finish once the service is told to stop. */
  readonly shutdownMs: number;
  /** How long new questions are still taken then, while `/readyz` sends people elsewhere. */
  readonly leaveMs: number;
  /** Undefined unless the channel's token is set. */
  readonly slack: SlackConfig | undefined;
  readonly discord: DiscordConfig | undefined;
  /** PostgreSQL that several servers share; undefined: this machine's own files are all there is. */
  readonly database: DatabaseConfig | undefined;
  readonly openData: OpenDataConfig;
}

export interface OpenDataConfig {
  /** One key of data.go.kr serves all its APIs, once each is approved. */
  readonly key: string | undefined;
  readonly urls: { readonly bokjiro: string; readonly 'bokjiro-local': string; readonly gov24: string };
  /** Rest between two calls. */
  readonly paceMs: number;
  /** Calls a day of one API; undefined: until the portal says stop. */
  readonly dailyCalls: number | undefined;
}

export interface DatabaseConfig {
  readonly url: string;
  /** Whether nearest vectors are searched there or in this server's own copy. */
  readonly searchesVectors: boolean;
}

/** For how long what outlives the process is kept: in the database, or in a file of the data folder. */
export interface StoreConfig {
  /** A conversation that nobody goes on with is forgotten after this. */
  readonly conversationIdleMs: number;
  readonly days: {
    readonly answers: number;
    readonly feedback: number;
    readonly events: number;
    readonly audit: number;
  };
}

/** Bounds on one document that is no text. */
export interface DocumentConfig {
  readonly fileBytes: number;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
}

export interface SlackConfig {
  readonly botToken: string;
  /** Socket Mode; else the signing secret and HTTP. */
  readonly appToken: string | undefined;
  readonly signingSecret: string | undefined;
  readonly port: number;
  readonly staffWorkspaces: readonly string[];
  readonly staffChannels: readonly string[];
  readonly dutyChannel: string | undefined;
  readonly apiUrl: string | undefined;
}

export interface DiscordConfig {
  readonly token: string;
  readonly readsThreads: boolean;
  readonly apiUrl: string | undefined;
}

export interface WebConfig {
  readonly host: string;
  readonly port: number;
  /** Sites that may show the widget: `https://www.city.go.kr`, `https://*.city.go.kr`. Empty: the own origin only. */
  readonly allowedOrigins: readonly string[];
  /** Addresses of proxies whose word about the caller's address is taken. */
  readonly trustedProxies: readonly string[];
  /** Questions a minute of one conversation and of one address; 0 sets no limit. */
  readonly personPerMinute: number;
  readonly addressPerMinute: number;
  /** What staff show to read stored answers; undefined: nobody may. */
  readonly staffToken: string | undefined;
}
