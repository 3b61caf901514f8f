import { describe, expect, it } from 'vitest';
import type { TaskView } from '#api/task.api';
import { ApiFault } from '../shell/api/client.ts';
import { isOvertaken } from './task/useTaskAction.ts';
import { steady } from './useSteadyTasks.ts';

const task = (id: string, openedAt: string): TaskView => ({ id, openedAt, can: ['claim'] }) as unknown as TaskView;
const fault = (family: 'conflict' | 'invalid' | 'unavailable', status: number): ApiFault => new ApiFault({ code: 'X', family, message: '', hint: '' }, status);

describe('a list of work', () => {
  it('keeps a task that went while the reader acted on it where it stood, without buttons', () => {
    expect(steady([task('b', '2')], [task('a', '1')])).toMatchObject([{ id: 'a', can: [] }, { id: 'b', can: ['claim'] }]);
  });
  it('does not show twice what is listed still', () => expect(steady([task('a', '1')], [task('a', '1')])).toMatchObject([{ id: 'a', can: ['claim'] }]));
});
describe('a refusal', () => {
  it.each([[fault('conflict', 409), true], [fault('invalid', 404), true], [fault('invalid', 422), false], [fault('unavailable', 503), false]])('%# is somebody being faster or not', (given, expected) => expect(isOvertaken(given)).toBe(expected));
});
