/** Published versions, newest first: who, when, why, and how many runs are on each. Choosing one shows its drawing. */
import type { ReactNode } from 'react';
import type { ResponseOf } from '#api/routes';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './VersionsPanel.module.css';

type Version = ResponseOf<'flows.read'>['versions'][number];
export function VersionsPanel({ versions, running, shown, onShow }: { versions: readonly Version[]; running: Readonly<Record<string, number>>; shown: number | null; onShow: (version: number) => void }): ReactNode {
  const { t } = useTexts();
  if (versions.length === 0) return <p className="secondary">{t('flow.unpublished')}</p>;
  return (
    <ul className={css.list}>
      {versions.map((version) => (
        <li key={version.version}>
          <button type="button" className={css.row} data-version={version.version} aria-pressed={shown === version.version} onClick={() => onShow(version.version)}>
            <strong>{t('flow.version', { version: version.version })}</strong>
            <span className="secondary"><bdi>{version.publishedBy.name ?? version.publishedBy.id}</bdi> · <RelativeTime at={version.publishedAt} /></span>
            <span className={css.note}>{version.verdict === 'not-proven' ? <span className={css.unproven}>{t('flow.verdictNotProven')}</span> : null}<bdi>{version.note}</bdi></span>
            <span className="secondary">{running[String(version.version)] ? t('flow.running', { count: running[String(version.version)] ?? 0 }) : t('flow.runningNone')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
