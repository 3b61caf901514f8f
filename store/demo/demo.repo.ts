/** Demo data: rows marked as such by whoever made them, and everything that hangs on them. */
import type { Connection } from 'mongoose';

export interface DemoRepo {
  countTickets(): Promise<number>;
  /** Ids of demo runs with a workflow that may still be alive. */
  livingRuns(): Promise<string[]>;
  /** Removes demo tickets and alarm groups with their runs, logs, tasks, comments, events and journal. Answers how many tickets went. */
  removeAll(): Promise<number>;
}

interface AnyRow { _id: string; key?: string; [field: string]: unknown }

export function createDemoRepo(connection: Connection): DemoRepo {
  const rows = (name: string) => connection.collection<AnyRow>(name);
  const ids = async (name: string, filter: object): Promise<string[]> => (await rows(name).find(filter, { projection: { _id: 1 } }).toArray()).map((row) => row._id);
  return {
    countTickets: () => rows('tickets').countDocuments({ isDemo: true }),
    livingRuns: () => ids('runs', { isDemo: true, isImported: { $ne: true }, status: 'running' }),
    async removeAll() {
      const tickets = await ids('tickets', { isDemo: true });
      const groups = await ids('alarmGroups', { isDemo: true });
      const runs = await ids('runs', { $or: [{ isDemo: true }, { ticket: { $in: tickets } }] });
      const refs = [...tickets, ...groups, ...runs];
      // Children first: a stop in the middle leaves a ticket that the next press finds.
      await rows('tokenLog').deleteMany({ run: { $in: runs } });
      await rows('tasks').deleteMany({ run: { $in: runs } });
      await rows('events').deleteMany({ 'refs.id': { $in: refs } });
      await rows('comments').deleteMany({ ticket: { $in: tickets } });
      for (const name of ['alarmJournal', 'alarmBindings', 'alarmEpisodes']) await rows(name).deleteMany({ group: { $in: groups } });
      await rows('alarmHeads').deleteMany({ _id: { $in: groups } });
      await rows('runs').deleteMany({ _id: { $in: runs } });
      await rows('alarmGroups').deleteMany({ _id: { $in: groups } });
      return (await rows('tickets').deleteMany({ _id: { $in: tickets } })).deletedCount;
    },
  };
}
