/** Models live on a connection, not on mongoose's global: made once per connection and name. */
import type { Connection, Model, Schema } from 'mongoose';

/** The model of a schema on this connection. */
export const modelOn = <T>(connection: Connection, name: string, schema: Schema<T>): Model<T> =>
  (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema as Schema);
