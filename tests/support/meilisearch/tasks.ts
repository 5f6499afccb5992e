// The queue that writes wait in: applied in order, one after the other, later.
import { ApiError } from "./errors.ts";
import type { JsonObject } from "./json.ts";

export type TaskStatus = "enqueued" | "processing" | "succeeded" | "failed" | "canceled";

export type Task = {
	uid: number;
	indexUid: string | null;
	status: TaskStatus;
	type: string;
	details: JsonObject;
	error: JsonObject | null;
	enqueuedAt: Date;
	startedAt: Date | null;
	finishedAt: Date | null;
};

/** What a task does; it returns, or throws with, details. What it did when it throws stays done. */
export type Work = (details: JsonObject, task: Task) => void;

export class TaskQueue {
	/** How long a task stays unfinished once it is its turn. */
	delayMs = 5;
	#tasks: Task[] = [];
	#waiting: { task: Task; work: Work }[] = [];
	#timer: NodeJS.Timeout | null = null;

	all(): readonly Task[] {
		return this.#tasks;
	}

	isIndexing(uid: string): boolean {
		return this.#tasks.some((task) => task.indexUid === uid && task.status === "processing");
	}

	add(type: string, indexUid: string | null, details: JsonObject, work: Work): JsonObject {
		const dates = { enqueuedAt: new Date(), startedAt: null, finishedAt: null };
		const task: Task = { uid: this.#tasks.length, indexUid, status: "enqueued", type, details, error: null, ...dates };
		this.#tasks.push(task);
		this.#waiting.push({ task, work });
		this.#next();
		return { taskUid: task.uid, indexUid, status: task.status, type, enqueuedAt: task.enqueuedAt.toISOString() };
	}

	/** Forgets all tasks, also those that were not done yet. */
	clear(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		[this.#timer, this.#tasks, this.#waiting] = [null, [], []];
	}

	#next(): void {
		if (this.#timer !== null || this.#waiting.length === 0) return;
		this.#timer = setTimeout(() => {
			const turn = this.#waiting[0];
			if (turn !== undefined) Object.assign(turn.task, { status: "processing", startedAt: new Date() });
			this.#timer = setTimeout(() => this.#finish(), this.delayMs / 2);
		}, this.delayMs / 2);
	}

	#finish(): void {
		const turn = this.#waiting.shift();
		if (turn !== undefined) {
			const { task, work } = turn;
			try {
				work(task.details, task);
				task.status = "succeeded";
			} catch (error) {
				task.status = "failed";
				task.error = (error instanceof ApiError ? error : new ApiError("internal", String(error))).toJSON();
			}
			task.finishedAt = new Date();
		}
		this.#timer = null;
		this.#next();
	}

	/** Tasks carry the name of their index, also after it was swapped. */
	rename(names: Map<string, string>, before: number): void {
		for (const task of this.#tasks)
			if (task.uid < before && task.indexUid !== null) task.indexUid = names.get(task.indexUid) ?? task.indexUid;
	}
}

/** A task as it is reported. */
export function taskView(task: Task): JsonObject {
	const { uid, indexUid, status, type, details, error, enqueuedAt, startedAt, finishedAt } = task;
	const seconds = startedAt === null || finishedAt === null ? null : (finishedAt.getTime() - startedAt.getTime()) / 1000;
	return {
		uid,
		batchUid: startedAt === null ? null : uid,
		indexUid,
		status,
		type,
		canceledBy: null,
		details,
		error,
		duration: seconds === null ? null : `PT${seconds}S`,
		enqueuedAt: enqueuedAt.toISOString(),
		startedAt: startedAt?.toISOString() ?? null,
		finishedAt: finishedAt?.toISOString() ?? null,
	};
}
