import { Form, useSearchParams } from "@remix-run/react";
import { languageNames } from "#app/champions/rules.ts";

type Entry = { slug: string; name: string };
type Props = {
	lists: { departments: Entry[]; jobRoles: Entry[]; tools: Entry[] };
	places: { languages: string[]; zones: string[] };
};

/** What the directory is narrowed to; everything stands in the address. */
export function Filters({ lists, places }: Props) {
	const [params] = useSearchParams();
	const named = (list: Entry[]) => list.map(({ slug, name }) => ({ value: slug, label: name }));
	const filters = [
		{ name: "department", label: "Department", list: named(lists.departments) },
		{ name: "role", label: "Job role", list: named(lists.jobRoles) },
		{ name: "tool", label: "Tool", list: named(lists.tools) },
		{ name: "language", label: "Language", list: places.languages.map((value) => ({ value, label: languageNames[value] ?? value })) },
		{ name: "zone", label: "Time zone", list: places.zones.map((value) => ({ value, label: value.replaceAll("_", " ") })) },
	];
	return (
		<Form className="filters" role="search" aria-label="Champions">
			{filters.map(({ name, label, list }) => (
				<select key={name} className="input" name={name} aria-label={label} defaultValue={params.get(name) ?? ""}>
					<option value="">{label}</option>
					{list.map(({ value, label: text }) => (
						<option key={value} value={value}>
							{text}
						</option>
					))}
				</select>
			))}
			<label className="choice">
				<input type="checkbox" name="open" value="1" defaultChecked={params.has("open")} /> Open now
			</label>
			<button className="btn quiet" type="submit">
				Find
			</button>
		</Form>
	);
}
