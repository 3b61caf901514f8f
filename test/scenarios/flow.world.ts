/** The company of test/setup/flow-world on the shared servers, with a namespace and a database of its own. */
import { flowWorldOn, type FlowWorld, type WorldOf } from '../setup/flow-world.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';

export { dataKey, type FlowWorld } from '../setup/flow-world.ts';

export const flowWorld = async (given: Partial<WorldOf> = {}): Promise<FlowWorld> =>
  flowWorldOn({ temporalAddress: temporalAddress(), namespace: await freshNamespace('flow'), mongoUri: freshMongoUri('flow'), ...given });
