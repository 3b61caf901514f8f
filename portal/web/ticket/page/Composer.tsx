/** Writes to the people on a ticket. What is typed is kept until it was sent; who will read it is always plain to see. */
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Input, Segmented } from 'antd';
import { useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { AddFiles, DropCover, FileTray } from '../../file/FileTray.tsx';
import { useFileDrop } from '../../file/useFileDrop.ts';
import { useUploads } from '../../file/useUploads.ts';
import css from './Composer.module.css';

interface Draft { visibility: 'public' | 'internal'; text: string }
const empty: Draft = { visibility: 'public', text: '' };
const noFiles: readonly string[] = [];

export function Composer({ ticketKey, mayInternal, onSent }: { ticketKey: string; mayInternal: boolean; onSent?: () => void }): ReactNode {
  const { t } = useTexts();
  const [kept, setDraft, clear] = useKept<Draft>(`comment.${ticketKey}`, empty);
  const draft: Draft = mayInternal ? kept : { ...kept, visibility: 'public' };
  // Apart from the text: a file may get through while it is typed on.
  const [fileIds, setFileIds] = useKept<readonly string[]>(`comment.${ticketKey}.files`, noFiles);
  const uploads = useUploads({ ids: fileIds, onIds: setFileIds });
  const send = useWrite('comments.add', { keptAs: `comment.${ticketKey}`, invalidates: ['comments.list', 'tickets.timeline', 'tickets.read', 'files.ofTicket'], onDone: () => { forget(); uploads.clear(); onSent?.(); } });
  const drop = useFileDrop(uploads, send.isPending);
  const sent = useRef('');
  /** What was sent goes; what was typed on meanwhile stays. */
  const forget = (): void => {
    const rest = draft.text.startsWith(sent.current) ? draft.text.slice(sent.current.length).trimStart() : draft.text;
    if (rest === '') clear();
    else setDraft({ ...draft, text: rest });
  };
  const isReady = (draft.text.trim() !== '' || fileIds.length > 0) && uploads.state === 'ready' && !send.isPending;
  const submit = (): void => { if (!isReady) return; sent.current = draft.text; send.mutate({ params: { key: ticketKey }, body: { visibility: draft.visibility, text: draft.text.trim(), files: [...fileIds] } }); };
  const onKeyDown = (event: KeyboardEvent): void => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); submit(); } };
  return (
    <form className={css.composer} data-visibility={draft.visibility} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {send.error ? <ErrorNotice fault={send.error} isCompact isKept onRetry={submit} /> : null}
      <div className={css.box} {...drop.handlers}>
        <DropCover isOver={drop.isOver} />
        <Input.TextArea
          variant="borderless" value={draft.text} autoSize={{ minRows: 2, maxRows: 12 }} maxLength={20_000} aria-label={t('talk.textLabel')} placeholder={t(`talk.placeholder.${draft.visibility}`)}
          onChange={(event) => setDraft({ ...draft, text: event.target.value })} onKeyDown={onKeyDown}
        />
        <div className={css.files}><FileTray uploads={uploads} isDisabled={send.isPending} /></div>
        <div className={css.foot}>
          <AddFiles uploads={uploads} isIcon isDisabled={send.isPending} />
          {mayInternal ? (
            <Segmented size="small" aria-label={t('talk.visibility')} value={draft.visibility} onChange={(visibility) => setDraft({ ...draft, visibility: visibility as Draft['visibility'] })} options={[{ value: 'public', label: t('talk.public') }, { value: 'internal', label: <span className={css.internal}><Icon name="lock" size={13} />{t('talk.internal')}</span> }]} />
          ) : null}
          {mayInternal ? <span className={css.hint}>{t(draft.visibility === 'internal' ? 'talk.internalHint' : 'talk.publicHint')}</span> : null}
          <span className={css.rest} />
          {uploads.state === 'ready' ? null : <span className={css.hint} role="status">{t(uploads.state === 'busy' ? 'file.busy' : 'file.faulty')}</span>}
          <kbd className={css.key}>{t('talk.sendKey')}</kbd>
          <Button htmlType="submit" type="primary" size="small" disabled={!isReady} loading={send.isPending}>{t('talk.send')}</Button>
        </div>
      </div>
    </form>
  );
}
