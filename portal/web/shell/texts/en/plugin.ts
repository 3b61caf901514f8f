/** English texts of settings that are drawn from the catalogue of plug-ins. */
export const pluginEn = {
  'plugin.as': '{field}: given as', 'plugin.as.value': 'Value', 'plugin.as.formula': 'Formula', 'plugin.as.secret': 'Secret',
  'plugin.secretName': 'Name of the secret', 'plugin.formula': '{field}: formula', 'plugin.more': { one: '{count} more setting', other: '{count} more settings' }, 'plugin.members': { one: '{count} setting', other: '{count} settings' },
  'plugin.others': 'Inputs this activity does not know', 'plugin.addEntry': 'Add an entry', 'plugin.entry': 'Entry {number}', 'plugin.result': 'What comes back', 'plugin.help': 'How it works',
} as const;
