/** The world of alarms on the shared servers, with a namespace and a database of its own. */
import { alarmWorldOn, type AlarmWorld, type AlarmWorldOf } from '../setup/alarm-world.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';

export const alarmWorld = async (options: AlarmWorldOf = {}): Promise<AlarmWorld> =>
  alarmWorldOn({ temporalAddress: temporalAddress(), namespace: await freshNamespace('alarms'), mongoUri: freshMongoUri('alarms'), ...options });
