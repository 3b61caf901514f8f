/** English texts of the document of the service levels, beside what the report says itself (domain/report). Those the page has too are the same, by the same key (templates.test.ts). */

export const levelsTextsEn = {
  'app.name': 'Signalbox',
  'doc.made': 'Made {time}', 'doc.zone': 'times in {zone}', 'doc.madeFor': 'Made for {name}',
  'levels.none': 'No promises in this period', 'levels.promise': 'Counted by', 'levels.definitions': 'What the words mean',
} as const;
