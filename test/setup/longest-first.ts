/** The order of files: the long ones first, so that no core waits for the last of them. Which are long is known to nobody on a fresh machine but by name. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const long = ['journey.access', 'journey.levels', 'journey.roles', 'journey.views', 'journey.notices', 'new-plugins', 'chaos-short', 'flow-faults', 'pdf-print', 'webhook-delivery', 'documents', 'seed-scale'];
const rankOf = ({ moduleId }: TestSpecification): number => { const at = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`)); return at === -1 ? long.length : at; };

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}
