/** Counting up: the numbers of ticket keys and journals. Numbers are unique and rise; a crash may leave a gap. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from './model-on.ts';

interface CounterRow { _id: string; value: number }
const counterSchema = new Schema<CounterRow>({ _id: String, value: { type: Number, required: true } }, { collection: 'counters', versionKey: false });

export interface CounterRepo {
  /** The next number of a series; the first is 1. `count` takes that many at once and answers the last. */
  next(series: string, count?: number): Promise<number>;
}

export function createCounterRepo(connection: Connection): CounterRepo {
  const counters = modelOn(connection, 'Counter', counterSchema);
  return {
    async next(series, count = 1) {
      const row = await counters.findOneAndUpdate({ _id: series }, { $inc: { value: count } }, { upsert: true, returnDocument: 'after' }).lean<CounterRow>().exec();
      return row!.value;
    },
  };
}
