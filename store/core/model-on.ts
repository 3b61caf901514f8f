/** Models live on a connection, not on mongoose's global: made once per connection and name. */
import type { Connection, Model, Schema } from 'mongoose';

/** The part of a connection that is needed here: comparing mongoose's own generic signatures with ours costs the compiler minutes and gigabytes. */
interface ModelMaker { models: Record<string, unknown>; model(name: string, schema: unknown): unknown }

/** The model of a schema on this connection. */
export function modelOn<T>(connection: Connection, name: string, schema: Schema<T>): Model<T> {
  const maker = connection as unknown as ModelMaker;
  return (maker.models[name] ?? maker.model(name, schema)) as Model<T>;
}
