/** Files that go with what is being typed: those on their way with their progress, those that got through, and how to add more. */
import { useRef, type ReactNode } from 'react';
import { Button, Progress, Tooltip } from 'antd';
import { takenEndings } from '#domain/file/file.kinds';
import { sizeText } from '#domain/file/file.size';
import { useRead } from '../shell/api/read.ts';
import { tagOf } from '../shell/reader/reader.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { FileFace, useFileFacts } from './FileCard.tsx';
import type { Upload, Uploads } from './useUploads.ts';
import css from './FileTray.module.css';

/** The button with its dialog. `isIcon`: without words, where there is little room. */
export function AddFiles({ uploads, isIcon = false, isSingle = false, isDisabled = false, id }: { uploads: Uploads; isIcon?: boolean; isSingle?: boolean; isDisabled?: boolean; id?: string }): ReactNode {
  const { t, locale } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  // The limit is set in binary megabytes, and shown as the round number it was set as.
  const hint = uploads.mostBytes === null ? null : t('file.addMost', { size: sizeText(Math.floor(uploads.mostBytes / 1_048_576) * 1_000_000, tagOf(locale)) });
  const button = <Button id={id} type={isIcon ? 'text' : 'default'} size={isIcon ? 'small' : 'middle'} disabled={isDisabled} icon={<Icon name="paperclip" size={16} />} aria-label={t('file.add')} onClick={() => input.current?.click()}>{isIcon ? null : t('file.add')}</Button>;
  return (
    <span className={css.add}>
      {isIcon ? <Tooltip title={hint ? `${t('file.add')} (${hint})` : t('file.add')}>{button}</Tooltip> : button}
      {isIcon ? null : <span className={css.hint}>{t('file.addHint')}{hint ? <>{t('phrase.list.comma')}{hint}</> : null}</span>}
      <input
        ref={input} type="file" hidden multiple={!isSingle} accept={takenEndings.join(',')} data-add-files
        onChange={(event) => { uploads.add([...event.target.files ?? []]); event.target.value = ''; }}
      />
    </span>
  );
}

export function FileTray({ uploads, isDisabled = false }: { uploads: Uploads; isDisabled?: boolean }): ReactNode {
  const { t } = useTexts();
  if (uploads.ids.length === 0 && uploads.onTheWay.length === 0) return null;
  return (
    <ul className={css.tray} aria-label={t('file.list')} aria-live="polite">
      {uploads.ids.map((id) => <Sent key={id} id={id} onTakeOut={() => uploads.takeOut(id)} isDisabled={isDisabled} />)}
      {uploads.onTheWay.map((upload) => <OnTheWay key={upload.key} upload={upload} onCancel={() => uploads.cancel(upload.key)} onAgain={() => uploads.again(upload.key)} />)}
    </ul>
  );
}

/** Got through. What a draft of days ago names may be gone. */
function Sent({ id, onTakeOut, isDisabled }: { id: string; onTakeOut: () => void; isDisabled: boolean }): ReactNode {
  const { t } = useTexts();
  const facts = useFileFacts();
  const { data: file, error } = useRead('files.read', { params: { id } }, { staleMs: 60_000 });
  const isGone = error !== null && [404, 410, 422].includes(error.status);
  const name = file?.name ?? t('file.gone');
  return (
    <li className={css.item} data-file={name} data-state={isGone ? 'gone' : 'sent'}>
      {file ? <FileFace file={file} /> : <span className={css.mark}>{isGone ? <StateMark state="warning" isSilent /> : null}</span>}
      <span className={css.words}><span className={css.name} title={name}><bdi>{file || isGone ? name : ''}</bdi></span><span className="secondary small">{isGone ? t('file.goneText') : file ? facts(file) : ''}</span></span>
      <Button type="text" size="small" disabled={isDisabled} aria-label={t('file.takeOut', { name })} icon={<Icon name="close" size={14} />} onClick={onTakeOut} />
    </li>
  );
}

function OnTheWay({ upload: { name, file, share, fault }, onCancel, onAgain }: { upload: Upload; onCancel: () => void; onAgain: () => void }): ReactNode {
  const { t, locale, tell } = useTexts();
  if (fault !== null) {
    const { message, fix } = tell(fault.shape);
    const mayHelp = fault.shape.family === 'unavailable' || fault.shape.family === 'broken' || ['SIGN_IN_NEEDED', 'CSRF_REFUSED', 'RATE_LIMITED', 'FILE_INCOMPLETE'].includes(fault.shape.code);
    return (
      <li className={css.item} data-file={name} data-state="refused" data-code={fault.shape.code}>
        <span className={css.mark}><StateMark state="critical" isSilent /></span>
        <span className={css.words} role="alert"><bdi className={css.told}>{message}</bdi><bdi className="secondary small">{fix}</bdi></span>
        {mayHelp ? <Button size="small" onClick={onAgain}>{t('file.again')}</Button> : null}
        <Button type="text" size="small" aria-label={t('file.takeOut', { name })} icon={<Icon name="close" size={14} />} onClick={onCancel} />
      </li>
    );
  }
  const percent = Math.floor(share * 100);
  const said = share === 0 ? t('file.waiting') : share >= 1 ? t('file.checking') : t('file.sending', { percent, size: sizeText(file.size, tagOf(locale)) });
  return (
    <li className={css.item} data-file={name} data-state="sending">
      <span className={css.mark}><Progress type="circle" percent={percent} size={28} strokeWidth={12} showInfo={false} aria-label={name} /></span>
      <span className={css.words}><span className={css.name} title={name}><bdi>{name}</bdi></span><span className="secondary small">{said}</span></span>
      <Button type="text" size="small" aria-label={t('file.cancel', { name })} icon={<Icon name="close" size={14} />} onClick={onCancel} />
    </li>
  );
}

/** Lies over what files are dropped on. Its parent is positioned. */
export function DropCover({ isOver }: { isOver: boolean }): ReactNode {
  const { t } = useTexts();
  return isOver ? <div className={css.cover} aria-hidden="true"><Icon name="paperclip" size={18} />{t('file.drop')}</div> : null;
}
