import { describe, expect, it } from 'vitest';
import { isNarrowed, parseMailbox, queryOf } from './filters.ts';

describe('the address of the mailbox', () => {
  it('keeps what it knows and nothing else', () => {
    expect(parseMailbox({ scope: 'all', state: 'failed', kind: 'clock.breached', ticket: ' INC-7 ', unread: true, notice: 'n1', settings: 'true', more: 'x' })).toEqual({ scope: 'all', state: 'failed', kind: 'clock.breached', ticket: 'INC-7', unread: true, notice: 'n1', settings: true });
    expect(parseMailbox({ scope: 'theirs', state: 'lost', kind: 'x', ticket: 7, unread: 'no', notice: '', settings: false })).toEqual({});
  });
  it('asks the API for the list, not for what is read or open beside it', () => {
    expect(queryOf(parseMailbox({ unread: 'true', notice: 'n1', settings: true, ticket: 'INC-7' }))).toEqual({ unread: 'true', ticket: 'INC-7' });
    expect([isNarrowed(parseMailbox({ scope: 'all', notice: 'n1' })), isNarrowed(parseMailbox({ state: 'sent' }))]).toEqual([false, true]);
  });
});
