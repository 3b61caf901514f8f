/**
 * Ids of what people tell a run. A run knows repeats by their id alone, timers, results of activities and alarms included: what a person's client chose
 * stands in that person's own part of the ids, so that nobody can take the id of somebody else's command, or of news that is still to come.
 */
const own = 'by';

/** `by/<person>/<id>`: the id of a command in its run. */
export const commandIdOf = (person: string, id: string): string => `${own}/${encodeURIComponent(person)}/${id}`;

/** The id as the person's client gave it; any other id as it is. */
export const givenIdOf = (commandId: string): string => new RegExp(`^${own}/[^/]*/(.+)$`, 's').exec(commandId)?.[1] ?? commandId;
