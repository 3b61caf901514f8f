import { describe, expect, it } from 'vitest';
import type { KnownAccount } from '#store/identity/account.repo';
import { createAccounts } from './accounts.ts';

function world() {
  const kept: [string, readonly string[]][] = [];
  const clock = { ms: 0, isAway: false };
  const accounts = createAccounts({
    accounts: { read: async () => null, byRole: async () => [], keep: async (person: string, { roles }: KnownAccount) => { if (clock.isAway) throw new Error('away'); kept.push([person, roles]); } },
    log: { warn: () => undefined } as never, nowMs: () => clock.ms,
  });
  const note = (roles: string[], issuedAt = 1) => accounts.note('ana', { subject: 's', username: 'ana', name: 'Ana', email: '', locale: 'en', roles, issuedAt });
  return { kept, clock, note };
}

describe('what the identity provider says about a person', () => {
  it('is kept when it is new, not with every request', async () => {
    const { kept, note } = world();
    for (let at = 0; at < 5; at += 1) await note(['agent'], at);
    await note(['requester'], 6);
    expect(kept).toEqual([['ana', ['agent']], ['ana', ['requester']]]);
  });
  it('is kept again after ten minutes, because another portal may have kept something older', async () => {
    const { kept, clock, note } = world();
    await note(['agent']);
    clock.ms = 10 * 60_000;
    await note(['agent']);
    expect(kept).toHaveLength(2);
  });
  it('costs nobody the request when it cannot be kept, and is tried again', async () => {
    const { kept, clock, note } = world();
    clock.isAway = true;
    await note(['agent']);
    clock.isAway = false;
    await note(['agent']);
    expect(kept).toHaveLength(1);
  });
});
