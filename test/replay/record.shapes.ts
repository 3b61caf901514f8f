/** Stories of runs by what their flows are made of, for recording (record.ts): steps done several times, parts that begin by an event, edges of a scope, gateways, messages, approvals. */
import { calledRunId } from '#domain/flow/call/call.ports';
import { canonicalJson, hashFlowFile } from '#domain/flow/file/flow.canonical';
import { runIdOf } from '#domain/flow/run.ports';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { ana, ben, mia, rita } from '../builders/company.builder.ts';
import { byPerson, byTeam, flowFile, oneTaskFlow, outcomes } from '../builders/flow-file.builder.ts';
import { wireMessages } from '#worker/message.wiring';
import type { FlowWorld } from '../setup/flow-world.ts';
import { lockStory } from './record.locks.ts';

/** Each plays to its end and answers its run id. `setAway`: no write of a run lands from now on, or all do. */
export const shapesOf = (world: FlowWorld, setAway: (isAway: boolean) => void): Record<string, () => Promise<string>> => ({
  /** Done for each of a list, side by side, then one after the other until it is enough. */
  async 'repeated-steps'() {
    const file = flowFile('record-repeated', {
      start: { kind: 'start' },
      each: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done') }, repeat: { mode: 'parallel', items: '["a", "b", "c"]', atOnce: 2, collect: { into: 'answers', value: 'item + loop.outcome' } } },
      again: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('more', 'enough') }, repeat: { mode: 'loop', while: 'loop.outcome = "more"', isTestedAfter: true } },
      end: { kind: 'end', state: 'resolved' },
    }, [['start', 'each'], ['each', 'again'], ['again', 'end']]);
    const runId = await world.open(await world.publish(file));
    for (const outcome of ['done', 'done', 'done', 'more', 'enough']) {
      const [task] = await world.eventually(async () => { const open = await world.tasksOf(runId); return open.length > 0 ? open : undefined; });
      await world.act(runId, task!.task, 'complete', ana, { outcome });
    }
    return runId;
  },
  /** What begins by an event: a word beside the rest twice, a time in a scope, an error the flow itself hears. */
  async listeners() {
    const ask = (scope?: string, ...keys: string[]) => ({ kind: 'task', ...(scope === undefined ? {} : { scope }), config: { assignments: [byPerson('ana')], outcomes: outcomes(...(keys.length > 0 ? keys : ['done'])) } });
    const runId = await world.open(await world.publish(flowFile('record-listeners', {
      start: { kind: 'start' }, box: { kind: 'scope' }, begin: { kind: 'start', scope: 'box' }, work: ask('box'), finish: { kind: 'end', scope: 'box' }, judge: ask(undefined, 'no', 'yes'), no: { kind: 'error-end', config: { code: 'NO' } }, end: { kind: 'end', state: 'resolved' },
      late: { kind: 'event-scope-timer', scope: 'box', config: { value: 'PT1S' } }, 'late-start': { kind: 'start', scope: 'late' }, 'late-work': ask('late'), 'late-end': { kind: 'end', scope: 'late' },
      news: { kind: 'event-scope-message', config: { message: 'news', isInterrupting: false, resultVariable: 'said' } }, 'news-start': { kind: 'start', scope: 'news' }, told: { kind: 'assign', scope: 'news', config: { set: [{ variable: 'words', value: 'words + 1' }] } }, 'news-end': { kind: 'end', scope: 'news' },
      mend: { kind: 'event-scope-error', config: { resultVariable: 'why' } }, 'mend-start': { kind: 'start', scope: 'mend' }, 'mend-work': ask('mend'), 'mend-end': { kind: 'end', scope: 'mend', state: 'resolved' },
    }, [['start', 'box'], ['begin', 'work'], ['work', 'finish', { outcome: 'done' }], ['box', 'judge'], ['judge', 'no', { outcome: 'no' }], ['judge', 'end', { outcome: 'yes' }], ['late-start', 'late-work'], ['late-work', 'late-end', { outcome: 'done' }], ['news-start', 'told'], ['told', 'news-end'], ['mend-start', 'mend-work'], ['mend-work', 'mend-end', { outcome: 'done' }]],
    { variables: { words: { type: 'number', initial: 0 } } })));
    for (const id of ['n1', 'n2']) await world.engine.sendMessage(runId, { id, name: 'news', key: null, data: { id }, by: { kind: 'machine', id: 'test' } });
    const act = async (node: string, outcome: string) => {
      const task = await world.eventually(async () => (await world.tasksOf(runId)).find((one) => one.task.node === node)?.task);
      await world.act(runId, task, 'complete', ana, { outcome });
    };
    await act('late-work', 'done');
    await act('judge', 'no');
    await act('mend-work', 'done');
    return runId;
  },
  /** What sits on the edge of a scope: a reminder twice, a word beside it, a condition, an escalation heard, and an error that ends it. */
  async boundaries() {
    const ask = (scope?: string, ...keys: string[]) => ({ kind: 'task', ...(scope === undefined ? {} : { scope }), config: { assignments: [byPerson('ana')], outcomes: outcomes(...(keys.length > 0 ? keys : ['done'])) } });
    const count = (variable: string) => ({ kind: 'assign', config: { set: [{ variable, value: `${variable} + 1` }] } });
    const runId = await world.open(await world.publish(flowFile('record-boundaries', {
      start: { kind: 'start' }, box: { kind: 'scope' }, begin: { kind: 'start', scope: 'box' }, judge: ask('box', 'vip'), shout: { kind: 'escalation', scope: 'box', config: { code: 'VIP' } }, work: ask('box', 'done', 'no'), no: { kind: 'error-end', scope: 'box', config: { code: 'NO' } }, finish: { kind: 'end', scope: 'box' },
      late: { kind: 'boundary-timer', attachedTo: 'box', config: { value: 'PT1S', isInterrupting: false, times: 2 } }, reminded: count('reminders'), news: { kind: 'boundary-message', attachedTo: 'box', config: { message: 'news', isInterrupting: false } }, told: count('words'),
      when: { kind: 'boundary-condition', attachedTo: 'box', config: { condition: 'words > 1', isInterrupting: false } }, seen: count('seen'), heard: { kind: 'boundary-escalation', attachedTo: 'box', config: { isInterrupting: false } }, look: ask(), wrong: { kind: 'boundary-error', attachedTo: 'box', config: { resultVariable: 'why' } }, mend: ask(), over: { kind: 'end' }, end: { kind: 'end', state: 'resolved' },
    }, [
      ['start', 'box'], ['begin', 'judge'], ['judge', 'shout', { outcome: 'vip' }], ['shout', 'work'], ['work', 'finish', { outcome: 'done' }], ['work', 'no', { outcome: 'no' }], ['box', 'end'], ['late', 'reminded'], ['reminded', 'over'], ['news', 'told'], ['told', 'over'], ['when', 'seen'], ['seen', 'over'],
      ['heard', 'look'], ['look', 'over', { outcome: 'done' }], ['wrong', 'mend'], ['mend', 'end', { outcome: 'done' }],
    ], { variables: { reminders: { type: 'number', initial: 0 }, words: { type: 'number', initial: 0 }, seen: { type: 'number', initial: 0 }, why: { type: 'context' } } })));
    const complete = async (node: string, outcome: string) => world.act(runId, await world.eventually(async () => (await world.tasksOf(runId)).find(({ task }) => task.node === node)?.task), 'complete', ana, { outcome });
    const held = async () => (await world.runs.read(runId))!.state.scopes['s0']!.vars;
    await world.eventually(async () => (await held())['reminders'] === 2);
    for (const n of [1, 2]) await world.engine.sendMessage(runId, { id: `news-${n}`, name: 'news', key: null, data: {}, by: { kind: 'machine', id: 'news' } });
    await world.eventually(async () => (await held())['seen'] === 1);
    await complete('judge', 'vip');
    await complete('work', 'no');
    await complete('look', 'done');
    await complete('mend', 'done');
    return runId;
  },
  /** Some of several ways, whichever first, and first so many of them. */
  async gateways() {
    const ask = { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } };
    const runId = await world.open(await world.publish(flowFile('record-gateways', {
      start: { kind: 'start' }, some: { kind: 'inclusive' }, a: ask, b: ask, both: { kind: 'inclusive' }, race: { kind: 'event-gateway' }, yes: { kind: 'wait-message', config: { message: 'yes' } }, no: { kind: 'timer', config: { value: 'P9D' } },
      split: { kind: 'parallel' }, c: ask, d: ask, e: ask, two: { kind: 'partial-join', config: { count: 2, rest: 'cancel' } }, until: { kind: 'wait-condition', config: { condition: 'n = 0' } }, end: { kind: 'end', state: 'resolved' }, never: { kind: 'end' },
    }, [
      ['start', 'some'], ['some', 'a', { condition: 'n = 0' }], ['some', 'b', { condition: 'n < 9' }], ['some', 'both', { isDefault: true }], ['a', 'both', { outcome: 'done' }], ['b', 'both', { outcome: 'done' }], ['both', 'race', { isDefault: true }], ['race', 'yes'], ['race', 'no'], ['no', 'never'], ['yes', 'split'],
      ['split', 'c'], ['split', 'd'], ['split', 'e'], ['c', 'two', { outcome: 'done' }], ['d', 'two', { outcome: 'done' }], ['e', 'two', { outcome: 'done' }], ['two', 'until'], ['until', 'end'],
    ], { variables: { n: { type: 'number', initial: 0 } } })));
    const complete = async (node: string) => world.act(runId, await world.eventually(async () => (await world.tasksOf(runId)).find(({ task }) => task.node === node)?.task), 'complete', ana, { outcome: 'done' });
    await complete('b');
    await complete('a');
    await world.engine.sendMessage(runId, { id: 'yes-1', name: 'yes', key: null, data: {}, by: { kind: 'machine', id: 'answers' } });
    await complete('e');
    await complete('c');
    return runId;
  },
  /** Taken from the post: a message that came before the wait and one that is refused; sent by the run itself, to one of two waits and to all, and at its ends. */
  async messages() {
    const { post } = wireMessages({ connection: world.database.connection, engine: world.engine, log: { info: () => undefined, warn: () => undefined } });
    const wait = (message: string, resultVariable?: string) => ({ kind: 'wait-message', config: { message, ...(resultVariable === undefined ? {} : { resultVariable }) } });
    const [by, ttlMs] = [{ kind: 'machine', id: 'courier' } as const, 3_600_000];
    await post.send({ id: 'test/early', name: 'parcel', key: 'A7', data: { weight: 3 }, ttlMs, by });
    const runId = await world.open(await world.publish(flowFile('record-messages', {
      start: { kind: 'start' }, wait: wait('parcel', 'parcel'), split: { kind: 'parallel' }, a: wait('ready', 'a'), b: wait('ready', 'b'), send: { kind: 'throw-message', config: { message: 'ready', data: { weight: '=parcel.weight' } } },
      tell: { kind: 'throw-signal', config: { signal: 'ready' } }, join: { kind: 'parallel' }, work: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } }, out: { kind: 'parallel' }, last: { kind: 'message-end', state: 'resolved', config: { message: 'over', ttl: 'PT1H' } }, all: { kind: 'signal-end', config: { signal: 'over' } },
    }, [['start', 'wait'], ['wait', 'split'], ['split', 'a'], ['split', 'b'], ['split', 'send'], ['send', 'tell'], ['tell', 'join'], ['a', 'join'], ['b', 'join'], ['join', 'work'], ['work', 'out', { outcome: 'done' }], ['out', 'last'], ['out', 'all']], { variables: { parcel: { type: 'context' }, a: { type: 'context' }, b: { type: 'context' } } })));
    const task = await world.eventually(async () => (await world.tasksOf(runId))[0]?.task);
    await world.engine.deliverMessage(runId, { id: 'message/test/late/1', name: 'parcel', key: 'A7', data: {}, by, isForOne: true });
    await world.act(runId, task, 'complete', ana, { outcome: 'done' });
    return runId;
  },
  /** Waits for a lock, continues as new, is granted it, holds it, has it taken by force; then waits in a circle, and after that longer than it may. */
  locks: () => lockStory(world),
  /** Calls a flow that escalates, and one that calls it: heard beside the first, in place of the second, after continuing as new. */
  async 'hears-what-is-escalated'() { return (await escalatingCall(world, 'record-hears')).runId; },
  /** The run that is called, and escalates twice. */
  async 'escalates-to-its-caller'() { return (await escalatingCall(world, 'record-shouts')).child; },
  /** Escalates with every answer it gets, while it and its caller continue as new. */
  async 'escalates-again-and-again'() {
    await world.publish(flowFile('record-says', { start: { kind: 'start' }, ask: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('more', 'enough') } }, say: { kind: 'escalation', config: { code: 'SAID' } }, end: { kind: 'end' } }, [['start', 'ask'], ['ask', 'say', { outcome: 'more' }], ['say', 'ask'], ['ask', 'end', { outcome: 'enough' }]]));
    const runId = await world.open(await world.publish(flowFile('record-listens', {
      start: { kind: 'start' }, call: { kind: 'call-flow', config: { flow: 'record-says' } }, heard: { kind: 'boundary-escalation', attachedTo: 'call', config: { isInterrupting: false } }, over: { kind: 'end' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'call'], ['call', 'end'], ['heard', 'over']])), { settings: { maxSignals: 3, maxUpdates: 3 } });
    const child = calledRunId(runId, 'e1');
    for (const outcome of ['more', 'more', 'more', 'more', 'more', 'enough']) {
      const task = await world.eventually(async () => (await world.tasksOf(child))[0]?.task);
      await world.act(child, task, 'complete', ana, { outcome });
    }
    return child;
  },
  /** Two ways come to a partial join within one step, a third never: what is behind the join is done once with kernel 1.1.0, twice with 1.0.0. */
  async 'joined-at-once'() {
    const ask = (...keys: string[]) => ({ kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes(...keys) } });
    const runId = await world.open(await world.publish(flowFile('record-joined-at-once', {
      start: { kind: 'start' }, split: { kind: 'parallel' }, one: { kind: 'exclusive' }, two: { kind: 'exclusive' }, three: ask('done'),
      join: { kind: 'partial-join', config: { count: 1, rest: 'cancel' } }, after: ask('done'), end: { kind: 'end', state: 'resolved' },
    }, [['start', 'split'], ['split', 'one'], ['split', 'two'], ['split', 'three'], ['one', 'join'], ['two', 'join'], ['three', 'join', { outcome: 'done' }], ['join', 'after'], ['after', 'end', { outcome: 'done' }]])));
    await answerAll(world, runId, []);
    return runId;
  },
  /** A part that begins by a message takes back what it did itself, and with kernel 1.2.0 what was done around it. */
  async 'taken-back-in-a-part'() {
    const ask = (scope?: string) => ({ kind: 'task', ...(scope === undefined ? {} : { scope }), config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } });
    const undone = (step: string, scope?: string) => ({ [`un${step}`]: { kind: 'boundary-take-back', attachedTo: step, ...(scope === undefined ? {} : { scope }) }, [`no${step}`]: ask(scope), [`${step}over`]: { kind: 'end', ...(scope === undefined ? {} : { scope }) } });
    const runId = await world.open(await world.publish(flowFile('record-taken-back-in-a-part', {
      start: { kind: 'start' }, fly: ask(), ...undone('fly'), wait: ask(), end: { kind: 'end', state: 'resolved' },
      stop: { kind: 'event-scope-message', config: { message: 'stop' } }, begin: { kind: 'start', scope: 'stop' }, call: ask('stop'), ...undone('call', 'stop'), back: { kind: 'take-back', scope: 'stop' }, stopped: { kind: 'end', scope: 'stop', state: 'resolved' },
    }, [['start', 'fly'], ['fly', 'wait', { outcome: 'done' }], ['wait', 'end', { outcome: 'done' }], ['unfly', 'nofly'], ['nofly', 'flyover', { outcome: 'done' }], ['begin', 'call'], ['call', 'back', { outcome: 'done' }], ['uncall', 'nocall'], ['nocall', 'callover', { outcome: 'done' }], ['back', 'stopped']])));
    await answerAll(world, runId, ['wait']);
    await world.engine.sendMessage(runId, { id: 'stop', name: 'stop', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
    await answerAll(world, runId, []);
    return runId;
  },
  /** A scope is undone by a part of its own: one of its steps first, then the rest. */
  async 'undone-by-a-part'() {
    const ask = (scope?: string) => ({ kind: 'task', ...(scope === undefined ? {} : { scope }), config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } });
    const undone = (step: string) => ({ [step]: ask('trip'), [`un${step}`]: { kind: 'boundary-take-back', attachedTo: step, scope: 'trip' }, [`no${step}`]: ask('trip'), [`${step}over`]: { kind: 'end', scope: 'trip' } });
    const runId = await world.open(await world.publish(flowFile('record-undone-by-a-part', {
      start: { kind: 'start' }, trip: { kind: 'scope' }, in: { kind: 'start', scope: 'trip' }, ...undone('fly'), ...undone('sleep'), out: { kind: 'end', scope: 'trip' }, back: { kind: 'take-back-end', state: 'resolved' },
      part: { kind: 'event-scope-take-back', scope: 'trip' }, begin: { kind: 'start', scope: 'part' }, first: { kind: 'take-back', scope: 'part', config: { step: 'fly' } }, rest: { kind: 'take-back', scope: 'part' }, tell: ask('part'), told: { kind: 'end', scope: 'part' },
    }, [['start', 'trip'], ['in', 'fly'], ['fly', 'sleep', { outcome: 'done' }], ['sleep', 'out', { outcome: 'done' }], ['unfly', 'nofly'], ['nofly', 'flyover', { outcome: 'done' }], ['unsleep', 'nosleep'], ['nosleep', 'sleepover', { outcome: 'done' }], ['begin', 'first'], ['first', 'rest'], ['rest', 'tell'], ['tell', 'told', { outcome: 'done' }], ['trip', 'back']])));
    await answerAll(world, runId, []);
    return runId;
  },
  /** Told more while MongoDB is away than it may carry: the last of it waits until the rest is written. */
  async 'told-while-away'() {
    const runId = await world.open(await world.publish(flowFile('record-told-while-away', {
      start: { kind: 'start' }, work: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' },
      news: { kind: 'event-scope-message', config: { message: 'news', isInterrupting: false } }, begin: { kind: 'start', scope: 'news' }, over: { kind: 'end', scope: 'news' },
    }, [['start', 'work'], ['work', 'end', { outcome: 'done' }], ['begin', 'over']])), { settings: { maxUpdates: 3, maxUnwrittenBytes: 6_000 } });
    setAway(true);
    const told: Promise<unknown>[] = [];
    for (let isTaken = true; isTaken;) {
      const one = world.engine.deliverMessage(runId, { id: `news-${told.length}`, name: 'news', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
      told.push(one);
      isTaken = await Promise.race([one.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 5_000, false))]);
    }
    setAway(false);
    await Promise.all(told);
    await world.finish(runId, ana);
    return runId;
  },
  /** In stages by several rules: one after the other with a reminder, then so many with a veto; the last of it runs out. */
  async 'staged-approval'() {
    const runId = await world.open(await world.publish(flowFile('record-stages', {
      start: { kind: 'start' }, end: { kind: 'end', state: 'resolved' },
      approve: { kind: 'approval', config: {
        assignments: [byPerson('mia'), byPerson('ana')], rule: 'sequential', reminders: { every: 'PT1S', most: 2 }, expiry: { after: 'PT20S', policy: 'expired' },
        nextStages: [{ assignments: [byPerson('ben'), byPerson('mia'), { by: 'person', person: 'ana', hasVeto: true }], rule: 'count', count: 2 }, { assignments: [byPerson('ana')], rule: 'any' }],
      } },
    }, [['start', 'approve'], ['approve', 'end', { outcome: 'approved' }], ['approve', 'end', { outcome: 'rejected' }], ['approve', 'end', { outcome: 'expired' }]])));
    const vote = async (by: typeof ana) => world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', by, { outcome: 'approved' });
    await vote(ana);
    await world.eventually(async () => ((await world.tasksOf(runId))[0]!.task.reminders?.sent ?? 0) > 0);
    for (const by of [mia, ana, ben, mia]) await vote(by);
    return runId;
  },
  /** Asked back and answered, suspended while a reminder and its end in working time run, resumed, and run out after what was left. */
  async 'approval-verbs'() {
    const runId = await world.open(await world.publish(flowFile('record-verbs', {
      start: { kind: 'start' }, end: { kind: 'end', state: 'resolved' },
      approve: { kind: 'approval', config: { assignments: [byPerson('mia'), byPerson('ben')], rule: 'all', reminders: { every: 'PT3S', most: 1 }, expiry: { after: 'PT12S', calendar: 'always', policy: 'expired' } } },
    }, [['start', 'approve'], ['approve', 'end', { outcome: 'approved' }], ['approve', 'end', { outcome: 'rejected' }], ['approve', 'end', { outcome: 'expired' }]])), { settings: { maxUpdates: 3 } });
    const act = async (...[verb, by, data]: [Parameters<typeof world.act>[2], typeof ana, object?]) => world.act(runId, (await world.tasksOf(runId))[0]!.task, verb, by, data);
    await act('askBack', ben, { to: 'rita', comment: 'Why now?' });
    await act('suspend', mia, { comment: 'Not yet' });
    await act('complete', ben, { outcome: 'approved' });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await act('resume', mia);
    await act('answer', rita, { question: 'q1', comment: 'It burns.' });
    await world.eventually(async () => (await world.runs.read(runId))?.state.status === 'completed', 60_000);
    return runId;
  },
  /** An approval with a reminder is returned to a step done before, over continue-as-new, and once more by a task; then it goes through. */
  async 'returned'() {
    const ask = (config: object = {}) => ({ kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done'), ...config } });
    const runId = await world.open(await world.publish(flowFile('record-returned', {
      start: { kind: 'start' }, fill: ask(), check: ask({ mayReturnTo: ['fill'] }), approve: { kind: 'approval', config: { assignments: [byPerson('mia')], mayReturnTo: 'anyEarlier', reminders: { every: 'P1D', most: 1 } } as never }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'fill'], ['fill', 'check', { outcome: 'done' }], ['check', 'approve', { outcome: 'done' }], ['approve', 'end', { outcome: 'approved' }], ['approve', 'end', { outcome: 'rejected' }]])), { settings: { maxUpdates: 4 } });
    const act = async (...[node, verb, by, data]: [string, Parameters<typeof world.act>[2], typeof ana, object]) => world.act(runId, await world.eventually(async () => (await world.tasksOf(runId)).find(({ task }) => task.node === node)?.task), verb, by, data);
    const done = { outcome: 'done' };
    await act('fill', 'complete', ana, done);
    await act('check', 'return', ana, { to: 'fill', comment: 'Not this one.' });
    await act('fill', 'complete', ana, done);
    await act('check', 'complete', ana, done);
    await act('approve', 'return', mia, { to: 'start', comment: 'All of it.' });
    await act('approve', 'return', mia, { to: 'check', comment: 'The amount is missing.' });
    await act('check', 'complete', ana, done);
    await act('approve', 'complete', mia, { outcome: 'approved' });
    return runId;
  },
  /** Completed and put to a second person, sent back, taken back, suspended in between, and confirmed. */
  async countersigned() {
    const runId = await world.open(await world.publish(flowFile('record-countersigned', {
      start: { kind: 'start' }, work: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done'), countersign: { by: [byPerson('mia')] } } as never }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'work'], ['work', 'end', { outcome: 'done' }]])), { settings: { maxUpdates: 4 } });
    const act = async (...[verb, by, data]: [Parameters<typeof world.act>[2], typeof ana, object?]) => world.act(runId, (await world.tasksOf(runId))[0]!.task, verb, by, data);
    await act('complete', ana, { outcome: 'done' });
    await act('countersign', mia, { outcome: 'sentBack', comment: 'Not yet.' });
    await act('complete', ana, { outcome: 'done' });
    await act('countersign', ana, { outcome: 'sentBack' });
    await act('complete', ana, { outcome: 'done' });
    await act('suspend', mia, { comment: 'Wait.' });
    await act('countersign', mia, { outcome: 'confirmed' });
    await act('resume', mia);
    await act('countersign', mia, { outcome: 'confirmed' });
    return runId;
  },
  async cancelled() {
    const runId = await world.open(await world.publish(oneTaskFlow('record-cancel')));
    await world.engine.cancelRun(runId, { id: 'cancel-it', reason: 'a mistake', by: { kind: 'person', id: 'rita' } });
    return runId;
  },
  /** Makes a document; one with an open hole stops it and is passed over. */
  async 'makes-documents'() {
    const paper = (inputs: object) => ({ kind: 'activity', config: { activity: 'document', inputs: { content: 'text', title: { en: 'Order' }, ...inputs } as never, resultVariable: 'came', maxAttempts: 1 } });
    const runId = await world.open(await world.publish(flowFile('record-documents', {
      start: { kind: 'start' }, letter: paper({ text: { en: 'Dear {name}' }, values: { name: '=requester.name' } }), open: paper({ text: { en: '{gone}' } }), end: { kind: 'end', state: 'resolved' },
    }, [['start', 'letter'], ['letter', 'open'], ['open', 'end']])));
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    await world.engine.mendIncident(runId, { id: 'skip-it', incident: incident.id, action: 'skip', by: { kind: 'person', id: 'paul' } });
    return runId;
  },
  /** Begun by a message: what it carries are its first variables. */
  async 'begun-by-message'() {
    const file = flowFile('record-begun', { come: { kind: 'start', config: { trigger: 'message', message: 'record.begin', type: 'incident', title: '="Order " + number', resultVariable: 'came' } }, work: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' } }, [['come', 'work'], ['work', 'end', { outcome: 'done' }]], { variables: { number: { type: 'text' }, due: { type: 'date' } } });
    const flows = createFlowVersionRepo(world.database.connection);
    const [by, at] = [{ kind: 'person', id: 'paul' } as const, new Date()];
    await flows.saveDraft({ key: file.key, text: canonicalJson(file), sha256: hashFlowFile(file), revision: 0, by, at });
    await flows.publish({ key: file.key, revision: 1, note: '', verdict: 'sound', by, at });
    const { post } = wireMessages({ connection: world.database.connection, engine: world.engine, log: { warn: () => undefined, info: () => undefined } });
    await post.send({ id: 'record/begin', name: 'record.begin', key: null, data: { number: 'A7', due: '2026-12-24' }, ttlMs: 60_000, by: { kind: 'person', id: 'rita' } });
    const { _id } = await world.eventually(async () => world.database.connection.collection<{ _id: string }>('tickets').findOne({ 'run.flow': file.key } as never));
    const runId = runIdOf(_id, 1);
    await world.finish(runId, ana);
    return runId;
  },
  /** Tells people, changes its ticket, opens another one and links a third; a link to no ticket stops it and is passed over. */
  async 'tells-and-opens'() {
    await world.publish(oneTaskFlow('incident'));
    const first = world.inputOf(await world.publish(oneTaskFlow('record-linked')), { key: 'INC-7001' });
    await world.engine.startRun(first);
    const does = (activity: string, inputs: object) => ({ kind: 'activity', config: { activity, inputs: inputs as never, resultVariable: 'came', maxAttempts: 1 } });
    const runId = await world.open(await world.publish(flowFile('record-steps', {
      start: { kind: 'start' }, tell: { kind: 'notify', config: { assignments: [byTeam('network'), { by: 'relation', relation: 'requester' }], subject: { en: '="Look at " + ticket.key', zh: '="请看 " + ticket.key' }, resultVariable: 'heard' } },
      change: { kind: 'update-ticket', config: { priority: 'P1', assignee: 'ben', fields: { cause: 'wear' } } }, open: does('ticket-create', { type: 'incident', title: '="After " + ticket.key' }), link: does('ticket-link', { ticket: 'INC-7001', relation: 'causedBy' }),
      lost: does('ticket-link', { ticket: 'INC-99999' }), end: { kind: 'end', state: 'resolved' },
    }, [['start', 'tell'], ['tell', 'change'], ['change', 'open'], ['open', 'link'], ['link', 'lost'], ['lost', 'end']])), { key: 'INC-7002' });
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    await world.engine.mendIncident(runId, { id: 'skip-it', incident: incident.id, action: 'skip', by: { kind: 'person', id: 'paul' } });
    return runId;
  },
});

/** A called run escalates, goes on, and is ended by what its caller hears the second time. */
async function escalatingCall(world: FlowWorld, key: string): Promise<{ runId: string; child: string }> {
  const ask = { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } };
  await world.publish(flowFile(`${key}-child`, { start: { kind: 'start' }, a: ask, one: { kind: 'escalation', config: { code: 'ONE' } }, b: ask, two: { kind: 'escalation', config: { code: 'TWO' } }, c: ask, end: { kind: 'end' } }, [['start', 'a'], ['a', 'one', { outcome: 'done' }], ['one', 'b'], ['b', 'two', { outcome: 'done' }], ['two', 'c'], ['c', 'end', { outcome: 'done' }]]));
  const runId = await world.open(await world.publish(flowFile(key, {
    start: { kind: 'start' }, call: { kind: 'call-flow', config: { flow: `${key}-child` } }, beside: { kind: 'boundary-escalation', attachedTo: 'call', config: { code: 'ONE', isInterrupting: false } }, told: { kind: 'assign', config: { set: [{ variable: 'told', value: 'true' }] } }, over: { kind: 'end' },
    instead: { kind: 'boundary-escalation', attachedTo: 'call', config: {} }, look: ask, end: { kind: 'end', state: 'resolved' },
  }, [['start', 'call'], ['call', 'end'], ['beside', 'told'], ['told', 'over'], ['instead', 'look'], ['look', 'end', { outcome: 'done' }]], { variables: { told: { type: 'boolean' } } })), { settings: { maxSignals: 1 } });
  const child = calledRunId(runId, 'e1');
  const complete = async (run: string, node: string) => world.act(run, await world.eventually(async () => (await world.tasksOf(run)).find(({ task }) => task.node === node)?.task), 'complete', ana, { outcome: 'done' });
  await complete(child, 'a');
  await world.eventually(async () => ((await world.inspector.snapshot(runId))?.shell.continuation ?? 0) > 0);
  await complete(child, 'b');
  await complete(runId, 'look');
  return { runId, child };
}

/** Answers one task after the other with `done`, until the run is over or one of these is asked. */
async function answerAll(world: FlowWorld, runId: string, until: readonly string[]): Promise<void> {
  const isOver = async () => (await world.runs.read(runId))!.state.status !== 'running';
  while (!await isOver()) {
    const tasks = await world.eventually(async () => { const open = await world.tasksOf(runId); return open.length > 0 || await isOver() ? open : undefined; });
    const [first] = tasks;
    if (first && until.includes(first.task.node)) return;
    if (first) await world.act(runId, first.task, 'complete', ana, { outcome: 'done' });
  }
}
