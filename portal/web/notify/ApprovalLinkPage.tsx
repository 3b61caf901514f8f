/** The page behind the link of a mail: what is asked, and the buttons that answer it, without signing in. Opening it decides nothing. */
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { ApprovalLinkView } from '#api/notify.api';
import { useRead, useWrite } from '../shell/api/read.ts';
import { useKeptText } from '../shell/kept/useKept.ts';
import { useReader } from '../shell/reader/reader.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { useFaultTexts, ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { LongText } from '../ui/LongText.tsx';
import { Mark } from '../ui/Mark.tsx';
import { QuestionList } from '../work/task/QuestionList.tsx';
import { PriorityMark } from '../ui/PriorityMark.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { fullTime } from '../ui/time.ts';
import css from './ApprovalLinkPage.module.css';

export function ApprovalLinkPage({ token }: { token: string }): ReactNode {
  const { t, say } = useTexts();
  const read = useRead('approvalLinks.read', { params: { token } }, { staleMs: Infinity });
  const decide = useWrite('approvalLinks.decide');
  useTheirLanguage(read.data?.locale);
  const done = decide.data;
  useEffect(() => { document.title = `${t('approve.title')} · ${t('app.name')}`; }, [t]);
  return (
    <div className={css.page}>
      <header className={css.brand}><Mark size={28} /><strong>{t('app.name')}</strong></header>
      <main className={css.card} data-approve={done ? 'done' : read.error ? 'over' : read.data ? 'open' : 'loading'}>
        {done ? (
          <div className={css.end} role="status">
            <StateMark state="ok" size={28} isSilent />
            <h1><Sentence of="approve.done" parts={{ outcome: <bdi>{say(done.outcome)}</bdi> }} /></h1>
            <p>{t(done.shown ? 'approve.doneText' : 'approve.doneLater')}</p>
          </div>
        ) : read.error ? <Over fault={read.error} onRetry={() => void read.refetch()} />
          : read.data ? <Ask view={read.data} token={token} fault={decide.error} isBusy={decide.isPending} onDecide={(outcome, comment) => decide.mutate({ params: { token }, body: { outcome, comment } })} />
            : <Loading rows={4} height={56} />}
      </main>
      <p className={css.portal}><a href="/approvals">{t('approve.portal')}</a></p>
    </div>
  );
}

/** Whoever opens the mail reads the page in the language of the mail. */
function useTheirLanguage(locale: ApprovalLinkView['locale'] | undefined): void {
  const { look, choose, locale: current } = useReader();
  useEffect(() => { if (locale !== undefined && locale !== current) void choose({ locale, look }).catch(() => undefined); }, [choose, current, locale, look]);
}

/** Why nothing can be decided: used, expired, over, not one of ours. What cannot be reached now is tried again. */
function Over({ fault, onRetry }: { fault: unknown; onRetry: () => void }): ReactNode {
  const { t } = useTexts();
  const { message, hint, fault: known } = useFaultTexts()(fault);
  if (known.shape.family === 'unavailable' || known.shape.family === 'broken') return <ErrorNotice fault={fault} onRetry={onRetry} />;
  return (
    <div className={css.end} role="alert" data-code={known.shape.code}>
      <StateMark state="warning" size={28} isSilent />
      <h1>{t('approve.over')}</h1>
      <p><bdi>{message}</bdi></p>
      <p className="secondary"><bdi>{hint}</bdi></p>
    </div>
  );
}

interface AskProps { view: ApprovalLinkView; token: string; fault: unknown; isBusy: boolean; onDecide: (outcome: string, comment: string) => void }
function Ask({ view, token, fault, isBusy, onDecide }: AskProps): ReactNode {
  const { t, say, locale } = useTexts();
  const [reason, setReason] = useKeptText(`approve.${token.slice(0, 32)}`);
  const [missing, setMissing] = useState<string | null>(null);
  const who = view.askedBy?.kind === 'person' ? view.askedBy.name ?? view.askedBy.id : null;
  const press = (key: string, needsReason: boolean): void => {
    if (needsReason && reason.trim() === '') {
      setMissing(key);
      document.getElementById('approve-reason')?.focus();
      return;
    }
    setMissing(null);
    onDecide(key, reason);
  };
  return (
    <>
      <p className={css.by}>{who ? <Sentence of="approve.asks" parts={{ who: <bdi>{who}</bdi> }} /> : t('approve.asksFlow')} · <RelativeTime at={view.openedAt} /></p>
      <h1><bdi>{view.prompt === null ? say(view.name) : <LongText text={say(view.prompt)} />}</bdi></h1>
      <p className="secondary small"><Sentence of="approve.for" parts={{ name: <bdi>{view.person}</bdi> }} />{view.actsFor === null ? null : <> · <Sentence of="approve.behalf" parts={{ name: <bdi>{view.actsFor}</bdi> }} /></>}</p>
      <dl className={css.facts}>
        <div className={css.wide}><dt>{t('approve.ticket')}</dt><dd><span className="figures">{view.ticket.key}</span> <bdi>{view.ticket.title}</bdi></dd></div>
        <div><dt>{t('approve.priority')}</dt><dd><PriorityMark priority={view.ticket.priority} /></dd></div>
        {view.ticket.object === null ? null : <div><dt>{t('approve.object')}</dt><dd><bdi>{view.ticket.object}</bdi></dd></div>}
        {view.dueAt === null ? null : <div><dt>{t('approve.due')}</dt><dd><RelativeTime at={view.dueAt} /></dd></div>}
      </dl>
      {view.questions.length > 0 ? <QuestionList questions={view.questions} /> : null}
      <div className={css.reason}>
        <label htmlFor="approve-reason">{t('approve.reason')}</label>
        <Input.TextArea id="approve-reason" autoSize={{ minRows: 2, maxRows: 8 }} maxLength={20_000} value={reason} status={missing ? 'error' : ''} aria-describedby="approve-reason-hint" aria-invalid={missing !== null} dir="auto" onChange={(event) => { setReason(event.target.value); setMissing(null); }} />
        <p id="approve-reason-hint" className={missing ? css.missing : 'secondary small'} role={missing ? 'alert' : undefined}>{t('approve.reasonHint')}</p>
      </div>
      {fault ? <ErrorNotice fault={fault} isKept /> : null}
      <div className={css.buttons}>
        {view.outcomes.map(({ key, name, tone, needsReason, mayAnswer }) => (
          <Button key={key} size="large" block type={tone === 'primary' || (tone === 'default' && !needsReason) ? 'primary' : 'default'} danger={tone === 'danger'} disabled={!mayAnswer} loading={isBusy} onClick={() => press(key, needsReason)} data-outcome={key}>{key === 'approved' ? t('approval.approve') : key === 'rejected' ? t('approval.reject') : say(name)}</Button>
        ))}
      </div>
      {view.outcomes.some(({ mayAnswer }) => !mayAnswer) ? <p className="secondary small">{t('approve.needsForm')}</p> : null}
      <p className="secondary small">{t('approve.notYet')} <Sentence of="approve.expires" parts={{ time: <time dateTime={view.expiresAt}>{fullTime(view.expiresAt, locale)}</time> }} /></p>
    </>
  );
}
