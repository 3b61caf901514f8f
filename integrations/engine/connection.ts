/** The connection to Temporal: made lazily, tried again until it stands, with bounded waits for every call. */
import { Client, Connection } from '@temporalio/client';
import { dataConverter } from './data-converter.ts';

export interface EngineSettings {
  /** host:port of the Temporal frontend. */
  address: string;
  namespace: string;
  /** Longest wait for any answer, milliseconds. Default 10,000. */
  timeoutMs?: number;
}

export interface EngineConnection {
  /** Connects at the first use; a connection heals itself afterwards. */
  client: Client;
  settings: Required<EngineSettings>;
  close(): Promise<void>;
}

export function openEngineConnection({ timeoutMs = 10_000, ...settings }: EngineSettings): EngineConnection {
  const connection = Connection.lazy({ address: settings.address, connectTimeout: timeoutMs });
  return {
    client: new Client({ connection, namespace: settings.namespace, dataConverter }),
    settings: { ...settings, timeoutMs },
    close: () => connection.close(),
  };
}
