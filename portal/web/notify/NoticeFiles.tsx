/** The files that came with a notice, to take along: for whom it was sent to, as long as they are kept. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { NoticeView } from '#api/notify.api';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { download } from '../shell/api/download.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { dateTitle } from '../ui/time.ts';
import css from './NoticePane.module.css';

export function NoticeFiles({ notice: { id, files, isMine, recipientName } }: { notice: NoticeView }): ReactNode {
  const { t, locale } = useTexts();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const save = (name: string): void => {
    setFault(null);
    download('notices.file', {}, { id, name }).catch((thrown: unknown) => setFault(asFault(thrown)));
  };
  return (
    <section className={css.files} aria-label={t('notice.files')}>
      <h3>{t('notice.files')}</h3>
      <ul>
        {files.map(({ name, bytes }) => (
          <li key={name}>{isMine ? <Button size="small" icon={<Icon name="download" size={16} />} onClick={() => save(name)} data-file={name}><bdi>{name}</bdi></Button> : <bdi>{name}</bdi>} <span className="secondary small">{t('phrase.form.amount.kilobytes', { amount: Math.max(1, Math.round(bytes / 1000)) })}</span></li>
        ))}
      </ul>
      <p className="secondary small">{isMine ? t('notice.filesKept', { date: dateTitle(files[0]!.keptUntil, locale) }) : t('notice.filesOf', { name: recipientName })}</p>
      {fault ? <ErrorNotice fault={fault} isCompact /> : null}
    </section>
  );
}
