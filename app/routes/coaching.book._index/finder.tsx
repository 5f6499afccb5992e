import { Form } from "@remix-run/react";
import { SelectField } from "#app/ui/field.tsx";

type Named = { slug: string; name: string };
type Props = {
	lists: { tools: Named[]; roles: Named[]; hosts: Named[] };
	asked: { tool: string; role: string; with: string };
	thread: string;
};

/** What a session is to be about, or with whom; everything stands in the address. */
export function Finder({ lists, asked, thread }: Props) {
	const options = (list: Named[]) => list.map(({ slug, name }) => ({ value: slug, label: name }));
	return (
		<Form className="find-time" role="search" aria-label="Office hours" key={`${asked.tool} ${asked.role} ${asked.with}`}>
			{thread ? <input type="hidden" name="thread" value={thread} /> : null}
			<SelectField name="tool" label="Tool" state={undefined} initial={asked.tool} options={options(lists.tools)} empty="Any tool" />
			<SelectField name="role" label="Job role" state={undefined} initial={asked.role} options={options(lists.roles)} empty="Any role" />
			<SelectField name="with" label="With" state={undefined} initial={asked.with} options={options(lists.hosts)} empty="Any champion" />
			<button className="btn quiet" type="submit">
				Find
			</button>
		</Form>
	);
}
