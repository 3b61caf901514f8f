/**
 * Whose flow is looked through next. One process, one look at a time, in slices: publishing goes before everything, then first come, first served.
 * A person has one check waiting at most, and one publication of a flow, so that nobody keeps the others out; what a check finds is soundness's business.
 */
import { CatalogueError } from '#domain/errors';
import type { Soundness } from '#domain/flow/soundness/soundness';

export interface CheckAsker {
  /** Person id. */
  person: string;
  /** What is published is waited for with everything ready: it goes before checks of drawings, also before one under way. */
  isPublishing: boolean;
  /** Key of the flow that is published. */
  flow?: string;
  /** Asked between the slices; a check nobody waits for any more ends with what is known, as "not proven". */
  isWanted?: () => boolean;
}

export interface CheckQueue {
  /** Throws FLOW_CHECK_REPLACED when the same person asked again before this one had begun. */
  look(steps: Generator<undefined, Soundness>, asker: CheckAsker): Promise<Soundness>;
}

interface Look { steps: Generator<undefined, Soundness>; asker: CheckAsker; hasBegun: boolean; settle: (found: Soundness) => void; fail: (fault: unknown) => void }

/** The longest the check keeps everybody else waiting. */
const sliceMs = 12;
const unknown: Soundness = { verdict: 'not-proven', findings: [], statesSeen: 0, stepsTaken: 0 };

/** Whether one of the two is enough: drawings of a person, publications of one flow by a person. */
const isSameTurn = (a: CheckAsker, b: CheckAsker): boolean => a.person === b.person && a.isPublishing === b.isPublishing && (!a.isPublishing || a.flow === b.flow);

export function createCheckQueue(nowMs: () => number): CheckQueue {
  let looks: Look[] = [];
  let isWorking = false;
  const end = (look: Look, tell: () => void): void => {
    looks = looks.filter((other) => other !== look);
    tell();
  };

  function slice(look: Look): void {
    look.hasBegun = true;
    try {
      if (look.asker.isWanted?.() === false) return end(look, () => look.settle(unknown));
      const until = nowMs() + sliceMs;
      do {
        const step = look.steps.next();
        if (step.done) return end(look, () => look.settle(step.value));
      } while (nowMs() < until);
    } catch (fault) {
      end(look, () => look.fail(fault));
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      const look = looks.find(({ asker }) => asker.isPublishing) ?? looks[0];
      if (!look) break;
      slice(look);
      await new Promise((resume) => { setImmediate(resume); });
    }
    isWorking = false;
  }

  return {
    look: (steps, asker) => new Promise((settle, fail) => {
      const waiting = looks.find((look) => !look.hasBegun && isSameTurn(look.asker, asker));
      if (waiting) end(waiting, () => waiting.fail(new CatalogueError('FLOW_CHECK_REPLACED')));
      looks.push({ steps, asker, hasBegun: false, settle, fail });
      if (isWorking) return;
      isWorking = true;
      void work();
    }),
  };
}
