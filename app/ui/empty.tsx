import type { ReactNode } from "react";

/** What belongs here, and one thing to do. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
	return (
		<div className="empty">
			<h2>{title}</h2>
			<p>{children}</p>
			{action}
		</div>
	);
}
