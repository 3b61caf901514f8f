/** The token log in words, newest first, the older on request: what entered and left which step, when and by whom. */
import type { ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import { usePages } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { returnOf, wordOf } from './log-words.ts';
import css from './TokenLog.module.css';

const nameOfActor = (by: unknown): string | null => (typeof by === 'object' && by !== null && 'name' in by && typeof by.name === 'string' ? by.name : null);

export function TokenLog({ ticketKey, run, file, onShow }: { ticketKey: string; run: number; file: FlowFile; onShow: (node: string) => void }): ReactNode {
  const { t, say } = useTexts();
  const log = usePages('tickets.log', { params: { key: ticketKey }, query: { run, limit: 200, order: 'newest' } });
  const lines = (log.items ?? []).flatMap((line) => {
    const word = wordOf(line);
    return word === null ? [] : [{ ...line, word, returned: returnOf(line) }];
  });
  return (
    <>
      <h2 className={css.head}>{t('run.log')}</h2>
      {log.error && !log.items ? <ErrorNotice fault={log.error} isCompact onRetry={log.retry} /> : null}
      <ol className={css.list}>
        {lines.map((line) => (
          <li key={line.seq} className={css.line} data-seq={line.seq} data-type={line.type}>
            <button type="button" onClick={() => onShow(line.node ?? '')}><span className={css.type}>{t(line.word)}</span> <bdi>{say(file.nodes[line.node ?? '']?.name) || line.node}</bdi></button>
            {line.returned ? <span className={`${css.returned} plain-text`} data-returned><strong>{t('task.returnedTo', { step: say(file.nodes[line.returned.to]?.name) || line.returned.to })}</strong> <bdi>{line.returned.comment}</bdi></span> : null}
            <span className="secondary small"><RelativeTime at={line.at} />{nameOfActor(line.by) ? <> · <bdi>{nameOfActor(line.by)}</bdi></> : null}</span>
          </li>
        ))}
      </ol>
      <MoreRows list={log} shown={lines.length} />
    </>
  );
}
