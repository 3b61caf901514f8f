/** One file as people see it: picture or mark of its kind, name, size; to be opened, saved, and removed by who may. */
import { useState, type ReactNode } from 'react';
import { Button, Popconfirm } from 'antd';
import { kindOf } from '#domain/file/file.kinds';
import { endingOf } from '#domain/file/file.name';
import { sizeText } from '#domain/file/file.size';
import type { FileView } from '#api/file.api';
import { addressOf, routeOf } from '../shell/api/client.ts';
import { download } from '../shell/api/download.ts';
import { useWrite } from '../shell/api/read.ts';
import { tagOf } from '../shell/reader/reader.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './FileCard.module.css';

/** `shown`: opened in place. */
const addressOfFile = ({ id }: Pick<FileView, 'id'>): string => addressOf(routeOf('files.content').path, { id }, { shown: 'yes' });

export function FileFace({ file }: { file: Pick<FileView, 'id' | 'kind' | 'name' | 'isShown'> }): ReactNode {
  const [isBroken, setIsBroken] = useState(false);
  if (file.isShown && !isBroken) return <img className={css.face} src={addressOfFile(file)} alt="" loading="lazy" decoding="async" onError={() => setIsBroken(true)} />;
  const { group } = kindOf(file.kind);
  return <span className={css.face} data-group={group} aria-hidden="true">{group === 'image' ? <Icon name="image" size={18} /> : <span className={css.ending}>{(endingOf(file.name) || group).slice(0, 4)}</span>}</span>;
}

/** "Image, 38 kB". */
export function useFileFacts(): (file: Pick<FileView, 'kind' | 'size'>) => string {
  const { t, locale, list } = useTexts();
  return ({ kind, size }) => list([t(`file.group.${kindOf(kind).group}`), sizeText(size, tagOf(locale))]);
}

export function FileCard({ file, isCompact = false }: { file: FileView; isCompact?: boolean }): ReactNode {
  const { t } = useTexts();
  const facts = useFileFacts();
  const [fault, setFault] = useState<unknown>(null);
  const remove = useWrite('files.remove', { invalidates: ['files.ofTicket', 'files.read', 'comments.list', 'tickets.timeline'] });
  const save = (): void => { setFault(null); download('files.content', {}, { id: file.id }).catch(setFault); };
  if (file.removed !== null) {
    const { by } = file.removed;
    return <li className={css.card} data-file={file.name} data-removed="true" data-compact={isCompact}><span className={css.face} aria-hidden="true"><Icon name="close" size={16} /></span><span className={css.words}><span className={css.name}><bdi>{file.name}</bdi></span><span className="secondary small">{t('file.removed', { name: by.name ?? by.id })}</span></span></li>;
  }
  return (
    <li className={css.card} data-file={file.name} data-compact={isCompact}>
      {file.isShown ? <a href={addressOfFile(file)} target="_blank" rel="noopener noreferrer" aria-label={t('file.open', { name: file.name })} className={css.picture}><FileFace file={file} /></a> : <FileFace file={file} />}
      <span className={css.words}>
        <button type="button" className={css.name} onClick={save} aria-label={t('file.download', { name: file.name })} title={file.name}><bdi>{file.name}</bdi></button>
        <span className="secondary small">{facts(file)}</span>
        <Marks file={file} />
      </span>
      {file.canRemove ? (
        <Popconfirm title={t('file.removeAsk')} description={t('file.removeText')} okText={t('file.removeYes')} cancelText={t('file.removeNo')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params: { id: file.id } })}>
          <Button type="text" size="small" className={css.remove} aria-label={t('file.remove', { name: file.name })} loading={remove.isPending} icon={<Icon name="trash" size={15} />} />
        </Popconfirm>
      ) : null}
      {fault || remove.error ? <div className={css.fault}><ErrorNotice fault={fault ?? remove.error} isCompact onRetry={fault ? save : () => remove.mutate({ params: { id: file.id } })} /></div> : null}
    </li>
  );
}

/** Who made it where no person sent it, and whether colleagues alone see it. With a message both stand there already. */
function Marks({ file }: { file: Pick<FileView, 'by' | 'comment' | 'visibility'> }): ReactNode {
  const { t } = useTexts();
  if (file.comment !== null || (file.by.kind === 'person' && file.visibility === 'public')) return null;
  return (
    <span className={css.marks}>
      {file.by.kind === 'machine' ? <span className="secondary small" data-mark="flow"><Icon name="flows" size={12} /> {t('file.byFlow')}</span> : null}
      {file.visibility === 'internal' ? <span className={css.internal} data-mark="internal"><Icon name="lock" size={11} /> {t('talk.internal')}</span> : null}
    </span>
  );
}

export function FileCards({ files, isCompact = false }: { files: readonly FileView[]; isCompact?: boolean }): ReactNode {
  const { t } = useTexts();
  if (files.length === 0) return null;
  return <ul className={css.cards} data-compact={isCompact} aria-label={t('file.title')}>{files.map((file) => <FileCard key={file.id} file={file} isCompact={isCompact} />)}</ul>;
}
