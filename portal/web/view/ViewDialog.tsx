/** Names a view and says whom it is for. What is typed is kept until it was saved. */
import { useState, type ReactNode } from 'react';
import { Button, Input, Modal, Select } from 'antd';
import { viewLimits } from '#domain/view/view.schema';
import type { SavedViewView } from '#api/view.api';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { useSaying } from '../shell/api/said.ts';
import { useKept } from '../shell/kept/useKept.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import type { Views } from './useViews.ts';
import css from './ViewTabs.module.css';

export type ViewDialogOf = { kind: 'new' } | { kind: 'edit'; view: SavedViewView };
interface Draft { name: string; team: string | null }
/** Stands for "only me" in the list of teams. */
const onlyMe = '';

export function ViewDialog({ views, dialog, onClose }: { views: Views; dialog: ViewDialogOf; onClose: () => void }): ReactNode {
  const { t, say } = useTexts();
  const edited = dialog.kind === 'edit' ? dialog.view : null;
  const place = edited ? `view.${edited.id}` : 'view.new';
  const [draft, setDraft, clear] = useKept<Draft>(place, { name: edited?.name ?? '', team: edited?.team ?? null });
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const saying = useSaying();
  const name = draft.name.trim();
  // A team one may not share with keeps a view it has.
  const teams = edited?.team && !views.teams.some(({ id }) => id === edited.team) ? [...views.teams, { id: edited.team, name: edited.teamName ?? { en: edited.team } }] : views.teams;
  const save = async (): Promise<void> => {
    if (name === '') return;
    setIsBusy(true);
    setFault(null);
    const content = { name, team: draft.team, search: edited ? edited.search : views.filters };
    try {
      if (edited) await views.change(edited, content);
      else await views.save(content, saying.keyOf(JSON.stringify(content)));
      saying.done();
      clear();
      onClose();
    } catch (thrown) {
      const refused = asFault(thrown);
      saying.failed(refused);
      setFault(refused);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Modal
      open onCancel={onClose} title={t(edited ? 'view.edit' : 'view.saveNew')} destroyOnHidden width={440}
      footer={[<Button key="back" onClick={onClose}>{t('action.back')}</Button>, <Button key="do" type="primary" disabled={name === ''} loading={isBusy} onClick={() => void save()}>{t('view.save')}</Button>]}
    >
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className={css.field}><label htmlFor="view-name">{t('view.name')}</label><Input id="view-name" autoFocus value={draft.name} maxLength={viewLimits.nameChars} onChange={(event) => setDraft({ ...draft, name: event.target.value })} /></div>
        {teams.length > 0 ? (
          <div className={css.field}>
            <label htmlFor="view-team">{t('view.for')}</label>
            <Select id="view-team" value={draft.team ?? onlyMe} disabled={edited !== null && edited.team !== null && views.teams.length === 0} onChange={(team: string) => setDraft({ ...draft, team: team === onlyMe ? null : team })} options={[{ value: onlyMe, label: t('view.forMe') }, ...teams.map((team) => ({ value: team.id, label: <bdi>{say(team.name)}</bdi> }))]} />
            <p className="secondary small">{t('view.forHint')}</p>
          </div>
        ) : null}
        {fault ? <ErrorNotice fault={fault} isCompact isKept /> : null}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
