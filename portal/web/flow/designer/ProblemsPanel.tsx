/** What is wrong with the draft, worst first; each finding leads to its step, and a trace can be played on the drawing. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { ApiFault } from '../../shell/api/client.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { CheckResult } from './useFlowCheck.ts';
import css from './ProblemsPanel.module.css';

type Found = CheckResult['findings'][number];
const rank = { error: 0, warning: 1, info: 2 } as const;
const mark = { error: 'critical', warning: 'warning', info: 'info' } as const;

export interface ProblemsPanelProps { check: CheckResult | null; /** Why the drawing as it stands is not checked. */ fault: ApiFault | null; file: FlowFile; onShow: (finding: Found) => void; onFollow: (trace: string[], message: string) => void }

function Verdict({ check }: { check: CheckResult }): ReactNode {
  const { t } = useTexts();
  const { verdict, statesSeen } = check.soundness;
  // Steps that are incomplete are not walked through; the findings say what is missing.
  if (verdict === 'not-proven' && statesSeen === 0) return null;
  if (verdict === 'sound') return <p className={css.verdict}><StateMark state="ok" isSilent /> {t('flow.sound')}</p>;
  return <p className={css.verdict}><StateMark state={verdict === 'unsound' ? 'critical' : 'warning'} isSilent /> {verdict === 'unsound' ? t('flow.unsound') : t('flow.notProven', { states: statesSeen })}</p>;
}

export function ProblemsPanel({ check, fault, file, onShow, onFollow }: ProblemsPanelProps): ReactNode {
  const { t, say, tell } = useTexts();
  if (fault) return <ErrorNotice fault={fault} isCompact />;
  if (!check) return <p className={css.waiting}>{t('flow.checking')}</p>;
  const nameOf = (id: string) => say(file.nodes[id]?.name) || id;
  if (check.findings.length === 0) return <EmptyState isCompact icon="check" title={t('flow.problemsNone')} text={check.soundness.verdict === 'sound' ? t('flow.problemsNoneAbout') : t('flow.notProven', { states: check.soundness.statesSeen })} />;
  return (
    <div className={css.panel}>
      <Verdict check={check} />
      <ul className={css.list}>
        {[...check.findings].sort((a, b) => rank[a.severity] - rank[b.severity]).map((finding) => ({ finding, ...tell(finding) })).map(({ finding, message, fix }, at) => (
          <li key={at} className={css.finding} data-finding={finding.code}>
            <button type="button" className={css.show} onClick={() => onShow(finding)}>
              <StateMark state={mark[finding.severity]} />
              <span className={css.words}>
                <span><bdi>{message}</bdi></span>
                <span className="secondary small"><bdi>{fix}</bdi>{finding.field ? <> <code>{finding.field}</code></> : null}</span>
              </span>
            </button>
            {finding.trace && finding.trace.length > 0 ? (
              <div className={css.trace}>
                <span className="secondary small">{t('flow.trace')}: <bdi>{finding.trace.map(nameOf).join(' → ')}</bdi></span>
                <Button size="small" type="link" onClick={() => onFollow(finding.trace ?? [], message)}>{t('flow.playTrace')}</Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
