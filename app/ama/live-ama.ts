import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { lookAt } from "#app/core/live/stream.ts";
import { useLive } from "#app/core/live/use-live.ts";
import type { PresentAma } from "./present.server.ts";
import type { Question } from "./queries.server.ts";
import type { AmaPhase } from "./rules.ts";

/** Longer than the server keeps what it read, so that what is asked for holds what was heard of. */
const leastMs = 1200;
/** Five hundred browsers hear of a question at once; they ask for it one after the other. */
const spreadMs = 10_000;
/** A vote is told to nobody, so that it costs nothing; hosts look now and then. */
const hostMs = 10_000;

type Heard = { id: string; mark: string | null; onHeard(): void; host: boolean };

function useHeard({ id, mark, onHeard, host }: Heard): void {
	const timer = useRef<number | undefined>(undefined);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a newer mark of the same AMA is no reason to connect again
	useEffect(() => lookAt(id, mark), [id]);
	useLive("thread", () => {
		if (timer.current !== undefined) return;
		timer.current = window.setTimeout(
			() => {
				timer.current = undefined;
				onHeard();
			},
			host ? 0 : leastMs + Math.random() * spreadMs,
		);
	});
	useEffect(() => () => clearTimeout(timer.current), []);
}

function useHostClock(host: boolean, revalidate: () => void): void {
	useEffect(() => {
		if (!host) return;
		const clock = window.setInterval(() => document.visibilityState === "visible" && revalidate(), hostMs);
		return () => clearInterval(clock);
	}, [host, revalidate]);
}

/** Keeps a host's page up to date, counts included. */
export function useLiveHost(id: string, mark: string | null): void {
	const { revalidate } = useRevalidator();
	useHostClock(true, revalidate);
	useHeard({ id, mark, host: true, onHeard: revalidate });
}

type Page = { id: string; mark: string | null; phase: AmaPhase; questions: Question[]; host: boolean };

const revived = (question: PresentAma["questions"][number]) => ({
	...question,
	createdAt: new Date(question.createdAt),
	answers: question.answers.map((answer) => ({
		...answer,
		createdAt: new Date(answer.createdAt),
		editedAt: answer.editedAt && new Date(answer.editedAt),
	})),
});

/** What the page shows, joined with what everybody sees by now: new questions come last, and what is the viewer's own stays theirs. */
export function joined(shown: Question[], { questions }: PresentAma): Question[] {
	const now = new Map(questions.map((question) => [question.id, revived(question)]));
	const own = new Map(shown.flatMap(({ answers }) => answers.map(({ id, own: mine }) => [id, mine] as const)));
	const withOwn = (question: ReturnType<typeof revived>) =>
		question.answers.map((answer) => ({ ...answer, own: own.get(answer.id) ?? false }));
	const before = shown.flatMap((question): Question[] => {
		const there = now.get(question.id);
		if (!there) return question.deletedAt ? [question] : [];
		return [{ ...question, ...there, deletedAt: null, answers: withOwn(there) }];
	});
	const known = new Set(shown.map(({ id }) => id));
	const come = [...now.values()].filter(({ id }) => !known.has(id));
	return [
		...before,
		...come.map((one): Question => ({ ...one, own: false, mine: false, votes: null, deletedAt: null, answers: withOwn(one) })),
	];
}

/** The questions of an AMA, kept up to date while its page is open. */
export function useLiveAma({ id, mark, phase, questions, host }: Page): Question[] {
	const { revalidate } = useRevalidator();
	const [present, setPresent] = useState<PresentAma | null>(null);
	// The page was loaded anew: it knows better.
	// biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched belongs to the page that it was fetched for
	useEffect(() => setPresent(null), [questions]);
	const look = async () => {
		if (host) return revalidate();
		const response = await fetch(`/ama/${id}/live`, { headers: { Accept: "application/json" } });
		if (response.status === 404) return revalidate();
		if (!response.ok || response.redirected) return;
		const found: PresentAma = await response.json();
		// It opened or closed: who sees what is another thing now.
		if (found.phase === phase) setPresent(found);
		else revalidate();
	};
	// What can not be reached is asked again at the next event.
	useHeard({ id, mark, host, onHeard: () => void look().catch(() => undefined) });
	useHostClock(host, revalidate);
	return present ? joined(questions, present) : questions;
}
