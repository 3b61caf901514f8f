import { describe, expect, it } from 'vitest';
import type { Actor, Scope } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { checkRoom } from './rooms.ts';

const lookups = { ticketByKey: async () => null, alarmGroup: async () => null };
const administrator = (scope: Scope): Actor => ({ person: 'ada', name: 'Ada', teams: [], roles: [{ key: 'administrator', scope }] });

describe('the room of the directory', () => {
  it('is joined by who manages people everywhere', async () => expect(await checkRoom(administrator(everywhere), 'directory', lookups)).toBe('directory'));
  it('is closed to who has the right in some teams only', async () => {
    await expect(checkRoom(administrator({ ...everywhere, teams: ['network'] }), 'directory', lookups)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });
});
