import { useEffect, useState } from "react";
import { type FormState, SelectField, typed } from "#app/ui/field.tsx";

type Props = { zones: string[]; state: FormState; initial: string; guess?: boolean };

/** The choice of an IANA time zone. With `guess` it starts at the browser's own; without JavaScript one chooses. */
export function TimeZoneField({ zones, state, initial, guess }: Props) {
	const [zone, setZone] = useState(typed(state, "timeZone", initial));
	const untouched = guess && !state;
	useEffect(() => {
		if (untouched) setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
	}, [untouched]);
	// A zone may be known under two names, of which the list has one: Asia/Kolkata is Asia/Calcutta there.
	const offered = zones.includes(zone) ? zones : [zone, ...zones];
	return (
		<SelectField
			key={zone}
			name="timeZone"
			label="Time zone"
			state={state}
			initial={zone}
			options={offered.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
		/>
	);
}
