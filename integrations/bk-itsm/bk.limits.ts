/** How large a file with process definitions may be that is read: many processes with every setting of theirs stay below. */
export const bkLimits = Object.freeze({ bytes: 10 * 1024 * 1024, depth: 60, values: 500_000, states: 1_000, fields: 5_000, flows: 200 });
