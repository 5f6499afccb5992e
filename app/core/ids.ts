/** Whether a text has the form of an id; says nothing about whether the thing exists. */
export const isId = (value: unknown): value is string => typeof value === "string" && /^[0-9a-z]{14}$/.test(value);
