/** Something that the person who starts Lamplight has to change. The message is one plain sentence that names what to do. */
export class ConfigurationError extends Error {
	override name = "ConfigurationError";
}
