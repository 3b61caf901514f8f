/** What can be wrong with a value that does not fit its shape, as half sentences. */
export const issuePhrases = {
  'issue.missing': 'it is missing', 'issue.type': 'expected {expected}',
  'issue.one-of': 'expected one of: {values}', 'issue.one-of-not': 'expected one of {values}, not {given}', 'issue.exactly': 'expected {values}',
  'issue.format': 'it does not have the expected form', 'issue.mail': 'a mail address such as name@example.com is needed', 'issue.address': 'a web address such as https://example.com is needed', 'issue.none-fits': 'it fits none of the allowed forms', 'issue.key': 'a name in it is not usable', 'issue.element': 'an entry in it is not usable',
  'issue.unknown-fields': 'nobody knows the fields {fields}', 'issue.step': 'a multiple of {limit} is needed', 'issue.unfit': 'the value cannot be used',
  'issue.short.character': 'at least one character is needed', 'issue.short.characters': 'at least {limit} characters are needed', 'issue.short.entry': 'at least one entry is needed', 'issue.short.entries': 'at least {limit} entries are needed',
  'issue.small': 'it must be {limit} or more', 'issue.small-edge': 'it must be more than {limit}',
  'issue.long.character': 'at most one character is allowed', 'issue.long.characters': 'at most {limit} characters are allowed', 'issue.long.entry': 'at most one entry is allowed', 'issue.long.entries': 'at most {limit} entries are allowed',
  'issue.great': 'it must be {limit} or less', 'issue.great-edge': 'it must be less than {limit}',
  'type.string': 'a text', 'type.number': 'a number', 'type.integer': 'a whole number', 'type.boolean': 'yes or no', 'type.object': 'an object', 'type.array': 'a list', 'type.null': 'nothing', 'type.date': 'a date',
} as const;
