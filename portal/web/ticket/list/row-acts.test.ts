import { describe, expect, it } from 'vitest';
import type { TaskView } from '#api/task.api';
import { ApiFault, type Call } from '../../shell/api/client.ts';
import { actOnRows, taskFor, type RowResult } from './row-acts.ts';

const task = (id: string, openedAt: string, assignee: string | null, ...can: TaskView['can']): TaskView => ({ id, openedAt, assignee, can, revision: 1 }) as unknown as TaskView;

describe('the task of a row', () => {
  it('to claim is the oldest nobody has', () => {
    expect(taskFor([task('b', '2', null, 'claim'), task('a', '1', null, 'claim'), task('c', '0', 'lin', 'claim')], { action: 'claim' })?.id).toBe('a');
    expect(taskFor([task('c', '0', 'lin', 'assign')], { action: 'claim' })).toBeNull();
  });
  it('to assign is the oldest that may be, and is not theirs already', () => {
    expect(taskFor([task('a', '1', 'lin', 'assign'), task('b', '2', null, 'assign')], { action: 'assign', to: 'lin' })?.id).toBe('b');
    expect(taskFor([task('a', '1', null, 'claim')], { action: 'assign', to: 'lin' })).toBeNull();
  });
});

describe('several rows', () => {
  /** A portal with a task a ticket; what is asked of it is told. */
  const portal = (said: string[]): Call => (async (name: string, input: { params: { key?: string; id?: string } }) => {
    if (name === 'tickets.read') return { tasks: input.params.key === 'INC-2' ? [] : [task(`${input.params.key}#t`, '1', null, 'claim')] };
    if (name === 'tasks.act') {
      said.push(input.params.id!);
      if (input.params.id === 'INC-3#t') throw new ApiFault({ code: 'TASK_CLAIMED_BY_OTHER', family: 'conflict', message: '', hint: '' }, 409);
      return { accepted: true, shown: true, warning: null };
    }
    return task(input.params.id!, '1', 'ana', 'release');
  }) as unknown as Call;

  it('each have a result of their own, and one that is refused holds up no other', async () => {
    const [said, results] = [[] as string[], [] as RowResult[]];
    await actOnRows(portal(said), ['INC-1', 'INC-2', 'INC-3', 'INC-4', 'INC-5', 'INC-6'], { action: 'claim' }, 'ana', (result) => results.push(result), () => false);
    expect(Object.fromEntries(results.map(({ key, is }) => [key, is]))).toEqual({ 'INC-1': 'done', 'INC-2': 'nothing', 'INC-3': 'refused', 'INC-4': 'done', 'INC-5': 'done', 'INC-6': 'done' });
    expect(results.every((result) => result.is !== 'done' || result.undo !== null)).toBe(true);
  });
  it('are left alone from where it was stopped', async () => {
    const [said, results] = [[] as string[], [] as RowResult[]];
    await actOnRows(portal(said), Array.from({ length: 20 }, (_, at) => `INC-${at + 10}`), { action: 'claim' }, 'ana', (result) => results.push(result), () => results.length > 0);
    expect(results.length).toBeLessThan(9);
    expect(said.length).toBe(results.length);
  });
});
