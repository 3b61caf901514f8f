/** How drafts and versions become JSON. */
import type { z } from 'zod';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { flowRow, versionRow } from '#api/flow.api';
import type { FlowDraftDocument, FlowVersionDocument } from '#store/flow/flow-version.model';

export const presentFlow = (draft: FlowDraftDocument, file: FlowFile, runningByVersion: Record<string, number>): z.input<typeof flowRow> => ({
  // A draft's name may be empty while it is typed.
  key: draft._id, name: file.name.en === '' ? { ...file.name, en: draft._id } : file.name, description: file.description?.en ? file.description : null, ticketType: file.ticketType ?? null, latestVersion: draft.latestVersion, draftRevision: draft.revision,
  hasDraftChanges: draft.sha256 !== draft.publishedSha256, updatedAt: draft.updatedAt.toISOString(), updatedBy: draft.updatedBy, runningByVersion,
});

export const presentVersion = (version: Omit<FlowVersionDocument, 'text'>): z.input<typeof versionRow> => ({
  version: version.version, sha256: version.sha256, publishedAt: version.publishedAt.toISOString(), publishedBy: version.publishedBy, note: version.note, verdict: version.verdict,
});
