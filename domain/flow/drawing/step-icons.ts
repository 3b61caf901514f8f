/** Line icons of steps on a square of 20 units, as SVG path data: 1.5 wide, not filled. The portal's other icons are its own (ui/Icon.tsx). */
export const stepIcons = {
  play: 'M6.5 4.3 15.5 10l-9 5.7Z',
  flag: 'M5 17V3.5M5 4.2h9.5L12.6 7.6l1.9 3.4H5',
  person: 'M10 9.6a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2ZM3.8 16.6c.6-3 3-4.6 6.2-4.6s5.6 1.6 6.2 4.6',
  bolt: 'M11 2.8 4.8 11.2H9.5L8.8 17.2 15.2 8.6H10.5Z',
  filter: 'M3.5 5h13M6 10h8M8.5 15h3',
  clock: 'M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM10 6.3V10l2.6 1.7',
  message: 'M3.2 5h13.6v10H3.2ZM3.5 5.4 10 10.6l6.5-5.2',
  flows: 'M3.2 6h4.2v4H3.2ZM12.6 3.2h4.2v4h-4.2ZM12.6 12.8h4.2v4h-4.2ZM7.4 8h2.2v-2.8h3M9.6 8v6.8h3',
  approvals: 'M10 3 4 5.2v4.4c0 3.6 2.5 6.2 6 7.4 3.5-1.2 6-3.8 6-7.4V5.2ZM7.3 9.9l2 2 3.5-3.8',
  letter: 'M3.5 3.5h9L16.5 7.5v9h-13ZM12.5 3.5v4h4M6.5 10.5h7M6.5 13.5h4',
  wrench: 'M12.4 7.6 4.8 15.2M15.8 6.5a3.6 3.6 0 0 1-5 4.3M9.2 9.2A3.6 3.6 0 0 1 13.5 4.2L11.6 6.1 12.4 7.6 13.9 8.4 15.8 6.5',
  close: 'm5 5 10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  ring: 'M10 15.6a5.6 5.6 0 1 0 0-11.2 5.6 5.6 0 0 0 0 11.2Z',
  some: 'M10 4v12M4 10h12M5.8 5.8l8.4 8.4M14.2 5.8l-8.4 8.4',
  pentagon: 'M10 3.6 16.4 8.3 14 15.8H6L3.6 8.3Z',
  raise: 'M10 16.2V4.4M5.2 9.2 10 4.4l4.8 4.8',
  warning: 'M10 3.4 17.2 16H2.8ZM10 8.2v3.6M10 13.8h.01',
} as const;
export type StepIcon = keyof typeof stepIcons;
