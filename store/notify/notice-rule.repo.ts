/** An installation's own rows in the table of who is told of what. */
import type { ClientSession, Connection } from 'mongoose';
import { noticeRulesOf, shippedNoticeRules, type Audience, type NoticeRule } from '#domain/notify/notice.rules';
import type { NoticeKind } from '#domain/notify/notice.schema';
import { notifyModels, type NoticeRuleRow } from './notice.model.ts';

export interface NoticeRuleRepo {
  /** The whole table: shipped rows with the installation's own in their place. */
  inForce(): Promise<Record<NoticeKind, readonly Audience[]>>;
  /** `alongside` runs in the transaction, with whom it told before. Nothing is written where nothing changes. */
  save(rule: NoticeRule, alongside: (session: ClientSession, before: readonly Audience[]) => Promise<void>): Promise<void>;
}

const isSame = (one: readonly Audience[], other: readonly Audience[]): boolean => JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

export function createNoticeRuleRepo(connection: Connection): NoticeRuleRepo {
  const { rules } = notifyModels(connection);
  return {
    inForce: async () => noticeRulesOf((await rules.find().lean<NoticeRuleRow[]>().exec()).map(({ _id, to }) => ({ kind: _id, to }))),
    save: ({ kind, to }, alongside) => connection.transaction(async (session) => {
      const own = await rules.findById(kind).session(session).lean<NoticeRuleRow>().exec();
      const before = own?.to ?? shippedNoticeRules[kind];
      if (isSame(before, to)) return;
      await rules.updateOne({ _id: kind }, { $set: { to } }, { upsert: true, session });
      await alongside(session, before);
    }, { writeConcern: { w: 'majority' } }),
  };
}
