import { describe, expect, it } from 'vitest';
import { ApiFault } from '../../shell/api/client.ts';
import { withAnswer } from './useTaskAction.ts';

const refused = (code: string, params: Record<string, string | null>) => new ApiFault({ code, family: 'conflict', message: '', hint: '', params }, 409);
const task = { outcomes: [{ key: 'approved', name: { en: 'Approved' } }] };
const told = (fault: ApiFault) => withAnswer(fault, task, (text) => text.en).shape;

describe('a refusal because somebody was faster', () => {
  it('names the answer that was given', () => {
    expect(told(refused('TASK_GONE', { by: 'Mia', how: 'completed', outcome: 'approved' }))).toMatchObject({ code: 'TASK_DECIDED_ALREADY', params: { by: 'Mia', outcome: 'Approved' } });
    expect(told(refused('TASK_DECIDED_ALREADY', { by: 'Mia', outcome: 'approved' })).params).toMatchObject({ outcome: 'Approved' });
  });
  it('is told as it came when nobody answered, or with an answer this task does not have', () => {
    expect(told(refused('TASK_GONE', { by: null, how: 'cancelled', outcome: null })).code).toBe('TASK_GONE');
    expect(told(refused('TASK_GONE', { by: 'Mia', how: 'completed', outcome: 'other' })).code).toBe('TASK_GONE');
    expect(told(refused('TASK_CLAIMED_BY_OTHER', { by: 'Mia', outcome: 'approved' })).code).toBe('TASK_CLAIMED_BY_OTHER');
  });
});
