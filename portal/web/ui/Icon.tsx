/** The portal's own line icons on a 20-unit square, 1.5 wide, in the colour of the text around them. */
import type { ReactNode } from 'react';
import { stepIcons } from '#domain/flow/drawing/step-icons';

const paths = {
  ...stepIcons,
  home: 'M3.5 9 10 3.5 16.5 9v7a.8.8 0 0 1-.8.8h-3.4v-5H7.7v5H4.3a.8.8 0 0 1-.8-.8Z',
  bag: 'M4.5 7h11l-.8 9.2H5.3ZM7.3 9V6a2.7 2.7 0 0 1 5.4 0v3',
  work: 'M3.5 11h3.6l1.2 2.2h3.4L12.9 11h3.6M3.5 11v4.2c0 .6.4 1 1 1h11c.6 0 1-.4 1-1V11l-2-6.5H5.5Z',
  tickets: 'M3.5 7.2V5.5c0-.6.4-1 1-1h11c.6 0 1 .4 1 1v1.7a2.8 2.8 0 0 0 0 5.6v1.7c0 .6-.4 1-1 1h-11c-.6 0-1-.4-1-1v-1.7a2.8 2.8 0 0 0 0-5.6ZM8 8.2h4M8 11.8h4',
  alarms: 'M5.2 13.5V9.2a4.8 4.8 0 0 1 9.6 0v4.3l1.4 1.6H3.8ZM8.3 17h3.4',
  flows: 'M3.2 6h4.2v4H3.2ZM12.6 3.2h4.2v4h-4.2ZM12.6 12.8h4.2v4h-4.2ZM7.4 8h2.2v-2.8h3M9.6 8v6.8h3',
  insight: 'M3.5 3.5v13h13M7 13.5V10M10.5 13.5V6.5M14 13.5V8.5',
  paperclip: 'm15.5 9.3-5.9 5.9a3.3 3.3 0 0 1-4.7-4.7l6.2-6.2a2.2 2.2 0 0 1 3.1 3.1l-6.1 6.1a1.1 1.1 0 0 1-1.6-1.6l5.5-5.5',
  image: 'M3.5 4.5h13v11h-13ZM7 9.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4ZM3.8 14l3.7-3.4 2.4 2.1 3-3.2 3.4 3.4',
  download: 'M10 3.5v9M6.2 9 10 12.8 13.8 9M4 16.5h12',
  settings: 'M3 6h8.2M15.2 6H17M3 14h1.8M8.8 14H17M13.2 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  check: 'm4.5 10.5 3.6 3.6 7.4-8', more: 'M5 10h.01M10 10h.01M15 10h.01',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  chevronRight: 'm8 5 5 5-5 5', chevronDown: 'm5 8 5 5 5-5', arrowLeft: 'M16 10H4.5M9 5.5 4.5 10 9 14.5', arrowRight: 'M4 10h11.5M11 5.5l4.5 4.5-4.5 4.5', external: 'M8 4.5H4.5v11h11V12M11 4h5v5M16 4l-7 7',
  people: 'M7.5 9.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.3 16c.4-2.7 2.4-4.2 5.2-4.2s4.8 1.5 5.2 4.2M12.7 4.1a2.7 2.7 0 0 1 0 5M14.6 12.2c1.7.6 2.8 1.9 3.1 3.8',
  device: 'M3.5 4.5h13v4.5h-13ZM3.5 11h13v4.5h-13ZM6.2 6.8h.01M6.2 13.2h.01M9 6.8h4.5M9 13.2h4.5', comment: 'M3.5 5c0-.6.4-1 1-1h11c.6 0 1 .4 1 1v7.5c0 .6-.4 1-1 1H9l-3.5 3v-3h-1c-.6 0-1-.4-1-1Z',
  lock: 'M5.5 9h9v7.5h-9ZM7.3 9V6.7a2.7 2.7 0 0 1 5.4 0V9',
  history: 'M3.6 10a6.6 6.6 0 1 0 2-4.7L3.6 7.2M3.6 3.6v3.6h3.6M10 6.5V10l2.5 1.6',
  undo: 'M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5', redo: 'M16 8H8a4 4 0 0 0 0 8h4M16 8l-3.5-3.5M16 8l-3.5 3.5',
  info: 'M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM10 9.3v4M10 6.7h.01', signOut: 'M8.5 4H4.5v12h4M12 6.5l3.5 3.5-3.5 3.5M15.2 10H8', link: 'M8.5 11.5a2.8 2.8 0 0 0 4 0l3-3a2.8 2.8 0 0 0-4-4l-.8.8M11.5 8.5a2.8 2.8 0 0 0-4 0l-3 3a2.8 2.8 0 0 0 4 4l.8-.8',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z', refresh: 'M15.5 8A6 6 0 1 0 16 11.5M16 4v4h-4', trash: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6', inbox: 'M3.5 11h3.6l1.2 2.2h3.4L12.9 11h3.6M3.5 11v4.2c0 .6.4 1 1 1h11c.6 0 1-.4 1-1V11l-2-6.5H5.5Z',
  calendar: 'M3.8 5.3h12.4v11H3.8ZM3.8 8.8h12.4M7 3.5v3M13 3.5v3', clock: 'M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM10 6.2V10l2.6 1.6',
  beside: 'M3.5 4.5h13v11h-13ZM11.8 4.5v11',
  source: 'M10 5v10M6.2 7.2a5.4 5.4 0 0 0 0 5.6M13.8 7.2a5.4 5.4 0 0 1 0 5.6M3.6 5a9 9 0 0 0 0 10M16.4 5a9 9 0 0 1 0 10',
} as const;
export type IconName = keyof typeof paths;

/** Those that point along the line of reading: mirrored where it runs from right to left (base.css). */
const mirrored: ReadonlySet<IconName> = new Set(['chevronRight', 'arrowLeft', 'arrowRight', 'external', 'signOut', 'beside']);

/** Decorative: the word beside it, or the label of its button, says what it means. */
/** `className` is set by what lays it out: menus keep their distance by it. */
export function Icon({ name, size = 18, title, className }: { name: IconName; size?: number; title?: string; className?: string | undefined }): ReactNode {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={name === 'more' ? 2.4 : 1.5} strokeLinecap="round" strokeLinejoin="round" focusable="false" data-mirrored={mirrored.has(name) || undefined} {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}>
      <path d={paths[name]} />
    </svg>
  );
}
