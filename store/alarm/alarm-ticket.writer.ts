/** Says on a ticket whose run is over that its alarm has recovered (decision 0064). While a run is open it says so itself. */
import type { Connection } from 'mongoose';
import { ticketModels } from '../ticket/ticket.model.ts';

export interface AlarmTicketWriter {
  /** Nothing when a run of the ticket is open again. */
  markRecovered(ticketId: string, n: number, recoveredAt: string): Promise<void>;
}

export const createAlarmTicketWriter = (connection: Connection): AlarmTicketWriter => ({
  async markRecovered(ticketId, n, recoveredAt) {
    await ticketModels(connection).tickets.collection.updateOne(
      { _id: ticketId as never, 'run.n': n, 'run.status': { $ne: 'running' }, 'alarm.isFiring': true },
      { $set: { 'alarm.isFiring': false, 'alarm.recoveredAt': recoveredAt }, $inc: { revision: 1 } },
    );
  },
});
