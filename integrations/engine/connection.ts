/** The connection to Temporal: made lazily, tried again until it stands, with bounded waits for every call. */
import { Client, Connection } from '@temporalio/client';
import type { RunSettings } from '#domain/flow/run.ports';
import { dataConverter } from './data-converter.ts';

export interface EngineSettings {
  /** host:port of the Temporal frontend. */
  address: string;
  namespace: string;
  /** Longest wait for any answer, milliseconds. Default 10,000. */
  timeoutMs?: number;
  /** Limits handed to every run that is started. Default: the run's own. */
  run?: RunSettings;
}

export interface EngineConnection {
  /** Connects at the first use; a connection heals itself afterwards. */
  client: Client;
  settings: EngineSettings & { timeoutMs: number };
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
