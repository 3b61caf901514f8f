/** Worker processes a test file has for itself, which it may kill in the middle of what they do. */
import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, afterEach } from 'vitest';
import { projectFolder } from '#embedded/project';
import { eventually } from './eventually.ts';

export interface OwnWorkers {
  /** Starts one that lives as long as the test. */
  start(given: object): Promise<ChildProcess>;
  /** One that the tests after this one go on with as long as they ask for the same and for no other: a start takes seconds. */
  keep(given: object): Promise<void>;
  /** What all of them have said, for whoever looks why something does not come. */
  said(): string;
}
interface Running { child: ChildProcess; said: () => string }

/** Registers with the file that calls it. `script`: of test/setup, gets what it is given as JSON and says "ready". */
export function ownWorkers(script: string): OwnWorkers {
  let brief: Running[] = [];
  let kept: { worker: Running; given: string } | null = null;
  const end = (workers: readonly Running[]): void => { for (const { child } of workers) child.kill('SIGKILL'); };
  const endKept = (): void => {
    if (kept) end([kept.worker]);
    kept = null;
  };
  const said = (): string => [...brief, ...(kept ? [kept.worker] : [])].map((each) => each.said()).join('\n');
  afterEach(() => {
    end(brief);
    brief = [];
  });
  afterAll(endKept);
  return {
    said,
    async start(given) {
      endKept();
      const worker = born(script, JSON.stringify(given));
      brief.push(worker);
      await ready(worker);
      return worker.child;
    },
    async keep(given) {
      const asked = JSON.stringify(given);
      if (kept?.given === asked && kept.worker.child.exitCode === null && kept.worker.child.signalCode === null) return;
      endKept();
      kept = { worker: born(script, asked), given: asked };
      await ready(kept.worker);
    },
  };
}

function born(script: string, given: string): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', `test/setup/${script}`, given], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString('utf8'); });
  return { child, said: () => text };
}

const ready = ({ child, said }: Running): Promise<unknown> =>
  eventually(() => said().includes('ready\n') || (child.exitCode === null ? false : Promise.reject(new Error(said()))), { withinMs: 60_000, what: 'a worker is ready' });
