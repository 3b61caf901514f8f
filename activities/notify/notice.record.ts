/** Makes the records of what people are told, and notes them. */
import { approvalLinkOf } from '#domain/notify/approval-link';
import { noticeOf, type NoticeMaking } from '#domain/notify/notice.make';
import type { Telling } from '#domain/notify/notice.plan';
import type { Notice } from '#domain/notify/notice.schema';
import type { DirectoryPerson, PersonRepo } from '#store/identity/person.repo';
import type { ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import type { NoticeRepo } from '#store/notify/notice.repo';

export async function noticesOf(told: readonly Telling[], making: NoticeMaking, people: Pick<PersonRepo, 'readMany'>): Promise<Notice[]> {
  if (told.length === 0) return [];
  const known = new Map((await people.readMany(told.map(({ recipient }) => recipient))).map((person): [string, DirectoryPerson] => [person.id, person]));
  return told.map((one) => {
    const person = known.get(one.recipient);
    return noticeOf(one, person === undefined ? null : { name: person.name, isActive: person.isActive, unsubscribed: person.unsubscribed ?? [] }, making);
  });
}

/** Links first: a notice that is there has its link. */
export async function noteWithLinks(made: readonly Notice[], { links, notices }: { links: Pick<ApprovalLinkRepo, 'add'>; notices: Pick<NoticeRepo, 'add'> }): Promise<void> {
  await links.add(made.map(approvalLinkOf).filter((link) => link !== null));
  await notices.add(made);
}
