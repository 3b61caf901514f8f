/** Publishes every shipped flow once, as version 1; later versions are the owners'. What cannot be read, is wrong or is unsound stops the start and says what to mend where. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogueError } from '#domain/errors';
import { canonicalJson, hashFlowFile } from '#domain/flow/file/flow.canonical';
import { parseFlowText, type ParsedFlowFile } from '#domain/flow/file/flow.file';
import { detailsOf, lineOf } from '#domain/flow/file/flow.findings';
import type { Finding } from '#domain/flow/flow.schema';
import { hasErrors } from '#domain/flow/rules/index';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { CheckedFlow } from '../flow/flow.check.ts';

export interface SeedFlows {
  flows: Pick<FlowVersionRepo, 'latest' | 'draft' | 'saveDraft' | 'publish'>;
  /** Folder of the flow files. */
  folder: string;
  check: (parsed: ParsedFlowFile, file: string) => CheckedFlow;
  by: ActorRef;
  now: () => Date;
}

const refuse = (name: string, findings: readonly Finding[]): never => {
  throw new CatalogueError('SEED_INVALID', { fault: findings.slice(0, 5).map(lineOf).join(' ') || `${name}: it is unsound.` }, detailsOf(findings));
};

/** Throws SEED_INVALID with the first faults, each with file, node, field and remedy. */
export async function seedFlows({ flows, folder, check, by, now }: SeedFlows): Promise<void> {
  for (const entry of existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.flow.json')).sort() : []) {
    const name = `seed/flows/${entry}`;
    const parsed = parseFlowText(readFileSync(join(folder, entry), 'utf8'), name);
    if (!parsed.ok) return refuse(name, parsed.findings);
    const { file } = parsed;
    if (await flows.latest(file.key)) continue;
    const { findings, soundness } = check(parsed, name);
    if (hasErrors(findings) || soundness.verdict === 'unsound') return refuse(name, findings.filter(({ severity }) => severity === 'error'));
    const sha256 = hashFlowFile(file);
    const draft = await flows.draft(file.key) ?? await flows.saveDraft({ key: file.key, text: canonicalJson(file), sha256, revision: 0, by, at: now() });
    // A draft that says something else is somebody's: what was checked here is not what would be published.
    if (draft.sha256 !== sha256) continue;
    await flows.publish({ key: file.key, revision: draft.revision, note: 'Shipped with Signalbox.', verdict: soundness.verdict, by, at: now() });
  }
}
