import { readdirSync, readFileSync } from 'node:fs';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkflowBundle } from '#worker/bundle';

const folder = new URL('./histories/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
const read = (file: string): { events: { eventType: string }[] } => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { events: { eventType: string }[] };

describe('recorded histories', () => {
  let codePath = '';
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    ({ codePath } = await buildWorkflowBundle());
  }, 120_000);

  it('are there for what a run can meet', () => {
    const met = files.flatMap((file) => read(file).events.map((event) => event.eventType));
    for (const type of ['UPDATE_COMPLETED', 'TIMER_FIRED', 'TIMER_CANCELED', 'ACTIVITY_TASK_COMPLETED', 'ACTIVITY_TASK_FAILED', 'MARKER_RECORDED', 'SIGNALED', 'CONTINUED_AS_NEW', 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES', 'EXECUTION_COMPLETED']) {
      expect(met.some((event) => event.includes(type)), type).toBe(true);
    }
  });

  it.each(files)('%s replays on today\'s code', async (file) => {
    const history = historyFromJSON(read(file));
    await Worker.runReplayHistory({ workflowBundle: { codePath } }, history, `replay/${file}`);
  });

  it('notices code that does something else', async () => {
    const file = files.find((name) => name.includes('one-task'))!;
    const history = read(file) as { events: { eventType: string; markerRecordedEventAttributes?: unknown; activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[] };
    const scheduled = history.events.find((event) => event.activityTaskScheduledEventAttributes !== undefined)!;
    scheduled.activityTaskScheduledEventAttributes!.activityType.name = 'somethingElse';
    await expect(Worker.runReplayHistory({ workflowBundle: { codePath } }, historyFromJSON(history), 'replay/changed')).rejects.toThrow();
  });
});
