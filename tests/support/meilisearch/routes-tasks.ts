// The routes of tasks.
import { ApiError } from "./errors.ts";
import { type Answer, ok, type Request } from "./http.ts";
import { countParameter, indexUid, onlyParameters } from "./readers.ts";
import { type Task, type TaskQueue, taskView } from "./tasks.ts";

const types = [
	..."documentAdditionOrUpdate documentEdition documentDeletion settingsUpdate indexCreation indexDeletion".split(" "),
	..."indexUpdate indexSwap taskCancelation taskDeletion dumpCreation snapshotCreation upgradeDatabase".split(" "),
];
const statuses = ["enqueued", "processing", "succeeded", "failed", "canceled"];
const dates = ["EnqueuedAt", "StartedAt", "FinishedAt"].flatMap((name) => [`after${name}`, `before${name}`]);
const lists = ["uids", "batchUids", "canceledBy", "types", "statuses", "indexUids"];

export function getTask(tasks: TaskQueue, uid: string): Answer {
	if (!/^\d+$/.test(uid))
		throw new ApiError("invalid_task_uids", `Task uid \`${uid}\` is invalid. It should only contain numeric characters.`);
	const task = tasks.all()[Number(uid)];
	if (task === undefined) throw new ApiError("task_not_found", `Task \`${uid}\` not found.`);
	return ok(taskView(task));
}

/** The values of a list in the query string; null when it is not given, or a star. */
function listParameter(query: URLSearchParams, name: string, code: string, problem: (value: string) => string | null): string[] | null {
	const values = query.get(name)?.split(",") ?? ["*"];
	if (values.includes("*")) return null;
	for (const [index, value] of values.entries()) {
		const found = problem(value);
		const place = values.length > 1 ? `${name}[${index}]` : name;
		if (found !== null) throw new ApiError(code, `Invalid value in parameter \`${place}\`: ${found}`);
	}
	return values;
}

const named = (known: string[], kind: string, plural: string) => (value: string) =>
	known.includes(value)
		? null
		: `\`${value}\` is not a valid task ${kind}. Available ${plural} are ${known.map((name) => `\`${name}\``).join(", ")}.`;
const whole = (value: string) => (/^\d+$/.test(value) ? null : `could not parse \`${value}\` as a positive integer`);

/** A test of tasks for each filter that is given. */
function filtersOf(query: URLSearchParams): ((task: Task) => boolean)[] {
	const tests: ((task: Task) => boolean)[] = [];
	const among = (values: string[] | null, of: (task: Task) => string) => {
		if (values !== null) tests.push((task) => values.includes(of(task)));
	};
	among(listParameter(query, "uids", "invalid_task_uids", whole), ({ uid }) => String(uid));
	among(listParameter(query, "batchUids", "invalid_batch_uids", whole), ({ uid, startedAt }) => (startedAt === null ? "" : String(uid)));
	among(listParameter(query, "canceledBy", "invalid_task_canceled_by", whole), () => "");
	among(listParameter(query, "types", "invalid_task_types", named(types, "type", "types")), ({ type }) => type);
	among(listParameter(query, "statuses", "invalid_task_statuses", named(statuses, "status", "statuses")), ({ status }) => status);
	const uids = listParameter(query, "indexUids", "invalid_index_uid", (value) => {
		indexUid(value);
		return null;
	});
	among(uids, (task) => task.indexUid ?? "");
	for (const name of dates) {
		const given = query.get(name);
		if (given === null || given === "*") continue;
		const bound = Date.parse(given);
		const problem = `\`${given}\` is an invalid date-time. It should follow the YYYY-MM-DD or RFC 3339 date-time format.`;
		const code = `invalid_task_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
		if (Number.isNaN(bound)) throw new ApiError(code, `Invalid value in parameter \`${name}\`: ${problem}`);
		const after = name.startsWith("after");
		tests.push(({ enqueuedAt, startedAt, finishedAt }) => {
			const date = name.endsWith("EnqueuedAt") ? enqueuedAt : name.endsWith("StartedAt") ? startedAt : finishedAt;
			return date !== null && (after ? date.getTime() > bound : date.getTime() < bound);
		});
	}
	return tests;
}

/** Tasks, the newest first unless reversed; `from` is where a page begins, and `next` where the one after it does. */
export function listTasks(tasks: TaskQueue, { query }: Request): Answer {
	onlyParameters(query, ["limit", "from", "reverse", ...lists, ...dates]);
	const limit = countParameter(query, "limit", "invalid_task_limit", 20);
	const from = countParameter(query, "from", "invalid_task_from", null);
	const given = query.get("reverse");
	if (given !== null && given !== "true" && given !== "false")
		throw new ApiError(
			"invalid_task_reverse",
			`Invalid value in parameter \`reverse\`: could not parse \`${given}\` as a boolean, expected either \`true\` or \`false\``,
		);
	const reverse = given === "true";
	const tests = filtersOf(query);
	const all = tasks.all().filter((task) => tests.every((test) => test(task)));
	const ordered = reverse ? all : [...all].reverse();
	const remaining = from === null ? ordered : ordered.filter(({ uid }) => (reverse ? uid >= from : uid <= from));
	const results = remaining.slice(0, limit).map(taskView);
	return ok({ results, total: all.length, limit, from: remaining[0]?.uid ?? null, next: remaining[limit]?.uid ?? null });
}
