/** Drafts and published versions of flows. Versions are immutable; publishing is one transaction with a unique (key, version). */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { ActorRef } from '#domain/identity/identity.schema';
import { flowModels, type FlowDraftDocument, type FlowVersionDocument } from './flow-version.model.ts';

export interface DraftSave { key: string; text: string; sha256: string; revision: number; by: ActorRef; at: Date }
export interface Publication { key: string; revision: number; note: string; verdict: string; by: ActorRef; at: Date }
export type VersionSummary = Omit<FlowVersionDocument, 'text'>;

/** `alongside` runs inside the publishing transaction (the event). */
export interface FlowVersionRepo {
  drafts(): Promise<FlowDraftDocument[]>;
  draft(key: string): Promise<FlowDraftDocument | null>;
  /** Makes the draft when there is none. Throws FLOW_DRAFT_STALE when `revision` is not the stored one. */
  saveDraft(save: DraftSave): Promise<FlowDraftDocument>;
  versions(key: string): Promise<VersionSummary[]>;
  read(key: string, version: number): Promise<FlowVersionDocument | null>;
  latest(key: string): Promise<FlowVersionDocument | null>;
  publish(publication: Publication, alongside?: (session: ClientSession, version: FlowVersionDocument) => Promise<void>): Promise<FlowVersionDocument>;
  ensureIndexes(): Promise<void>;
}

const isDuplicate = (fault: unknown) => typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 11000;
const stale = (draft: FlowDraftDocument | null) => new CatalogueError('FLOW_DRAFT_STALE', { by: draft?.updatedBy.name ?? draft?.updatedBy.id ?? 'somebody', revision: draft?.revision ?? 0 });

export function createFlowVersionRepo(connection: Connection): FlowVersionRepo {
  const { drafts, versions } = flowModels(connection);
  const draftOf = (key: string) => drafts.findById(key).lean<FlowDraftDocument>().exec();

  async function saveDraft(save: DraftSave): Promise<FlowDraftDocument> {
    const next = { text: save.text, sha256: save.sha256, revision: save.revision + 1, updatedAt: save.at, updatedBy: save.by };
    if (save.revision === 0) {
      try {
        await drafts.create({ _id: save.key, ...next, publishedSha256: null, latestVersion: null });
      } catch (fault) {
        if (isDuplicate(fault)) throw stale(await draftOf(save.key));
        throw fault;
      }
      return (await draftOf(save.key))!;
    }
    const saved = await drafts.findOneAndUpdate({ _id: save.key, revision: save.revision }, { $set: next }, { returnDocument: 'after' }).lean<FlowDraftDocument>().exec();
    if (!saved) throw stale(await draftOf(save.key));
    return saved;
  }

  async function publish(publication: Publication, alongside?: (session: ClientSession, version: FlowVersionDocument) => Promise<void>): Promise<FlowVersionDocument> {
    return connection.transaction(async (session) => {
      const draft = await drafts.findOne({ _id: publication.key, revision: publication.revision }).session(session).lean<FlowDraftDocument>().exec();
      if (!draft) throw stale(await draftOf(publication.key));
      if (draft.latestVersion !== null && draft.sha256 === draft.publishedSha256) throw new CatalogueError('FLOW_UNCHANGED', { version: draft.latestVersion });
      const version: FlowVersionDocument = {
        _id: `${draft._id}@${(draft.latestVersion ?? 0) + 1}`, key: draft._id, version: (draft.latestVersion ?? 0) + 1, sha256: draft.sha256, text: draft.text,
        publishedAt: publication.at, publishedBy: publication.by, note: publication.note, verdict: publication.verdict,
      };
      await versions.create([version], { session });
      await drafts.updateOne({ _id: draft._id }, { $set: { publishedSha256: draft.sha256, latestVersion: version.version } }, { session });
      await alongside?.(session, version);
      return version;
    }, { writeConcern: { w: 'majority' } });
  }

  return {
    drafts: () => drafts.find().sort({ _id: 1 }).lean<FlowDraftDocument[]>().exec(),
    draft: draftOf, saveDraft, publish,
    versions: (key) => versions.find({ key }, { text: 0 }).sort({ version: -1 }).lean<VersionSummary[]>().exec(),
    read: (key, version) => versions.findById(`${key}@${version}`).lean<FlowVersionDocument>().exec(),
    latest: (key) => versions.findOne({ key }).sort({ version: -1 }).lean<FlowVersionDocument>().exec(),
    ensureIndexes: async () => { await versions.createIndexes(); await drafts.createCollection(); await versions.createCollection(); },
  };
}
