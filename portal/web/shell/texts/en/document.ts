/** English texts of documents as PDF. */
export const documentEn = {
  'document.pdf': 'PDF', 'document.pdfOf': 'PDF of {key}', 'document.command': 'Make a PDF of {key}', 'document.about': 'Everything on this ticket that you may read: facts, clocks, the drawing, messages and the timeline, as it stands now.', 'document.voice': 'In the language you read this in, times in {zone}.',
  'document.withInternal': 'With the notes that only colleagues read', 'document.withInternalHint': 'They are marked. Do not give such a PDF to the requester.', 'document.make': 'Make PDF', 'document.again': 'Make it again',
  'document.waiting': 'It waits for its turn', 'document.rendering': 'It is being made', 'document.retrying': 'It is being made, try {attempt}', 'document.mayLeave': 'You may close this and come back.', 'document.ready': '{file} is ready', 'document.size': { one: '{count} page, {size} KB', other: '{count} pages, {size} KB' },
  'document.download': 'Download', 'document.kept': 'It can be fetched until {time}.',
} as const;
