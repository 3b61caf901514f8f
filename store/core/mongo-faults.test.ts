import { Socket, connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isMongoAway, isMongoFault } from './mongo-faults.ts';

/** What Node says of it, from a socket to which it happened. */
async function writeAfterEnd(): Promise<unknown> {
  const server = createServer((other) => other.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.resume();
  await once(socket, 'end');
  socket.write('too late');
  const [fault] = await once(socket, 'error') as [unknown];
  server.close();
  return fault;
}

describe('a fault of MongoDB', () => {
  it('that is a write to a line it has closed means that it is away', async () => {
    const fault = await writeAfterEnd();
    expect([isMongoAway(fault), isMongoFault(fault)]).toEqual([true, true]);
  });

  it('is told from a line of somebody else that broke', () => {
    for (const other of [Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), null, 'EPIPE']) expect(isMongoAway(other)).toBe(false);
  });
});
