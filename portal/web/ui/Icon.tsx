/** The portal's own line icons on a 20-unit square, 1.5 wide, in the colour of the text around them. */
import type { ReactNode } from 'react';

const paths = {
  home: 'M3.5 9 10 3.5 16.5 9v7a.8.8 0 0 1-.8.8h-3.4v-5H7.7v5H4.3a.8.8 0 0 1-.8-.8Z',
  work: 'M3.5 11h3.6l1.2 2.2h3.4L12.9 11h3.6M3.5 11v4.2c0 .6.4 1 1 1h11c.6 0 1-.4 1-1V11l-2-6.5H5.5Z',
  tickets: 'M3.5 7.2V5.5c0-.6.4-1 1-1h11c.6 0 1 .4 1 1v1.7a2.8 2.8 0 0 0 0 5.6v1.7c0 .6-.4 1-1 1h-11c-.6 0-1-.4-1-1v-1.7a2.8 2.8 0 0 0 0-5.6ZM8 8.2h4M8 11.8h4',
  approvals: 'M10 3 4 5.2v4.4c0 3.6 2.5 6.2 6 7.4 3.5-1.2 6-3.8 6-7.4V5.2ZM7.3 9.9l2 2 3.5-3.8',
  alarms: 'M5.2 13.5V9.2a4.8 4.8 0 0 1 9.6 0v4.3l1.4 1.6H3.8ZM8.3 17h3.4',
  flows: 'M3.2 6h4.2v4H3.2ZM12.6 3.2h4.2v4h-4.2ZM12.6 12.8h4.2v4h-4.2ZM7.4 8h2.2v-2.8h3M9.6 8v6.8h3',
  settings: 'M3 6h8.2M15.2 6H17M3 14h1.8M8.8 14H17M13.2 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  plus: 'M10 4v12M4 10h12', close: 'm5 5 10 10M15 5 5 15', check: 'm4.5 10.5 3.6 3.6 7.4-8', more: 'M5 10h.01M10 10h.01M15 10h.01',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4', filter: 'M3.5 5h13M6 10h8M8.5 15h3',
  chevronRight: 'm8 5 5 5-5 5', chevronDown: 'm5 8 5 5 5-5', arrowLeft: 'M16 10H4.5M9 5.5 4.5 10 9 14.5', arrowRight: 'M4 10h11.5M11 5.5l4.5 4.5-4.5 4.5', external: 'M8 4.5H4.5v11h11V12M11 4h5v5M16 4l-7 7',
  person: 'M10 9.6a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2ZM3.8 16.6c.6-3 3-4.6 6.2-4.6s5.6 1.6 6.2 4.6', people: 'M7.5 9.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.3 16c.4-2.7 2.4-4.2 5.2-4.2s4.8 1.5 5.2 4.2M12.7 4.1a2.7 2.7 0 0 1 0 5M14.6 12.2c1.7.6 2.8 1.9 3.1 3.8',
  device: 'M3.5 4.5h13v4.5h-13ZM3.5 11h13v4.5h-13ZM6.2 6.8h.01M6.2 13.2h.01M9 6.8h4.5M9 13.2h4.5', comment: 'M3.5 5c0-.6.4-1 1-1h11c.6 0 1 .4 1 1v7.5c0 .6-.4 1-1 1H9l-3.5 3v-3h-1c-.6 0-1-.4-1-1Z',
  lock: 'M5.5 9h9v7.5h-9ZM7.3 9V6.7a2.7 2.7 0 0 1 5.4 0V9', bolt: 'M11 2.8 4.8 11.2H9.5L8.8 17.2 15.2 8.6H10.5Z', clock: 'M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM10 6.3V10l2.6 1.7',
  message: 'M3.2 5h13.6v10H3.2ZM3.5 5.4 10 10.6l6.5-5.2', play: 'M6.5 4.3 15.5 10l-9 5.7Z', undo: 'M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5', redo: 'M16 8H8a4 4 0 0 0 0 8h4M16 8l-3.5-3.5M16 8l-3.5 3.5',
  warning: 'M10 3.4 17.2 16H2.8ZM10 8.2v3.6M10 13.8h.01', info: 'M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM10 9.3v4M10 6.7h.01', signOut: 'M8.5 4H4.5v12h4M12 6.5l3.5 3.5-3.5 3.5M15.2 10H8', link: 'M8.5 11.5a2.8 2.8 0 0 0 4 0l3-3a2.8 2.8 0 0 0-4-4l-.8.8M11.5 8.5a2.8 2.8 0 0 0-4 0l-3 3a2.8 2.8 0 0 0 4 4l.8-.8',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z', wrench: 'M12.4 7.6 4.8 15.2M15.8 6.5a3.6 3.6 0 0 1-5 4.3M9.2 9.2A3.6 3.6 0 0 1 13.5 4.2L11.6 6.1 12.4 7.6 13.9 8.4 15.8 6.5', refresh: 'M15.5 8A6 6 0 1 0 16 11.5M16 4v4h-4', trash: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6', inbox: 'M3.5 11h3.6l1.2 2.2h3.4L12.9 11h3.6M3.5 11v4.2c0 .6.4 1 1 1h11c.6 0 1-.4 1-1V11l-2-6.5H5.5Z',
  flag: 'M5 17V3.5M5 4.2h9.5L12.6 7.6l1.9 3.4H5', source: 'M10 5v10M6.2 7.2a5.4 5.4 0 0 0 0 5.6M13.8 7.2a5.4 5.4 0 0 1 0 5.6M3.6 5a9 9 0 0 0 0 10M16.4 5a9 9 0 0 1 0 10', letter: 'M3.5 3.5h9L16.5 7.5v9h-13ZM12.5 3.5v4h4M6.5 10.5h7M6.5 13.5h4',
} as const;
export type IconName = keyof typeof paths;

/** Decorative: the word beside it, or the label of its button, says what it means. */
export function Icon({ name, size = 18, title }: { name: IconName; size?: number; title?: string }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={name === 'more' ? 2.4 : 1.5} strokeLinecap="round" strokeLinejoin="round" focusable="false" {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}>
      <path d={paths[name]} />
    </svg>
  );
}
