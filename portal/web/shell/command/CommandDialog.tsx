/** What is found as one types, and done with Enter. The field keeps the focus; arrows walk the list. */
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Modal } from 'antd';
import { Icon } from '../../ui/Icon.tsx';
import { useTexts } from '../texts/useTexts.tsx';
import { useCommands, type Command, type CommandGroup } from './commands.ts';
import { barClass, typedMost, type Typed } from './typed.ts';
import css from './CommandDialog.module.css';

/** `onStanding`: the field has the keyboard. `onClosed`: the dialog is gone. */
export interface CommandDialogProps { isOpen: boolean; typed: Typed; onTyped: (typed: Typed) => void; onStanding: () => void; onClose: () => void; onClosed: () => void }

export function CommandDialog({ isOpen, typed, onTyped, onStanding, onClose, onClosed }: CommandDialogProps): ReactNode {
  const { t } = useTexts();
  return (
    <Modal open={isOpen} onCancel={onClose} afterClose={onClosed} focusable={{ focusTriggerAfterClose: false }} footer={null} closable={false} destroyOnHidden width={640} className={`${css.modal} ${barClass}`} title={null} aria-label={t('command.open')} styles={{ body: { padding: 0 } }}>
      <CommandList typed={typed} onTyped={onTyped} onStanding={onStanding} onDone={onClose} />
    </Modal>
  );
}

/** Milliseconds after the last letter until the server is asked. */
const askAfterMs = 140;

function CommandList({ typed, onTyped, onStanding, onDone }: Pick<CommandDialogProps, 'typed' | 'onTyped' | 'onStanding'> & { onDone: () => void }): ReactNode {
  const { t } = useTexts();
  const { text, isEager } = typed;
  const asked = useLater(text, askAfterMs);
  const { groups, isSearching } = useCommands(asked);
  const flat = groups.flatMap((group) => group.commands);
  const [at, setAt] = useState(0);
  const current = Math.min(at, flat.length - 1);
  const id = useId();
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onDone();
    command.run();
  };
  const isShown = text === asked && !isSearching;
  const first = flat[0];
  const field = useRef<HTMLInputElement>(null);
  const takeOver = useEffectEvent(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(text.length, text.length);
    if (document.activeElement === field.current) onStanding();
  });
  useEffect(() => takeOver(), []);
  const runFirst = useEffectEvent(() => {
    onTyped({ ...typed, isEager: false });
    run(first);
  });
  useEffect(() => { if (isEager && isShown) runFirst(); }, [isEager, isShown, first]);
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && flat.length > 0) setAt((current + step + flat.length) % flat.length);
    else if (event.key === 'Enter') { if (text === asked) run(flat[current]); else onTyped({ ...typed, isEager: true }); }
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.bar}>
      <div className={css.field}>
        <Icon name="search" size={18} />
        <input
          ref={field} onFocus={onStanding} value={text} onChange={(event) => { onTyped({ ...typed, text: event.target.value, isEager: false }); setAt(0); }} onKeyDown={onKey} placeholder={t('command.placeholder')} aria-label={t('command.placeholder')} maxLength={typedMost} spellCheck={false} autoComplete="off"
          role="combobox" aria-expanded aria-controls={`${id}-list`} aria-activedescendant={flat[current] ? optionId(id, flat[current]) : undefined}
        />
      </div>
      <div className={css.list} id={`${id}-list`} role="listbox" aria-label={t('command.found')} aria-busy={isSearching}>
        {groups.map((group) => <Group key={group.title} group={group} current={flat[current] ?? null} id={id} onRun={run} />)}
        {flat.length === 0 ? <p className={css.nothing}>{isSearching ? t('loading') : t('command.nothing', { text: asked.trim() })}</p> : null}
      </div>
      <p className="visually-hidden" aria-live="polite">{isSearching ? '' : t('command.count', { count: flat.length })}</p>
    </div>
  );
}

function Group({ group, current, id, onRun }: { group: CommandGroup; current: Command | null; id: string; onRun: (command: Command) => void }): ReactNode {
  return (
    <div role="group" aria-label={group.title}>
      <p className={css.title} aria-hidden="true">{group.title}</p>
      {group.commands.map((command) => <Row key={command.id} command={command} isCurrent={command === current} id={optionId(id, command)} onRun={() => onRun(command)} />)}
    </div>
  );
}

function Row({ command, isCurrent, id, onRun }: { command: Command; isCurrent: boolean; id: string; onRun: () => void }): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => { if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' }); }, [isCurrent]);
  return (
    <div ref={row} id={id} role="option" aria-selected={isCurrent} className={css.row} data-command={command.id} onMouseDown={(event) => event.preventDefault()} onClick={onRun}>
      <Icon name={command.icon} size={18} /><bdi className="ellipsis">{command.title}</bdi>{command.note ? <bdi className={css.note}>{command.note}</bdi> : null}
    </div>
  );
}
const optionId = (list: string, command: Command): string => `${list}-${command.id.replace(/[^\w-]/g, '_')}`;

/** A value as it was `ms` ago at the earliest: the last of what changes quickly. */
function useLater<T>(value: T, ms: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms);
    return () => clearTimeout(timer);
  }, [ms, value]);
  return later;
}
