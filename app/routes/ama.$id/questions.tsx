import { useState } from "react";
import type { AmaView, Question } from "#app/ama/queries.server.ts";
import { QuestionCard } from "#app/ama/question-card.tsx";
import { canAsk } from "#app/ama/rules.ts";

type Props = { ama: AmaView; questions: Question[] };

/** What came since the page was opened stands below the others, so that nothing moves under a reader's eyes. */
function useSettled(questions: Question[]): Question[] {
	const [first] = useState(() => new Set(questions.map(({ id }) => id)));
	return [...questions.filter(({ id }) => first.has(id)), ...questions.filter(({ id }) => !first.has(id))];
}

const groupsBy = (phase: AmaView["phase"]): { title: string; holds: (question: Question) => boolean }[] =>
	canAsk(phase)
		? [
				{ title: "Questions", holds: ({ state }) => state === "open" },
				{ title: "Answered, or come to another end", holds: ({ state }) => state !== "open" },
			]
		: [
				{ title: "Still owed", holds: ({ state }) => state === "open" || state === "unknown" },
				{ title: "Answered", holds: ({ state }) => state === "answered" },
				{ title: "Not answered, and why", holds: ({ state }) => state === "declined" },
				{ title: "Asked together with another one", holds: ({ state }) => state === "merged" },
			];

/** All questions, by how they stand; afterwards by theme, too. */
export function Questions({ ama, questions }: Props) {
	const settled = useSettled(questions);
	const collects = canAsk(ama.phase);
	if (questions.length === 0)
		return <p className="lead">{collects ? "Nobody has asked yet. The first question is the hardest one." : "Nobody asked anything."}</p>;
	return groupsBy(ama.phase).map(({ title, holds }) => {
		const group = settled.filter(holds);
		if (group.length === 0) return null;
		const themes = collects ? [null] : [...new Set(group.map(({ theme }) => theme))].sort((a, b) => (a ?? "~").localeCompare(b ?? "~"));
		return (
			<section className="apart" key={title} aria-label={title}>
				<h2>{title}</h2>
				{collects && title === "Questions" && !ama.isHost ? (
					<p className="hint">Everybody sees them in another order, and nobody sees how many asked for which until it closes.</p>
				) : null}
				{themes.map((theme) => (
					<div key={theme ?? ""}>
						{theme && themes.length > 1 ? <h3>{theme}</h3> : null}
						{group
							.filter((question) => collects || question.theme === theme)
							.map((question) => (
								<QuestionCard key={question.id} question={question} votable={collects} isHost={ama.isHost} />
							))}
					</div>
				))}
			</section>
		);
	});
}
