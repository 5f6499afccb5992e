import type { Narrowing } from "./engine.server.ts";

const day = (at: Date) => Math.floor(at.getTime() / 86_400_000);

/** A value as a filter expression takes it: in double quotes, its own quotes and backslashes behind a backslash. */
export const quoted = (value: string): string => `"${value.replace(/[\\"]/g, "\\$&")}"`;

/** The filter that lets an audience see what it may, narrowed: clauses that all have to hold. */
export function filterOf(to: Narrowing, audience: string[]): string[] {
	const equals = (attribute: string, value: string | undefined) => (value === undefined ? [] : [`${attribute} = ${quoted(value)}`]);
	return [
		`audience IN [${audience.map(quoted).join(", ")}]`,
		...equals("threadKind", to.answered === undefined ? to.kind : "question"),
		...(to.answered !== undefined && to.kind !== undefined ? equals("threadKind", to.kind) : []),
		...equals("circle", to.circleId),
		...equals("department", to.departmentId),
		...equals("roles", to.roleId),
		...equals("tool", to.toolId),
		...equals("tags", to.tag),
		...equals("authors", to.authorId),
		...(to.answered === undefined ? [] : [`answered = ${to.answered}`]),
		...(to.since ? [`day >= ${day(to.since)}`] : []),
		// To the day, as the index knows it: the first day after the end is looked at, too.
		...(to.until ? [`day <= ${day(to.until)}`] : []),
	];
}
