/** Drafts and published versions of flows. Versions are immutable; publishing is one transaction with a unique (key, version). */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { beginsWork } from '#domain/flow/drafting';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import { flowModels, type FlowDraftDocument, type FlowVersionDocument, type PrivateVersionDocument } from './flow-version.model.ts';
import { flowStartModels } from './flow-start.model.ts';
import { followVersion } from './flow-start.repo.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

export interface DraftSave { key: string; text: string; sha256: string; revision: number; by: ActorRef; at: Date }
export interface Publication { key: string; revision: number; note: string; verdict: string; by: ActorRef; at: Date }
export type PrivateVersion = Omit<PrivateVersionDocument, '_id'>;
export type VersionSummary = Omit<FlowVersionDocument, 'text'>;

/** A save that began a session of work; `before` is the hash of what stood there, null for a new flow. */
export interface WorkBegun { key: string; by: ActorRef; at: Date; before: string | null; after: string }

/** `alongside` runs inside the transaction (the event): at every publication, and at a save that begins a session of work. */
export interface FlowVersionRepo {
  drafts(): Promise<FlowDraftDocument[]>;
  draft(key: string): Promise<FlowDraftDocument | null>;
  /** Makes the draft when there is none. Throws FLOW_DRAFT_STALE when `revision` is not the stored one. */
  saveDraft(save: DraftSave, alongside?: (session: ClientSession, begun: WorkBegun) => Promise<void>): Promise<FlowDraftDocument>;
  versions(key: string): Promise<VersionSummary[]>;
  read(key: string, version: number): Promise<FlowVersionDocument | null>;
  latest(key: string): Promise<FlowVersionDocument | null>;
  /** What a run stands on: the published version, or the one that was made for it. */
  of(ref: DefinitionRef): Promise<Pick<FlowVersionDocument, 'sha256' | 'text'> | null>;
  /** The same content for the same run twice is one. Throws RUN_CHANGE_TOO_MANY. */
  keepPrivate(version: PrivateVersion): Promise<void>;
  publish(publication: Publication, alongside?: (session: ClientSession, version: FlowVersionDocument) => Promise<void>): Promise<FlowVersionDocument>;
  ensureIndexes(): Promise<void>;
}

/** Private versions of one run at most. */
const mostPrivate = 200;
const isDuplicate = (fault: unknown) => typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 11000;
const stale = (draft: FlowDraftDocument | null) => new CatalogueError('FLOW_DRAFT_STALE', { by: draft?.updatedBy.name ?? draft?.updatedBy.id ?? 'somebody', revision: draft?.revision ?? 0 });

export function createFlowVersionRepo(connection: Connection): FlowVersionRepo {
  const { drafts, versions, privates } = flowModels(connection);
  const draftOf = (key: string) => drafts.findById(key).lean<FlowDraftDocument>().exec();

  async function saveDraft(save: DraftSave, alongside?: (session: ClientSession, begun: WorkBegun) => Promise<void>): Promise<FlowDraftDocument> {
    return connection.transaction(async (session) => {
      const standing = await drafts.findById(save.key).session(session).lean<FlowDraftDocument>().exec();
      if ((standing?.revision ?? 0) !== save.revision) throw stale(standing);
      const isBegun = beginsWork(standing && { ...standing, editor: standing.editor ?? null }, { by: save.by.id, at: save.at, sha256: save.sha256 });
      const next: FlowDraftDocument = {
        publishedSha256: null, latestVersion: null, ...standing,
        _id: save.key, text: save.text, sha256: save.sha256, revision: save.revision + 1, updatedAt: save.at, updatedBy: save.by, editor: isBegun ? save.by.id : standing?.editor ?? null,
      };
      try {
        await drafts.replaceOne({ _id: save.key, revision: save.revision }, next, { session, upsert: standing === null });
      } catch (fault) {
        if (isDuplicate(fault)) throw stale(await draftOf(save.key));
        throw fault;
      }
      if (isBegun) await alongside?.(session, { key: save.key, by: save.by, at: save.at, before: standing?.sha256 ?? null, after: save.sha256 });
      return next;
    }, { writeConcern: { w: 'majority' } });
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
      await drafts.updateOne({ _id: draft._id }, { $set: { publishedSha256: draft.sha256, latestVersion: version.version, editor: null } }, { session });
      await followVersion(connection, session, version);
      await alongside?.(session, version);
      return version;
    }, { writeConcern: { w: 'majority' } });
  }

  async function keepPrivate(version: PrivateVersion): Promise<void> {
    const _id = `${version.run}#${version.sha256}`;
    if (await privates.exists({ _id }) !== null) return;
    if (await privates.countDocuments({ run: version.run }) >= mostPrivate) throw new CatalogueError('RUN_CHANGE_TOO_MANY', { limit: mostPrivate });
    await privates.updateOne({ _id }, { $setOnInsert: { ...version } }, { upsert: true, writeConcern: { w: 'majority' } });
  }

  return {
    keepPrivate,
    of: ({ id, version, sha256, privateTo }) => (privateTo === undefined ? versions.findById(`${id}@${version}`).lean<FlowVersionDocument>().exec() : privates.findById(`${privateTo}#${sha256}`).lean<PrivateVersionDocument>().exec()),
    drafts: () => drafts.find().sort({ _id: 1 }).lean<FlowDraftDocument[]>().exec(),
    draft: draftOf, saveDraft, publish,
    versions: (key) => versions.find({ key }, { text: 0 }).sort({ version: -1 }).lean<VersionSummary[]>().exec(),
    read: (key, version) => versions.findById(`${key}@${version}`).lean<FlowVersionDocument>().exec(),
    latest: (key) => versions.findOne({ key }).sort({ version: -1 }).lean<FlowVersionDocument>().exec(),
    ensureIndexes: () => prepareCollections([versions, drafts, privates, ...Object.values(flowStartModels(connection))]),
  };
}
