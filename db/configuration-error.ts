/** Something that the person who starts Lamplight has to change. The message is one plain sentence. */
export class ConfigurationError extends Error {}
