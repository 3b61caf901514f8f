/** One notice: what it says as its recipient reads it, where it went, and every attempt. */
import type { ReactNode } from 'react';
import type { LetterView, NoticeView } from '#api/notify.api';
import { useRead } from '../shell/api/read.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMay, useMe } from '../shell/session/session.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice, useFaultTexts } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { LongText } from '../ui/LongText.tsx';
import { Mark } from '../ui/Mark.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { ApiFault } from '../shell/api/client.ts';
import { fullTime } from '../ui/time.ts';
import { NoticeFiles } from './NoticeFiles.tsx';
import { NoticeState } from './NoticeState.tsx';
import css from './NoticePane.module.css';

export function NoticePane({ id }: { id: string }): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const mayAll = useMay()('settings.manage');
  const read = useRead('notices.read', { params: { id } }, { keepsOld: true });
  useLive(mayAll ? 'mailboxes' : `mailbox:${me.person.id}`, ['notices.read']);
  if (read.error && !read.data) return <ErrorNotice fault={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={3} height={120} />;
  const { notice, letter } = read.data;
  return (
    <article className={css.pane} aria-label={notice.subject || t(`notice.kind.${notice.kind}`)} data-old={read.isPlaceholderData}>
      <header className={css.head}>
        <PersonAvatar id={notice.recipient} name={notice.recipientName} size={28} />
        <div><p><Sentence of="notice.to" parts={{ name: <bdi>{notice.recipientName}</bdi> }} /></p><p className="secondary small"><Fate notice={notice} /></p></div>
        <NoticeState state={notice.state} />
      </header>
      {notice.fault ? <Fault fault={notice.fault} /> : null}
      {notice.files.length > 0 ? <NoticeFiles notice={notice} /> : null}
      {letter ? <Letter letter={letter} recipient={notice.recipientName} /> : <p className="secondary">{t('notice.noText')}</p>}
      <Attempts notice={notice} />
    </article>
  );
}

/** What became of it, or what comes next. */
function Fate({ notice: { state, sent, channel, dueAt, attempts } }: { notice: NoticeView }): ReactNode {
  const { t } = useTexts();
  if (sent !== null) {
    return <Sentence of={sentence(sent.to, channel)} parts={{ channel: <bdi>{channel}</bdi>, address: <bdi>{sent.to}</bdi>, time: <RelativeTime at={sent.at} /> }} />;
  }
  if (state === 'sending') return t('notice.sending');
  if (state === 'queued' && dueAt !== null && attempts.length > 0) return <Sentence of="notice.again" parts={{ time: <RelativeTime at={dueAt} /> }} />;
  return state === 'queued' ? t('notice.waits') : null;
}

/** Mail and mailbox have sentences of their own; every other channel is named. */
function sentence(to: string, channel: string) {
  if (channel !== 'mail' && channel !== 'mailbox') return 'notice.sentTo.other' as const;
  return to === '' ? 'notice.sentTo.nowhere' as const : `notice.sentTo.${channel}` as const;
}

function Fault({ fault }: { fault: NonNullable<NoticeView['fault']> }): ReactNode {
  return <ErrorNotice fault={new ApiFault({ ...fault, family: 'conflict' }, 409)} isCompact />;
}

/** As mail shows it, in the language and direction of whom it is for. */
function Letter({ letter, recipient }: { letter: LetterView; recipient: string }): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.letter} lang={letter.locale} dir={letter.dir} aria-label={t('notice.letter')} data-letter>
      <p className={css.brand} dir={letter.dir}><Mark size={24} /><strong>{t('app.name')}</strong></p>
      <p className="secondary small">{letter.subject}</p>
      <h2>{letter.title}</h2>
      {letter.lines.map((line) => <p key={line} className={css.line}>{line}</p>)}
      {letter.quote === null ? null : <blockquote className={css.quote} dir="auto"><LongText text={letter.quote} /></blockquote>}
      {letter.isMasked ? <p className={css.masked} lang="" dir="auto"><Sentence of="notice.masked" parts={{ name: <bdi>{recipient}</bdi> }} /></p> : <a className={css.action} href={letter.action.url} data-letter-action>{letter.action.label}</a>}
      {letter.also ? <p><a href={letter.also.url}>{letter.also.label}</a></p> : null}
      <dl className={css.facts}>{letter.facts.map(({ name, value }) => <div key={name}><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>)}</dl>
      <footer className={css.foot}>{letter.notes.map((note) => <p key={note}>{note}</p>)}<p><a href={letter.settings.url}>{letter.settings.label}</a></p></footer>
    </section>
  );
}

function Attempts({ notice }: { notice: NoticeView }): ReactNode {
  const { t, locale } = useTexts();
  const faultTexts = useFaultTexts();
  return (
    <section className={css.attempts} aria-label={t('notice.attempts')}>
      <h3>{t('notice.attempts')}</h3>
      {notice.attempts.length === 0 ? <p className="secondary small">{t('notice.attempts.none')}</p> : null}
      {notice.forgottenAttempts > 0 ? <p className="secondary small">{t('notice.attempts.forgotten', { count: notice.forgottenAttempts })}</p> : null}
      <ol>
        {notice.attempts.map((attempt) => (
          <li key={`${attempt.at}.${attempt.worker}`} data-outcome={attempt.outcome ?? 'open'}>
            <time dateTime={attempt.at}>{fullTime(attempt.at, locale)}</time>
            <span>{t(`notice.attempt.${attempt.outcome ?? 'open'}`)} <span className="secondary"><Sentence of="notice.attempt.worker" parts={{ worker: <code><bdi>{attempt.worker}</bdi></code> }} /></span></span>
            {attempt.fault ? <span className={css.why}><bdi>{faultTexts(new ApiFault({ ...attempt.fault, family: 'unavailable' }, 503)).message}</bdi></span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
