/** The secrets of the demonstration company. Open to whoever reads the project: they guard a demo on the loopback address, and are closed where the demo is not wanted. */
import { randomBytes } from 'node:crypto';
import { codeOf } from '#domain/errors';
import type { SecretRepo } from '#store/secret/secret.repo';

const open: Readonly<Record<string, string>> = { 'source.alertmanager': 'demo-alertmanager' };
const factsOf = (name: string) => ({ name, use: 'source' as const, hosts: [] });

/** Stores those that are missing. */
export async function openDemoDoors(secrets: Pick<SecretRepo, 'resolveOrStore'>): Promise<void> {
  for (const [name, value] of Object.entries(open)) await secrets.resolveOrStore(factsOf(name), () => value);
}

/** Puts a random value where an open one still stands: an installation may have begun as a demo. What an administrator stored stays. */
export async function closeDemoDoors(secrets: Pick<SecretRepo, 'resolve' | 'store'>): Promise<void> {
  for (const [name, value] of Object.entries(open)) {
    const stored = await secrets.resolve(name, 'source').catch((thrown: unknown) => {
      // What nobody can read opens nothing.
      if (['SECRET_MISSING', 'SECRET_USE_REFUSED', 'SECRET_UNREADABLE'].includes(codeOf(thrown) ?? '')) return null;
      throw thrown;
    });
    if (stored === value) await secrets.store(factsOf(name), randomBytes(32).toString('hex'));
  }
}
