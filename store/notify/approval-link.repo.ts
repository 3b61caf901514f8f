/** Links by which an approval can be answered: kept by id, claimed for one answer, used once. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Connection } from 'mongoose';
import { signedPart, type ApprovalLink } from '#domain/notify/approval-link';
import type { Instant } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { toRow } from '../core/rows.ts';
import { notifyModels, type ApprovalLinkRow } from './notice.model.ts';

export interface ApprovalLinkRepo {
  /** Adds those that are not there yet. */
  add(links: readonly ApprovalLink[]): Promise<void>;
  /** What stands in the address of the link: its id with a signature over everything it is bound to. */
  tokenOf(link: ApprovalLink): string;
  /** The link of a token; null when there is none, or the token was not made here. */
  byToken(token: string): Promise<ApprovalLink | null>;
  /** Takes the link for an answer, unless another one is on its way or was given. A claim older than `staleBefore` was left behind by a stop. */
  claim(id: string, outcome: string, now: Instant, staleBefore: Instant): Promise<boolean>;
  /** The answer was taken. */
  use(id: string, outcome: string, now: Instant): Promise<void>;
  /** The answer was not taken: it may be given again. */
  release(id: string): Promise<void>;
}

/** Kept after its end, so that whoever comes late is told what became of it. */
const keptMs = 90 * 86_400_000;
const linkOf = ({ _id, forgetAt: _forgetAt, ...rest }: ApprovalLinkRow): ApprovalLink => ({ id: _id, ...rest });

/** `dataKey`: 32 bytes in hexadecimal (SIGNALBOX_DATA_KEY). */
export function createApprovalLinkRepo(connection: Connection, dataKey: string): ApprovalLinkRepo {
  const { links } = notifyModels(connection);
  const key = createHmac('sha256', Buffer.from(dataKey, 'hex')).update('approval links').digest();
  const signature = (link: ApprovalLink): string => createHmac('sha256', key).update(signedPart(link)).digest('base64url');
  return {
    async add(added) {
      if (added.length === 0) return;
      const rows = added.map((link) => ({ ...toRow(link), forgetAt: new Date(Date.parse(link.expiresAt) + keptMs) }));
      try {
        await links.collection.insertMany(rows as never[], { ordered: false });
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
      }
    },
    tokenOf: (link) => `${link.id}-${signature(link)}`,
    async byToken(token) {
      const [, id, given] = /^(a[0-9a-f]{31})-([\w-]{43})$/.exec(token) ?? [];
      if (id === undefined || given === undefined) return null;
      const row = await links.findById(id).lean<ApprovalLinkRow>().exec();
      if (row === null) return null;
      const [left, right] = [Buffer.from(given), Buffer.from(signature(linkOf(row)))];
      return left.length === right.length && timingSafeEqual(left, right) ? linkOf(row) : null;
    },
    async claim(id, outcome, now, staleBefore) {
      const { modifiedCount } = await links.collection.updateOne(
        { _id: id as never, used: null, $or: [{ claim: null }, { 'claim.outcome': outcome }, { 'claim.at': { $lt: staleBefore } }] }, { $set: { claim: { outcome, at: now } } });
      return modifiedCount === 1;
    },
    use: async (id, outcome, now) => { await links.collection.updateOne({ _id: id as never, used: null }, { $set: { used: { outcome, at: now }, claim: null } }); },
    release: async (id) => { await links.collection.updateOne({ _id: id as never, used: null }, { $set: { claim: null } }); },
  };
}
