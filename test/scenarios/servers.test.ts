import { Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';

describe('the shared servers of the tests', () => {
  it('hand out a namespace that keeps closed runs for 30 days and knows the search attributes', async () => {
    const namespace = await freshNamespace();
    const connection = await Connection.connect({ address: temporalAddress() });
    try {
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(['SbFlow', 'SbVersion', 'SbTicket', 'SbState', 'SbPriority']));
    } finally {
      await connection.close();
    }
  });

  it('hand out a database that takes transactions and change streams', async () => {
    const connection = await mongoose.createConnection(freshMongoUri()).asPromise();
    try {
      const things = connection.collection('things');
      await connection.createCollection('things');
      const changes = things.watch();
      // The first look is answered when the server has opened the stream; what was written before would not be in it.
      expect(await changes.tryNext()).toBeNull();
      const seen = changes.next();
      const session = await connection.startSession();
      await session.withTransaction(async () => { await things.insertOne({ name: 'kept' }, { session }); });
      await session.withTransaction(async () => {
        await things.insertOne({ name: 'dropped' }, { session });
        await session.abortTransaction();
      });
      await session.endSession();
      expect(await seen).toMatchObject({ operationType: 'insert', fullDocument: { name: 'kept' } });
      expect(await things.countDocuments()).toBe(1);
      await changes.close();
    } finally {
      await connection.dropDatabase();
      await connection.close();
    }
  });
});
