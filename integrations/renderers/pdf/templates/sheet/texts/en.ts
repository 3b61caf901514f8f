/** English texts of documents that flows write. Those the portal has too are the same, by the same key (templates.test.ts). */

export const sheetTextsEn = {
  'app.name': 'Signalbox',
  'facts.yes': 'Yes', 'facts.no': 'No', 'talk.internal': 'Internal',
  'doc.made': 'Made {time}', 'doc.zone': 'times in {zone}', 'doc.byFlow': 'Made by the flow of this ticket', 'doc.forColleagues': 'For colleagues. Do not hand it on.',
} as const;
