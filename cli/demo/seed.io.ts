/** `signalbox seed` on this machine: the installation its settings name. Ctrl-C ends it after the tickets under way. */
import { seedScale } from '#activities/demo/seed-scale';
import type { SettingSource } from '#domain/settings';
import { connectTo, installationOf } from '#embedded/installation';
import { runSeed } from './seed.command.ts';

/** Returns the exit code. */
export async function runSeedHere(argv: readonly string[], env: SettingSource): Promise<number> {
  let isStopping = false;
  const stop = (): void => { isStopping = true; };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return runSeed(argv, {
    stdout: process.stdout, stderr: process.stderr, nowMs: () => Date.now(), isStopping: () => isStopping,
    async seed(count, onProgress) {
      const connection = await connectTo(installationOf(env));
      try {
        return await seedScale({ connection, count, onProgress, nowMs: () => Date.now(), isStopping: () => isStopping });
      } finally {
        await connection.close();
      }
    },
  });
}
