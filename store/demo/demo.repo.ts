/** Demo data: rows marked as such by whoever made them, and everything that hangs on them. */
import type { Connection } from 'mongoose';

export interface DemoRepo {
  countTickets(): Promise<number>;
  /** The day (YYYY-MM-DD) a series of tickets for scale began; null where there is none. */
  seriesDay(): Promise<string | null>;
  /** Ids of demo runs with a workflow that may still be alive. */
  livingRuns(): Promise<string[]>;
  /** Ids of demo alarm groups that go with `removeAll` and have a workflow that may still be alive. */
  livingGroups(): Promise<string[]>;
  /**
   * Removes demo tickets and alarm groups with their runs, logs, tasks, comments, files, events and journal. A group that real alarms gave a ticket of its own, or
   * are about to, stays and is no demo data any more. Answers how many tickets went.
   */
  removeAll(): Promise<number>;
}

interface AnyRow { _id: string; key?: string; [field: string]: unknown }

export function createDemoRepo(connection: Connection): DemoRepo {
  const rows = (name: string) => connection.collection<AnyRow>(name);
  const ids = async (name: string, filter: object): Promise<string[]> => (await rows(name).find(filter, { projection: { _id: 1 } }).toArray()).map((row) => row._id);
  const goingGroups = (tickets: readonly string[], butIn: readonly string[] = []): Promise<string[]> =>
    ids('alarmGroups', { isDemo: true, state: { $nin: ['pending', ...butIn] }, $or: [{ ticket: null }, { 'ticket.id': { $in: tickets } }] });
  return {
    seriesDay: async () => /^scale-(\d{4}-\d\d-\d\d)-/.exec((await rows('tickets').findOne({ _id: { $regex: '^scale-' } }, { projection: { _id: 1 } }))?._id ?? '')?.[1] ?? null,
    countTickets: () => rows('tickets').countDocuments({ isDemo: true }),
    livingGroups: async () => goingGroups(await ids('tickets', { isDemo: true }), ['closed']),
    livingRuns: () => ids('runs', { isDemo: true, isImported: { $ne: true }, status: 'running' }),
    async removeAll() {
      const tickets = await ids('tickets', { isDemo: true });
      const groups = await goingGroups(tickets);
      const runs = await ids('runs', { $or: [{ isDemo: true }, { ticket: { $in: tickets } }] });
      const refs = [...tickets, ...groups, ...runs];
      // Children first: a stop in the middle leaves a ticket that the next press finds.
      await rows('tokenLog').deleteMany({ run: { $in: runs } });
      await rows('tasks').deleteMany({ run: { $in: runs } });
      await rows('events').deleteMany({ 'refs.id': { $in: refs } });
      await rows('comments').deleteMany({ ticket: { $in: tickets } });
      // The bytes of files have their own ids: among the loose, the portal clears them up.
      const bytes = (await rows('files').find({ ticket: { $in: tickets } }, { projection: { bytes: 1 } }).toArray()).map((file) => String(file['bytes']));
      for (const id of bytes) await rows('fileBytesLoose').updateOne({ _id: id }, { $set: { until: new Date() } }, { upsert: true });
      await rows('files').deleteMany({ ticket: { $in: tickets } });
      for (const name of ['notices', 'approvalLinks']) await rows(name).deleteMany({ 'ticket.id': { $in: tickets } });
      for (const name of ['alarmJournal', 'alarmBindings', 'alarmEpisodes']) await rows(name).deleteMany({ group: { $in: groups } });
      await rows('alarmEpisodes').deleteMany({ ticketId: { $in: tickets } });
      await rows('alarmHeads').deleteMany({ _id: { $in: groups } });
      for (const name of ['runs', 'runEndings']) await rows(name).deleteMany({ _id: { $in: runs } });
      await rows('alarmGroups').deleteMany({ _id: { $in: groups } });
      await rows('alarmGroups').updateMany({ isDemo: true }, { $set: { isDemo: false } });
      return (await rows('tickets').deleteMany({ _id: { $in: tickets } })).deletedCount;
    },
  };
}
