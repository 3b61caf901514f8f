import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPresence, type MongoClient } from './connection.ts';

const clock = { ms: 0 };
let client: EventEmitter;
let presence: ReturnType<typeof createPresence>;
const servers = (...writable: boolean[]): void => void client.emit('topologyDescriptionChanged', { newDescription: { servers: new Map(writable.map((isWritable, at) => [String(at), { isWritable }])) } });

describe('MongoDB', () => {
  beforeEach(() => {
    clock.ms = 0;
    client = new EventEmitter();
    presence = createPresence(3_000, () => clock.ms);
  });

  it('is away until it was reached for the first time', () => {
    expect(presence.isAway()).toBe(true);
    presence.follow(client as unknown as MongoClient);
    expect(presence.isAway()).toBe(false);
  });

  it('is waited for as long as a command waits, and away from then on until a server takes writes again', () => {
    presence.follow(client as unknown as MongoClient);
    servers(false);
    clock.ms = 2_000;
    servers(false, false);
    clock.ms = 2_999;
    expect(presence.isAway()).toBe(false);
    clock.ms = 3_000;
    expect(presence.isAway()).toBe(true);
    servers(false, true);
    expect(presence.isAway()).toBe(false);
  });

  it('that was there again in between is waited for anew', () => {
    presence.follow(client as unknown as MongoClient);
    servers(false);
    clock.ms = 2_900;
    servers(true);
    servers(false);
    clock.ms = 5_800;
    expect(presence.isAway()).toBe(false);
  });
});
