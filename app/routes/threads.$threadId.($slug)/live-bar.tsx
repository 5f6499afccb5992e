import { useNavigate, useRevalidator } from "@remix-run/react";
import { ArrowDown } from "lucide-react";
import { useEffect, useRef } from "react";

type Props = { fresh: string[]; more: boolean; gone: boolean };

const words = (count: number, more: boolean) => {
	if (more) return "More new replies";
	return count === 1 ? "1 new reply" : `${count} new replies`;
};

/** What came while the page was open, shown when the reader wants it. */
export function LiveBar({ fresh, more, gone }: Props) {
	const { revalidate, state } = useRevalidator();
	const navigate = useNavigate();
	const wanted = useRef<string | null>(null);
	useEffect(() => {
		const post = state === "idle" && wanted.current ? document.getElementById(`post-${wanted.current}`) : null;
		if (!post) return;
		wanted.current = null;
		post.tabIndex = -1;
		post.focus({ preventScroll: true });
		post.scrollIntoView({ block: "nearest" });
	});
	const show = () => {
		wanted.current = fresh[0] ?? null;
		if (more) navigate(`?from=${fresh[0] ?? ""}#post-${fresh[0] ?? ""}`);
		else revalidate();
	};
	return (
		<div className="live-bar" role="status">
			{gone ? <p className="notice">This thread is no longer here. It was taken back, or moved where you can not see it.</p> : null}
			{!gone && fresh.length > 0 ? (
				<button className="btn" type="button" onClick={show}>
					<ArrowDown className="icon" aria-hidden="true" /> {words(fresh.length, more)}
				</button>
			) : null}
		</div>
	);
}
