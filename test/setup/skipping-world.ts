/** The company of flow-world on Temporal's test server: days pass in a second. People's clock (`Date` of this process) is set to the server's whenever time was skipped. */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { vi } from 'vitest';
import { parseStarterSettings } from '#domain/settings';
import { silentLog } from '#embedded/located';
import { asKeywords, searchAttributes } from '#embedded/temporal-namespace';
import { locateTestServer } from '#embedded/test-server';
import { freshMongoUri } from './fresh.ts';
import { flowWorldOn, type FlowWorld, type WorldOf } from './flow-world.ts';

/** The test server keeps namespaces by name only, and lists no search attributes: they are told to it without asking. */
const namespace = 'default';

export interface SkippingWorld extends FlowWorld {
  /** Lets everything happen that is due before the instant, then it is that time. Throws for an instant that has passed. */
  skipTo(at: Date): Promise<void>;
}

/** Throws COMPONENT_MISSING: a missing test server fails the tests that need it. */
export async function skippingWorld(given: Pick<WorldOf, 'also'> = {}): Promise<SkippingWorld> {
  const { path } = await locateTestServer(parseStarterSettings(process.env), silentLog);
  const server = await startedServer(path ?? '');
  await server.connection.operatorService.addSearchAttributes(asKeywords(namespace, searchAttributes));
  const world = await flowWorldOn({ temporalAddress: server.address, namespace, mongoUri: freshMongoUri('skipping'), ...given });
  const follow = async (): Promise<void> => { vi.setSystemTime(await server.currentTimeMs()); };
  vi.useFakeTimers({ toFake: ['Date'] });
  await follow();
  return {
    ...world,
    async skipTo(at) {
      const aheadMs = at.getTime() - await server.currentTimeMs();
      if (aheadMs < 0) throw new Error(`${at.toISOString()} has passed`);
      await server.sleep(aheadMs);
      await follow();
    },
    async close() {
      vi.useRealTimers();
      await world.close();
      await server.teardown();
    },
  };
}

/** The SDK gives a server five seconds to listen, which a busy machine may need to read it from disk; the next try finds it in memory. Throws what the last try said. */
async function startedServer(path: string, tries = 6): Promise<TestWorkflowEnvironment> {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  } catch (thrown) {
    if (tries <= 1) throw thrown;
    return startedServer(path, tries - 1);
  }
}
