/**
 * A query that every question runs: built and compiled once, then run with other values. Kysely's builder would cost
 * more than the database does.
 *
 * The query is built with stand-ins for its values; where they come out among the compiled parameters, the values go.
 */
import type { CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './backend.js';

/** Stands for a value while the query is built; of the value's type for the builder alone. */
class StandIn {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Values = Readonly<Record<string, string | number | null>>;

export function prepared<V extends Values, Row>(
  names: { readonly [Name in keyof V]: true },
  build: (db: Db, values: V) => { compile(): CompiledQuery<Row> },
): (db: Db, values: V) => Promise<QueryResult<Row>> {
  // By dialect: the same query is another text in each, and a move has both in one process.
  const compiledFor = new WeakMap<object, CompiledQuery<Row>>();
  return (db, values) => {
    const { adapter } = db.getExecutor();
    const compiled = compiledFor.get(adapter) ?? build(db, standInsFor<V>(Object.keys(names))).compile();
    compiledFor.set(adapter, compiled);
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof StandIn ? values[parameter.name] : parameter,
    );
    return db.executeQuery({ ...compiled, parameters });
  };
}

function standInsFor<V extends Values>(names: readonly string[]): V {
  return Object.fromEntries(names.map((name) => [name, new StandIn(name)])) as unknown as V;
}
