/** What people said on a ticket, newest at the bottom; public and internal told apart by colour and word; the steps between fold away. */
import { useState, type ReactNode } from 'react';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { TicketType } from '#domain/ticket/ticket.schema';
import type { FileView } from '#api/file.api';
import { FileCards } from '../../file/FileCard.tsx';
import { useMe } from '../../shell/session/session.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { fullTime, shortTime } from '../../ui/time.ts';
import { useIsPhone } from '../../ui/useMedia.ts';
import { useNow } from '../../ui/useNow.ts';
import { Answers } from './Answers.tsx';
import { effectNames, storyOf, type Answer } from '#domain/audit/story';
import { actorText, StoryLine } from './StoryLine.tsx';
import type { TalkItem } from '#domain/ticket/talk';
import { useNewest } from './useNewest.ts';
import css from './Conversation.module.css';

export function Conversation({ talk, filesOf, type, mayInternal, length, isReady, opensAtEnd = true, composer }: { talk: readonly TalkItem[]; /** By message. */ filesOf: ReadonlyMap<string, readonly FileView[]>; type: TicketType | null; mayInternal: boolean; /** How many messages and events there are. */ length: number; isReady: boolean; /** Whether the page opens at the newest message. Default true. */ opensAtEnd?: boolean; composer: (onSent: () => void) => ReactNode }): ReactNode {
  const { t, say } = useTexts();
  const said = talk.filter((item) => item.is !== 'steps').length;
  const isEmpty = said === 0;
  const isPhone = useIsPhone();
  const newest = useNewest({ said, length, isReady, opensAtEnd: opensAtEnd && !isPhone });
  return (
    <>
      <div className={css.talk}>
        <ol className={css.list}>
          {talk.map((item) => item.is === 'steps' ? <Steps key={item.id} item={item} type={type} /> : item.is === 'comment'
            ? <Said key={item.id} by={item.comment.by} at={item.at} text={item.comment.text} files={filesOf.get(item.comment.id) ?? noFiles} tone={item.comment.visibility} label={item.comment.visibility === 'internal' ? t('talk.internal') : mayInternal ? t('talk.public') : null} />
            : <Said key={item.id} by={item.by} at={item.at} text={item.text} answers={item.answers} tone="answer" label={null} about={<Sentence of="talk.asTask" parts={{ task: <bdi>{item.task ? say(item.task) : item.outcome}</bdi>, outcome: <bdi>{item.outcomeName ? say(item.outcomeName) : item.outcome}</bdi> }} />} />)}
        </ol>
        {isEmpty && isReady ? <EmptyState icon="comment" title={t('talk.empty')} text={t(mayInternal ? 'talk.emptyText' : 'talk.emptyOwn')} isCompact /> : null}
      </div>
      <div className={css.newest} aria-live="polite">{newest.unseen > 0 ? <button type="button" onClick={newest.show}>{t('talk.newest', { count: newest.unseen })}<Icon name="chevronDown" size={14} /></button> : null}</div>
      {composer(newest.show)}
    </>
  );
}

const noFiles: readonly FileView[] = [];

function Said({ by, at, text, files = noFiles, answers = [], tone, label, about }: { by: ActorRef; at: string; text: string; files?: readonly FileView[]; answers?: readonly Answer[]; tone: 'public' | 'internal' | 'answer'; label: string | null; about?: ReactNode }): ReactNode {
  const texts = useTexts();
  const me = useMe();
  const now = useNow();
  return (
    <li className={css.said} data-tone={tone} data-mine={by.id === me.person.id}>
      <PersonAvatar id={by.id} name={by.name ?? null} kind={by.kind} size={28} />
      <div className={css.bubble}>
        <p className={css.head}>
          <bdi className={css.name}>{actorText(by, me.person.id, texts)}</bdi>
          {about ? <span className="secondary">{about}</span> : null}
          {label ? <span className={css.label}>{tone === 'internal' ? <Icon name="lock" size={12} /> : null}{label}</span> : null}
          <time dateTime={at} title={fullTime(at, texts.locale)}>{shortTime(at, texts.locale, now)}</time>
        </p>
        {answers.length > 0 ? <Answers answers={answers} /> : null}
        {text ? <LongText text={text} /> : null}
        <FileCards files={files} />
      </div>
    </li>
  );
}

/** Up to three steps stand there; more fold behind their number. */
function Steps({ item, type }: { item: Extract<TalkItem, { is: 'steps' }>; type: TicketType | null }): ReactNode {
  const { t, locale } = useTexts();
  const now = useNow();
  const [isOpen, setIsOpen] = useState(false);
  const names = effectNames(item.events);
  const lines = item.events.flatMap((event) => storyOf(event, names).filter((sentence) => sentence.weight !== 'small').map((sentence, at) => ({ event, sentence, id: `${event.id}.${at}` })));
  if (lines.length === 0) return null;
  const isFolded = lines.length > 4 && !isOpen;
  const shown = isFolded ? lines.slice(-2) : lines;
  return (
    <li className={css.steps}>
      {lines.length > 4 ? <button type="button" className={css.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}><Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={14} />{isOpen ? t('talk.hide') : t('talk.system', { count: lines.length - 2 })}</button> : null}
      {shown.map(({ event, sentence, id }) => <p key={id} className={css.step} data-tone={sentence.tone}><span className={css.dot} aria-hidden="true" /><span><StoryLine event={event} sentence={sentence} type={type} /></span><time dateTime={event.at} title={fullTime(event.at, locale)}>{shortTime(event.at, locale, now)}</time></p>)}
    </li>
  );
}
