/** What people do to runs: mend many incidents at once, each with its own result; cancel, suspend, resume. Whether it can be done is the run's own answer. */
import { CatalogueError, errorShape } from '#domain/errors';
import type { CommandResult, FlowEngine } from '#domain/flow/engine.ports';
import type { IncidentMending } from '#domain/flow/kernel/kernel.types';
import type { Actor } from '#domain/identity/identity.schema';
import type { Mended } from '#api/run.api';
import type { Handlers } from '../http/handler.ts';
import { describe, errorAnswerOf } from '../http/error-answer.ts';
import type { Log } from '../http/log.ts';
import type { DirectoryNow } from '../ticket/directory-now.ts';
import { refOf } from '../ticket/open-ticket.ts';
import type { RunDoors } from './run.doors.ts';

export interface RunMendingDeps { engine: Pick<FlowEngine, 'mendIncident' | 'cancelRun' | 'suspendRun' | 'resumeRun'>; doors: RunDoors; factsNow: DirectoryNow; log: Pick<Log, 'error'> }
/** Incidents mended side by side: a run answers after its write. */
const mendedAtOnce = 8;

export function createRunMending({ engine, doors, factsNow, log }: RunMendingDeps): Handlers {
  /** One of many: whatever goes wrong is its result, and stops no other. The command id is the same when the call is repeated. */
  async function mendOne({ run: ref, incident }: { run: string; incident: string }, mending: IncidentMending, id: string, actor: Actor): Promise<Mended> {
    try {
      const { ticket, run } = await doors.open(ref, actor, 'run.repair');
      if (run.status !== 'running') throw new CatalogueError('RUN_OVER', { status: run.status });
      const facts = mending.action === 'retry' ? { variables: await factsNow(ticket) } : {};
      const { answer, shown } = await engine.mendIncident(run.id, { id: `${id}/${ref}/${incident}`, incident, ...mending, by: refOf(actor), ...facts });
      return answer.accepted ? { run: ref, incident, accepted: true, shown } : { run: ref, incident, accepted: false, shown, ...told(errorShape(answer.code, answer.params)) };
    } catch (thrown) {
      const { shape } = errorAnswerOf(thrown);
      if (shape.family === 'broken') log.error({ run: ref, incident, fault: describe(thrown) }, 'an incident could not be mended');
      return { run: ref, incident, accepted: false, shown: false, ...told(shape) };
    }
  }

  return {
    'incidents.mendMany': async ({ body, actor, requestId, idempotencyKey }) => {
      const mending: IncidentMending = body.action === 'throw' ? { action: 'throw', code: body.code! } : { action: body.action };
      const results: Mended[] = [];
      // A row that is named twice is mended once.
      const asked = [...new Map(body.incidents.map((one) => [`${one.run} ${one.incident}`, one])).values()];
      for (let at = 0; at < asked.length; at += mendedAtOnce) {
        results.push(...await Promise.all(asked.slice(at, at + mendedAtOnce).map((one) => mendOne(one, mending, `mend/${idempotencyKey ?? requestId}`, actor))));
      }
      return { results };
    },
    'runs.cancel': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const { run } = await doors.open(params.run, actor, 'run.repair');
      return answered(await engine.cancelRun(run.id, { id: `cancel/${idempotencyKey ?? requestId}`, reason: body.reason, by: refOf(actor) }));
    },
    'runs.suspend': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const { run } = await doors.open(params.run, actor, 'run.repair');
      return answered(await engine.suspendRun(run.id, { id: `suspend/${idempotencyKey ?? requestId}`, reason: body.reason, by: refOf(actor) }));
    },
    'runs.resume': async ({ params, actor, requestId, idempotencyKey }) => {
      const { run } = await doors.open(params.run, actor, 'run.repair');
      return answered(await engine.resumeRun(run.id, { id: `resume/${idempotencyKey ?? requestId}`, by: refOf(actor) }));
    },
  };
}

/** Throws what the run refused with. */
function answered({ answer, shown }: CommandResult): { accepted: true; shown: boolean } {
  if (!answer.accepted) throw new CatalogueError(answer.code, answer.params, answer.details);
  return { accepted: true, shown };
}

const told = ({ code, params, message }: ReturnType<typeof errorShape>): Pick<Mended, 'code' | 'params' | 'message'> => ({ code, message, ...(params === undefined ? {} : { params }) });
