import { describe, expect, it } from 'vitest';
import { approvalLinkOf, isExpired, signedPart } from './approval-link.ts';

const notice = { id: 'n1', approval: 'run/t1/1#task-1', recipient: 'mia', ticket: { id: 't1', key: 'INC-1' }, madeAt: '2026-11-27T10:00:00.000Z' };

describe('the link of an approval', () => {
  it('belongs to one person, one approval and seven days', () => {
    const link = approvalLinkOf(notice)!;
    expect(link).toMatchObject({ person: 'mia', task: 'run/t1/1#task-1', expiresAt: '2026-12-04T10:00:00.000Z', used: null });
    expect([isExpired(link, '2026-12-04T09:59:59.999Z'), isExpired(link, '2026-12-04T10:00:00.000Z')]).toEqual([false, true]);
    expect(approvalLinkOf(notice)).toEqual(link);
  });
  it('is bound to all of it by its signature', () => {
    const link = approvalLinkOf(notice)!;
    for (const change of [{ person: 'ana' }, { task: 'run/t2/1#task-1' }, { expiresAt: '2027-12-04T10:00:00.000Z' }, { id: 'a2' }]) expect(signedPart({ ...link, ...change })).not.toBe(signedPart(link));
  });
  it('is missing where nothing is asked', () => expect(approvalLinkOf({ ...notice, approval: null })).toBeNull());
});
