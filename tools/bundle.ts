/** Builds the workflow bundle for `npm run check`: a node built-in or an unresolved name in workflow code fails here, not in production. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#embedded/project';
import { codeOf } from '#domain/errors';
import { buildWorkflowBundle } from '#worker/bundle';

if (!existsSync(join(projectFolder, 'workflows/index.ts'))) {
  console.error('workflows/index.ts is missing: it names the workflow types.');
  process.exit(1);
}
try {
  const { codePath, isBuiltNow } = await buildWorkflowBundle();
  console.log(`${codePath} ${isBuiltNow ? 'built' : 'was up to date'}`);
} catch (thrown) {
  console.error(codeOf(thrown) === 'BUILD_FAILED' && typeof thrown === 'object' && thrown !== null && 'params' in thrown ? (thrown.params as { reason: string }).reason : thrown);
  process.exit(1);
}
