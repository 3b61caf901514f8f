/** A run that shares locks with others, for recording: it waits, continues as new, holds, is freed by force, waits in a circle and too long. */
import type { FlowFile, FlowLock } from '#domain/flow/flow.schema';
import { ana } from '../builders/company.builder.ts';
import { byPerson, flowFile, outcomes } from '../builders/flow-file.builder.ts';
import type { FlowWorld } from '../setup/flow-world.ts';

export async function lockStory(world: FlowWorld): Promise<string> {
  const work = { kind: 'task', name: { en: 'Work' }, config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } } as const;
  const lock = (name: string, limit?: string) => ({ name, key: '="r" + "7"', ...(limit === undefined ? {} : { limit }) });
  const file = (key: string, locks: readonly FlowLock[]): FlowFile => ({
    ...flowFile(key, { start: { kind: 'start' }, end: { kind: 'end', state: 'resolved' } }, []),
    nodes: { start: { kind: 'start', name: { en: 'Start' }, config: {} }, end: { kind: 'end', name: { en: 'End' }, ticketState: 'resolved', config: {} }, ...Object.fromEntries(locks.map((one, n) => [`s${n}`, { ...work, lock: one }])) },
    edges: Object.fromEntries([['start', 's0'], ...locks.map((_, n) => [`s${n}`, n + 1 < locks.length ? `s${n + 1}` : 'end'])].map(([from, to], n) => [`e${n}`, { from: from!, to: to!, ...(n === 0 ? {} : { outcome: 'done' }) }])),
  });
  const holder = await world.open(await world.publish(file('record-lock-held', [lock('record'), lock('other')])));
  const runId = await world.open(await world.publish(file('record-locks', [lock('record'), lock('record'), lock('other', 'PT2S')])), { settings: { maxUpdates: 2 } });
  const claim = (run: string, name: string, isHeld: boolean) => world.eventually(async () => Object.values((await world.runs.read(run))!.state.locks ?? {}).find((one) => one.name === name && (one.heldSince !== null) === isHeld));
  await claim(holder, 'record', true);
  await claim(runId, 'record', false);
  await world.finish(holder, ana);
  const { id, since } = await claim(runId, 'record', true);
  await claim(holder, 'other', true);
  await world.engine.tellLock(runId, { id: 'free/1', claim: id, since, is: 'freed', reason: 'the work is done', by: { kind: 'person', id: 'ben' } });
  await world.finish(runId, ana);
  await claim(runId, 'record', true);
  await world.finish(runId, ana);
  const asked = await claim(runId, 'other', false);
  await world.engine.tellLock(runId, { id: 'ring/1', claim: asked.id, since: asked.since, is: 'ring', ring: 'INC-1 > other:r7 > INC-2 > record:r7 > INC-1' });
  const mend = async (code: string) => {
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents).find((one) => one.code === code));
    await world.engine.mendIncident(runId, { id: `mend/${code}`, incident: incident.id, action: 'retry', by: { kind: 'person', id: 'ben' } });
  };
  await mend('FLOW_LOCK_RING');
  await mend('FLOW_LOCK_LATE');
  await world.finish(holder, ana);
  await claim(runId, 'other', true);
  await world.finish(runId, ana);
  return runId;
}
