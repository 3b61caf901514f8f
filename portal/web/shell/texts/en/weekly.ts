/** English texts of reports that are sent every week, and of the files that come with notices. */
export const weeklyEn = {
  'weekly.button': 'Send every week', 'weekly.title': 'Sent every week', 'weekly.new': 'A new weekly report', 'weekly.edit': 'Change a weekly report', 'weekly.make': 'Send this every week',
  'weekly.about': 'Sent to you by mail, and kept in your mailbox here with the files.',
  'weekly.none': 'Nothing is sent to you yet', 'weekly.noneText': 'Have this page sent to you as PDF or as tables every week, under the filter you see.',
  'weekly.most': { one: 'There may be {count}. Change one you have, or remove it.', other: 'There may be {count}. Change one you have, or remove one.' },
  'weekly.gone': 'That report is not there any more.',
  'weekly.what': 'What is counted', 'weekly.weeks': 'About', 'weekly.span': { one: 'The last whole week', other: 'The last {count} whole weeks' }, 'weekly.weeksHint': 'Monday to Sunday; the week it is sent in is not counted yet.',
  'weekly.day': 'Sent on', 'weekly.time': 'At', 'weekly.zone': 'Time zone', 'weekly.locale': 'Language', 'weekly.formats': 'As',
  'weekly.format.pdf': 'PDF: figures, drawings and tables', 'weekly.format.csv': 'CSV: each table as a file for spreadsheets', 'weekly.noFormat': 'Choose at least one.',
  'weekly.send': 'Send every week', 'weekly.save': 'Save', 'weekly.change': 'Change', 'weekly.pause': 'Pause', 'weekly.resume': 'Resume', 'weekly.remove': 'Remove', 'weekly.removed': 'The weekly report was removed.',
  'weekly.when': '{day} at {time}, {zone}', 'weekly.everything': 'All teams, types and priorities', 'weekly.next': 'Next: {time}', 'weekly.paused': 'Paused: nothing is sent until you resume it.', 'weekly.never': 'Nothing was sent yet.', 'weekly.open': 'Open it in the mailbox',
  'weekly.last.sent': 'The last was sent {time}.', 'weekly.last.sending': 'The last was made {time} and is being sent.', 'weekly.last.queued': 'The last was made {time} and waits to be sent.', 'weekly.last.failed': 'The last could not be sent, {time}.', 'weekly.last.suppressed': 'The last was not sent, {time}.', 'weekly.last.skipped': 'The last was left out, {time}.', 'weekly.last.delayed': 'The last could not be made yet; it is tried again {again}.', 'weekly.last.forgotten': 'The last was made {time}.',
  'settings.reports': 'Weekly reports', 'weekly.all.link': "Everybody's weekly reports", 'weekly.all.about': 'Service levels that people have sent to them every week, with what became of the last. Here they are paused or removed, for instance when somebody has left. Only its owner changes what is in one.',
  'weekly.all.search': 'Search by owner', 'weekly.all.only': 'Which reports', 'weekly.all.only.all': 'All', 'weekly.all.only.inactive': 'Of people switched off', 'weekly.all.only.paused': 'Paused', 'weekly.all.none': 'Nobody has a report sent yet', 'weekly.all.noneText': 'Whoever reads service levels can have them sent every week, under any filter.', 'weekly.all.noneFound': 'No report fits',
  'weekly.all.noneFoundText': 'Look among all of them, or search for somebody else.', 'weekly.all.paused': 'Paused: nothing is sent until it is resumed.', 'weekly.all.removeAsk': 'Remove this weekly report of {name}?', 'weekly.all.removeWhat': 'Nothing is sent any more. This cannot be taken back.', 'weekly.all.removed': 'The weekly report of {name} was removed.',
  'notice.files': 'Files', 'notice.filesKept': 'Kept until {date}.', 'notice.filesOf': 'For {name} alone.',
} as const;
