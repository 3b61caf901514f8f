/** The head of the studio: which flow and which state of it, undo, versions, check, publish. */
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { Design } from './useDesign.ts';
import css from './DesignerPage.module.css';

export interface DesignerBarProps {
  name: string; design: Design; isReadOnly: boolean; mayPublish: boolean;
  latestVersion: number | null;
  /** The published version being looked at; null for the draft. */
  version: number | null;
  findings: { count: number; errors: number };
  /** Null: nothing begins it from outside. */
  onStarts: (() => void) | null;
  onDraft: () => void; onVersions: () => void; onProblems: () => void; onPublish: () => void;
}

const saveWords = { offline: 'flow.offline', saving: 'flow.saving', dirty: 'flow.unsaved', stale: 'flow.unsaved', refused: 'flow.refused' } as const;

function SaveNote({ design }: { design: Design }): ReactNode {
  const { t } = useTexts();
  if (design.saveState === 'saved') return <span className={`${css.saved} secondary small`} data-save="saved">{design.savedAt ? <>{t('flow.saved')} <RelativeTime at={design.savedAt} /></> : null}</span>;
  return <span className={`${css.saved} secondary small`} data-save={design.saveState} role="status">{t(saveWords[design.saveState])}</span>;
}

/** Why the draft cannot be published at this moment; empty when it can. */
function useWhyNot(design: Design): string {
  const { t, tell } = useTexts();
  if (!design.hasChanges) return t('flow.nothingToPublish');
  if (design.saveState !== 'saved') return t(saveWords[design.saveState]);
  if (design.checkFault) return tell(design.checkFault.shape).message;
  return design.isCheckCurrent ? '' : t('flow.checking');
}

export function DesignerBar({ name, design, isReadOnly, mayPublish, latestVersion, version, findings, onStarts, onDraft, onVersions, onProblems, onPublish }: DesignerBarProps): ReactNode {
  const { t } = useTexts();
  const whyNot = useWhyNot(design);
  const state = version !== null ? t('flow.lookingAt', { version }) : latestVersion === null ? t('flow.firstDraft') : design.hasChanges ? t('flow.draftOf', { version: latestVersion }) : t('flow.version', { version: latestVersion });
  return (
    <header className={css.bar}>
      <div className={css.words}>
        <h1 className="one-line"><bdi>{name}</bdi></h1>
        <span className={css.state}>{state}</span>
        {version === null ? <SaveNote design={design} /> : <Button size="small" onClick={onDraft}>{t('flow.backToDraft')}</Button>}
      </div>
      <div className={css.actions}>
        {isReadOnly ? null : (
          <>
            <Tooltip title={`${t('flow.undo')} (Ctrl Z)`}><Button type="text" aria-label={t('flow.undo')} disabled={!design.canUndo} icon={<Icon name="undo" />} onClick={design.undo} /></Tooltip>
            <Tooltip title={`${t('flow.redo')} (Ctrl Y)`}><Button type="text" aria-label={t('flow.redo')} disabled={!design.canRedo} icon={<Icon name="redo" />} onClick={design.redo} /></Tooltip>
          </>
        )}
        {onStarts === null ? null : <Button data-action="starts" onClick={onStarts}>{t('starts.title')}</Button>}
        <Button onClick={onVersions}>{t('flow.versions')}</Button>
        {isReadOnly ? null : <Button data-action="check" danger={findings.errors > 0} onClick={onProblems}>{findings.count > 0 ? t('flow.checkCount', { count: findings.count }) : t('flow.check')}</Button>}
        {isReadOnly || !mayPublish ? null : <Tooltip title={whyNot}><Button type="primary" data-action="publish" disabled={whyNot !== ''} onClick={onPublish}>{t('flow.publish')}</Button></Tooltip>}
      </div>
    </header>
  );
}
