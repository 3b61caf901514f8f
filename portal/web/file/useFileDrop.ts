/** Files that are dropped on a part of a page, or pasted into it. Text that is pasted stays text. */
import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { tagOf } from '../shell/reader/reader.ts';
import type { Uploads } from './useUploads.ts';

export interface FileDrop {
  /** Files are held over it. */
  isOver: boolean;
  handlers: { onDragEnter: (event: DragEvent) => void; onDragOver: (event: DragEvent) => void; onDragLeave: (event: DragEvent) => void; onDrop: (event: DragEvent) => void; onPaste: (event: ClipboardEvent) => void };
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
/** Folders have no bytes of their own. */
const filesOf = (transfer: DataTransfer): File[] => {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  return [...transfer.files].filter((_, at) => items[at]?.webkitGetAsEntry()?.isDirectory !== true);
};

export function useFileDrop({ add }: Pick<Uploads, 'add'>, isDisabled = false): FileDrop {
  const { t, locale } = useTexts();
  // Children are entered before their parent is left.
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  const enter = (step: number): void => { depth.current += step; setIsOver(depth.current > 0); };
  /** What a screenshot is called by the system means nothing. */
  const nameOf = (file: File, at: number): string => {
    if (file.name !== 'image.png' && file.name !== '') return file.name;
    const time = new Intl.DateTimeFormat(tagOf(locale), { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(Date.now()).replace(/[^\d]+/g, '.');
    return `${t('file.pasted', { time })}${at > 0 ? ` ${at + 1}` : ''}.${file.type.split('/')[1] ?? 'png'}`;
  };
  return {
    isOver,
    handlers: {
      onDragEnter: (event) => { if (hasFiles(event) && !isDisabled) enter(1); },
      onDragOver: (event) => { if (hasFiles(event)) event.preventDefault(); },
      onDragLeave: (event) => { if (hasFiles(event) && !isDisabled) enter(-1); },
      onDrop: (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        depth.current = 0;
        setIsOver(false);
        if (!isDisabled) add(filesOf(event.dataTransfer));
      },
      onPaste: (event) => {
        const files = filesOf(event.clipboardData);
        if (files.length === 0 || isDisabled || event.clipboardData.types.includes('text/plain')) return;
        event.preventDefault();
        event.stopPropagation();
        add(files, nameOf);
      },
    },
  };
}
