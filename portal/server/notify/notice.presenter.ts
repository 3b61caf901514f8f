/** Makes notices into what the API answers: for this reader, with names, what they say, and why one was not sent. The link of an approval is its recipient's alone. */
import { errorShape } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { approvalLinkOf, approvalLinkPath, type ApprovalLink } from '#domain/notify/approval-link';
import type { Notice, NoticeFault } from '#domain/notify/notice.schema';
import { localeSchema, type Locale } from '#domain/values';
import type { LetterView, NoticeView } from '#api/notify.api';
import type { PersonRepo, DirectoryPerson } from '#store/identity/person.repo';

/** What a channel is given to render; handed in by the composition root. */
export interface LetterOf { id: string; kind: Notice['kind']; params: Notice['params']; zone: string; url: string; settingsUrl: string; approve: { url: string; until: string } | null; thread: string | null }
export type RenderLetter = (message: LetterOf, locale: Locale) => Omit<LetterView, 'isMasked'>;

export interface NoticePresenterOf { people: Pick<PersonRepo, 'readMany'>; render: RenderLetter; tokenOf: (link: ApprovalLink) => string; publicUrl: string }
export interface NoticePresenter {
  present(notices: readonly Notice[], actor: Actor): Promise<NoticeView[]>;
  /** Null when its text cannot be made. */
  letter(notice: Notice, actor: Actor): Promise<LetterView | null>;
}

/** Stands in the place of a link that is somebody else's. */
const masked = '•••';
const told = (fault: NoticeFault | null): NoticeView['fault'] => {
  if (fault === null) return null;
  const { message, hint } = errorShape(fault.code, fault.params);
  return { ...fault, message, hint };
};

export function createNoticePresenter({ people, render, tokenOf, publicUrl }: NoticePresenterOf): NoticePresenter {
  function letterOf(notice: Notice, person: DirectoryPerson | undefined, isMine: boolean): LetterView | null {
    const link = approvalLinkOf(notice);
    try {
      const letter = render({
        id: notice.id, kind: notice.kind, params: notice.params, zone: person?.zone ?? 'Etc/UTC', url: publicUrl + notice.link, settingsUrl: `${publicUrl}/mailbox?settings=true`, thread: notice.ticket?.id ?? null,
        approve: link === null ? null : { url: publicUrl + approvalLinkPath(isMine ? tokenOf(link) : masked), until: link.expiresAt },
      }, notice.sent?.locale ?? localeSchema.catch('en').parse(notice.locale ?? person?.locale));
      return { ...letter, isMasked: link !== null && !isMine };
    } catch {
      return null;
    }
  }
  return {
    async present(notices, actor) {
      const known = new Map((await people.readMany([...new Set(notices.map(({ recipient }) => recipient))])).map((person) => [person.id, person]));
      return notices.map((notice) => {
        const { id, kind, channel, recipient, ticket, link, at, madeAt, dueAt, state, forgottenAttempts, sent, readAt, files = [] } = notice;
        const [person, isMine] = [known.get(recipient), recipient === actor.person];
        const letter = letterOf(notice, person, isMine);
        return {
          id, kind, channel, recipient, recipientName: person?.name ?? recipient, isMine, ticket, link, at, madeAt, dueAt, state, forgottenAttempts, sent, readAt, files,
          subject: letter?.subject ?? '', locale: letter?.locale ?? 'en', fault: told(notice.fault), attempts: notice.attempts.map((attempt) => ({ ...attempt, fault: told(attempt.fault) })),
        };
      });
    },
    async letter(notice, actor) {
      const [person] = await people.readMany([notice.recipient]);
      return letterOf(notice, person, notice.recipient === actor.person);
    },
  };
}
