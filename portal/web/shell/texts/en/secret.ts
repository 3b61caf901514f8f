/** English texts of stored secrets in the settings. */
export const secretEn = {
  'settings.secrets': 'Secrets', 'secret.about': 'What flows show to devices, what proves the senders of alarms, and what a mail server asks for. Values are encrypted at rest and never shown again; flows and sources know them by name.', 'secret.none': 'No secret yet',
  'secret.noneText': 'Store what a step of a flow needs to sign in somewhere; the flow then names it and never holds it.', 'secret.new': 'New secret', 'secret.all': 'All secrets', 'secret.store': 'Store', 'secret.changeOf': 'Change the secret {name}', 'secret.rotate': 'New value or hosts',
  'secret.name': 'Name', 'secret.use': 'For', 'secret.use.flow': 'Steps of flows', 'secret.use.source': 'Senders of alarms', 'secret.use.channel': 'The mail server', 'secret.value': 'Value', 'secret.valueHint': 'It is not shown again, here or anywhere.',
  'secret.valueStays': 'Left empty, the value that is there stays. A new one holds at once.', 'secret.hosts': 'May go to', 'secret.hostsHint': 'Hosts with or without a port, such as 10.0.0.5 or device.example:8443. Without any, it may go anywhere.', 'secret.anywhere': 'anywhere',
  'secret.nowhere': 'nowhere: it is only compared', 'secret.usedBy': 'Used by', 'secret.unused': 'nothing', 'secret.mail': 'Mail server', 'secret.set': 'Set', 'secret.onServer': 'on the server', 'secret.removeAsk': 'Remove the secret “{name}”?', 'secret.removeWhat': 'It cannot be brought back.',
} as const;
