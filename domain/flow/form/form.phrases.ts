/** Words inside the messages about forms: shapes of keywords, types of fields, what to write in place of a keyword. */
export const formPhrases = {
  'form.whole': 'The form', 'form.entry': '{list}, entry {number},',
  'form.type.string': 'a text', 'form.type.number': 'a number', 'form.type.integer': 'a whole number', 'form.type.boolean': 'yes or no', 'form.type.object': 'a group of fields', 'form.type.array': 'a list', 'form.type.null': 'empty',
  'form.pattern': 'It must match {pattern}',
  'form.amount.sub-schemas': '{amount} sub-schemas', 'form.amount.choices': '{amount} choices', 'form.amount.characters': '{amount} characters', 'form.amount.kilobytes': '{amount} KB', 'form.amount.values': '{amount} values',
  'form.shape.schema': 'a schema', 'form.shape.schemas': 'a list of schemas', 'form.shape.named-schemas': 'schemas by name', 'form.shape.texts': 'a list of names', 'form.shape.named-texts': 'lists of names by name', 'form.shape.text': 'a text',
  'form.shape.count': 'a whole number of 0 or more', 'form.shape.number': 'a number', 'form.shape.positive-number': 'a number above 0', 'form.shape.boolean': 'true or false', 'form.shape.values': 'a list', 'form.shape.any': 'a value',
  'form.shape.type': 'one or more of null, boolean, object, array, number, integer, string', 'form.shape.reference': 'a reference such as "#/$defs/name"', 'form.shape.pattern': 'a pattern', 'form.shape.format': 'the name of a format', 'form.shape.object': 'an object',
  'form.instead.id': 'A form is known by its flow; leave it out.', 'form.instead.anchor': 'Write "#/$defs/name" where it is used.', 'form.instead.dynamic-ref': 'Write "#/$defs/name".', 'form.instead.recursion': 'Write the levels the form really has.', 'form.instead.vocabulary': 'Leave it out.',
  'form.instead.pattern-properties': 'Name the fields in "properties", or use "additionalProperties" with "propertyNames".', 'form.instead.dependencies': 'Write "dependentRequired" or "dependentSchemas".', 'form.instead.additional-items': 'Write "items" beside "prefixItems".',
} as const;
