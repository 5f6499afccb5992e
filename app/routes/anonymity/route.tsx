import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { linkDays, whoCanLearn } from "#app/anonymity/links.server.ts";
import { requireViewer } from "#app/auth/session.server.ts";
import { glassCounts, officersNow } from "#app/moderation/officers.server.ts";

export const meta: MetaFunction = () => [{ title: "Writing without your name · Lamplight" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	await requireViewer({ request, context });
	const [learns, counts, officers] = await Promise.all([whoCanLearn(null), glassCounts(), officersNow()]);
	return { learns, counts, kept: officers.length === 2 && officers.every(({ hasKey }) => hasKey), linkDays };
}

const times = (count: number) => (count === 0 ? "never" : count === 1 ? "once" : `${count} times`);

export default function Anonymity() {
	const { learns, counts, kept, linkDays: days } = useLoaderData<typeof loader>();
	return (
		<main id="main">
			<h1>Writing without your name</h1>
			<p className="lead">What it protects you from, and what it can not.</p>
			<section className="apart">
				<h2>What others see</h2>
				<p>
					Another name in every thread, such as Quiet Heron, and the day. It appears some minutes after you wrote it, at a moment chosen by
					chance. No role sees more: not moderators, not admins, not your manager.
				</p>
			</section>
			<section className="apart">
				<h2>What is stored</h2>
				<p>
					The words, the alias and the day. Not your name, your address or the time. Whoever copies the database without its key learns
					nothing of who wrote what. You keep every right: to edit, to take back, to be told of answers, and to put your name to it later.
				</p>
			</section>
			<section className="apart">
				<h2>Who can ever learn who you are</h2>
				<p>{learns}</p>
				{kept ? (
					<p>
						Each of the two has a key that was made in their own browser and never left it. Who you are lies in a box for one inside a box
						for the other; neither this server nor one of them alone can open it. After {days} days it is deleted. A circle can choose that
						no such box is kept.
					</p>
				) : (
					<p>No link between you and what you write without your name is kept anywhere.</p>
				)}
				<p>
					So far it was asked for {times(counts.asked)}, withdrawn {times(counts.withdrawn)}, the first box was opened{" "}
					{times(counts.opened)}, and a name was read {times(counts.read)}. Each time stands in a log that can not be changed, before an
					officer has the box.
				</p>
			</section>
			<section className="apart">
				<h2>What no program can hide</h2>
				<ul className="ama-unknowns">
					<li>How you write. Colleagues may know your turns of phrase.</li>
					<li>What only you can know: a customer, a date, a meeting of three.</li>
					<li>A small circle. Below ten readers it is not offered; below twenty-five it is said.</li>
					<li>Somebody who runs this server and changes the program, to watch from then on.</li>
				</ul>
			</section>
		</main>
	);
}
