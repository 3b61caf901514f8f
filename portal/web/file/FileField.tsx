/** A field of a form that takes a file, or several: its answer is what the files are called here. Loaded with the form. */
import { useRef, type ReactNode } from 'react';
import type { WidgetProps } from '@rjsf/utils';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { isIdText } from './answer.ts';
import { AddFiles, DropCover, FileTray } from './FileTray.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useUploads } from './useUploads.ts';
import css from './FileField.module.css';

export function FileField({ id, value, multiple = false, schema, disabled = false, readonly = false, onChange, options }: WidgetProps): ReactNode {
  const { t } = useTexts();
  const isList = multiple || Array.isArray(value);
  const ids = (Array.isArray(value) ? value : [value] as unknown[]).filter(isIdText);
  const most = isList ? schema.maxItems ?? 10 : 1;
  // Answers of the portal come later than the field is drawn.
  const latest = useRef(onChange);
  latest.current = onChange;
  const uploads = useUploads({ ids, most, onIds: (next) => latest.current(next.length === 0 ? options.emptyValue : isList ? [...next] : next.at(-1)) });
  const isOff = disabled || readonly;
  const drop = useFileDrop(uploads, isOff);
  const isFull = uploads.ids.length + uploads.onTheWay.length >= most;
  return (
    <div className={css.field} data-file-field={id} data-busy={uploads.state !== 'ready'} {...drop.handlers}>
      <FileTray uploads={uploads} isDisabled={isOff} />
      {isFull ? null : <AddFiles uploads={uploads} isSingle={!isList} isDisabled={isOff} id={id} />}
      {uploads.state === 'ready' ? null : <span className="secondary small" role="status">{t(uploads.state === 'busy' ? 'file.busy' : 'file.faulty')}</span>}
      <DropCover isOver={drop.isOver} />
    </div>
  );
}
