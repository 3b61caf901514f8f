/** Says that the draft is not taken as it is, and leads to the steps that are wrong; without any, why. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { ApiFault } from '../../shell/api/client.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { wrongAt, wrongSteps } from './refused.ts';
import css from './DesignerPage.module.css';

export function RefusedNote({ fault, file, onShow }: { fault: ApiFault; file: FlowFile; onShow: (node: string | null) => void }): ReactNode {
  const { t, say } = useTexts();
  const steps = wrongSteps(fault, file);
  const isFlow = wrongAt(fault, '/name') !== null || wrongAt(fault, '/description') !== null;
  if (steps.length === 0 && !isFlow) return <ErrorNotice fault={fault} isKept isCompact />;
  return (
    <div className={css.note} role="alert">
      <strong>{t('flow.refused')}</strong> {t('flow.refusedAbout')} {steps.map((id) => <Button key={id} size="small" onClick={() => onShow(id)}>{say(file.nodes[id]?.name) || id}</Button>)}
      {isFlow ? <Button size="small" onClick={() => onShow(null)}>{t('flow.itself')}</Button> : null}
    </div>
  );
}
