/** The database and the data key of an installation, for commands that start nothing: as settings say, else as its last start left them in the data folder. */
import { resolve } from 'node:path';
import mongoose from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { parseDataKey, parseStarterSettings, type SettingSource } from '#domain/settings';
import type { Connection } from '#store/core/connection';
import { isMongoAway } from '#store/core/mongo-faults';
import { mongodbUriOf } from './mongod.ts';
import { keptPorts } from './ports.ts';
import { projectFolder } from './project.ts';
import { keptSecrets } from './secrets.ts';

export interface Installation { mongodbUri: string; dataKey: string }

/** Throws INSTALLATION_MISSING, SETTING_INVALID. */
export function installationOf(env: SettingSource): Installation {
  const settings = parseStarterSettings(env);
  const folder = resolve(projectFolder, settings.dataFolder);
  const port = keptPorts(folder).mongodb;
  const mongodbUri = settings.mongodbUri ?? (port === undefined ? undefined : mongodbUriOf(port));
  const dataKey = env['SIGNALBOX_DATA_KEY'] || keptSecrets(folder).SIGNALBOX_DATA_KEY;
  if (mongodbUri === undefined || !dataKey) throw new CatalogueError('INSTALLATION_MISSING', { folder });
  return { mongodbUri, dataKey: parseDataKey(dataKey) };
}

/** The connection to its database; the caller closes it. `withinMs` default 5,000. Throws DATABASE_AWAY. */
export async function connectTo({ mongodbUri }: Pick<Installation, 'mongodbUri'>, withinMs = 5_000): Promise<Connection> {
  try {
    return await mongoose.createConnection(mongodbUri, { appName: 'signalbox-cli', serverSelectionTimeoutMS: withinMs, writeConcern: { w: 'majority', wtimeout: 10_000 } }).asPromise();
  } catch (fault) {
    if (!isMongoAway(fault)) throw fault;
    throw new CatalogueError('DATABASE_AWAY', { address: mongodbUri.replace(/^[^:]*:\/\/(?:[^@/]*@)?([^/?]*).*$/s, '$1') });
  }
}
