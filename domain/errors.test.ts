import { describe, expect, it } from 'vitest';
import { errorShape } from './errors.ts';

describe('the wire shape of an error', () => {
  it('fills in what is known and leaves the rest visible', () => {
    expect(errorShape('ACTIVITY_FAILED', { node: 'Repair', fault: 'no route to host' }).message).toBe('"Repair" did not succeed after its tries: no route to host.');
    expect(errorShape('ACTIVITY_FAILED', { node: 'Repair' }).message).toContain('{fault}');
  });
  it('sets no second full stop behind a text that ends its own sentence', () => expect(errorShape('ACTIVITY_FAILED', { node: 'Repair', fault: 'It answered 500.' }).message).toBe('"Repair" did not succeed after its tries: It answered 500.'));
  it('lets nothing of an unknown code out', () => expect(errorShape('SOMETHING_INSIDE')).toMatchObject({ code: 'INTERNAL', family: 'broken' }));
});
